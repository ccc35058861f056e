import { html } from '/lit-html/lit-html.js';
import { ask } from '../shared/ask.js';
import { isOver } from '../shared/format.js';
import { speaker } from '../shared/language.js';
import { state } from '../shared/state.js';
import { whenTo, whereTo } from './forwarding.js';

const WORDS = {
	notAllowed: [
		'Your IP address is not allowed: every command is answered 2001.',
		'허용되지 않은 IP 주소: 모든 명령에 2001로 응답합니다.',
	],
	notPermitted: ['No permission: every command is answered 2002.', '권한 없음: 모든 명령에 2002로 응답합니다.'],
	noSends: ['No sends left: a text is answered 3004.', '남은 발송 건수 없음: 문자를 보내면 3004로 응답합니다.'],
	locked: [
		'Locked after 5 wrong passwords in a row: every command is answered 1004.',
		'비밀번호를 연달아 5번 틀려 잠겼습니다. 모든 명령에 1004로 응답합니다.',
	],
	unlock: ['Unlock', '잠금 해제'],
	noAddOn: ['No API add-on: every command is answered 1005.', 'API 부가서비스 없음: 모든 명령에 1005로 응답합니다.'],
	lacks: [
		(names, code) => `The contract lacks ${names}: answered ${code}.`,
		(names, code) => `계약에 없는 명령: ${names} (${code}로 응답).`,
	],
	giveAll: ['Let all work', '모두 정상으로'],
	otherForm: [(names) => `Answers in a form that is not known: ${names}.`, (names) => `알려지지 않은 형식으로 응답하는 명령: ${names}.`],
	initial: ['Still the initial password: commands are answered 1007.', '아직 초기 비밀번호: 명령에 1007로 응답합니다.'],
	expired: ['The password has expired: commands are answered 1008.', '비밀번호 만료: 명령에 1008로 응답합니다.'],
	forwarded: [
		(where, when) => `Calls are forwarded to ${where}, ${when}.`,
		(where, when) => `착신전환 중(${when}): 걸려 오는 전화는 ${where}에서 받습니다.`,
	],
	stopForwarding: ['Stop', '해제'],
};
const say = speaker(WORDS);

/** What keeps a line from doing what is asked of it; some of it can be changed at once. */
export function troubles(line) {
	const { forwarding, passwordExpiresAt: expiresAt } = line;
	const isToday = state.settings.service === 'today';
	const isExpired = !line.initialPassword && expiresAt !== null && isOver(expiresAt);
	const found = [
		!line.callerAllowed && [say('notAllowed')],
		!line.permitted && [say('notPermitted')],
		line.sendsLeft === 0 && [say('noSends')],
		line.locked && [say('locked'), say('unlock'), { locked: false }],
		isToday && line.addOn === 'none' && [say('noAddOn')],
		line.lacks.length > 0 && [say('lacks', line.lacks.join(', '), state.settings.lackingResult), say('giveAll'), { lacks: [] }],
		line.otherForm.length > 0 && [say('otherForm', line.otherForm.join(', ')), say('giveAll'), { otherForm: [] }],
		isToday && line.initialPassword && [say('initial')],
		isToday && isExpired && [say('expired')],
		forwarding && [say('forwarded', whereTo(forwarding), whenTo(forwarding)), say('stopForwarding'), { forwarding: null }],
	];
	const hand = (words, settings) => html`
		<button type="button" @click=${() => ask('PATCH', `lines/${line.number}`, settings)}>${words}</button>
	`;
	return html`
		<ul class="troubles">
			${found.filter(Boolean).map(([words, way, settings]) => html`<li><span>${words}</span>${way && hand(way, settings)}</li>`)}
		</ul>
	`;
}
