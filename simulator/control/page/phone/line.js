import { COMMANDS } from '/choices.js';
import { live } from '/lit-html/directives/live.js';
import { html, noChange } from '/lit-html/lit-html.js';
import { ask } from '../shared/ask.js';
import { isOver } from '../shared/format.js';
import { language, speaker } from '../shared/language.js';
import { facts, options } from '../shared/markup.js';
import { redraw } from '../shared/state.js';
import { whenTo, whereTo } from './forwarding.js';

const SECONDS_TO_PICK_UP = 60;
const PASSWORD_STATES = {
	good: { initialPassword: false, passwordExpiresAt: null },
	initial: { initialPassword: true },
	expired: { initialPassword: false, passwordExpiresAt: '1 day ago, 00:00:00' },
};

const WORDS = {
	line: ['The line', '회선 정보'],
	sendsLeft: ['Sends left', '남은 발송 건수'],
	forwarding: ['Forwarding', '착신전환'],
	off: ['Off', '꺼짐'],
	answering: ['When n8n makes a call, this phone rings', 'n8n이 전화를 걸면 이 전화기가 울리고'],
	answeredAfter: [(seconds) => `and is picked up after ${seconds} s`, (seconds) => `${seconds}초 뒤에 자동으로 받습니다`],
	answeredByHand: ['until I pick it up, 60 s at most', '직접 받을 때까지 울립니다 (최대 60초)'],
	passwordState: ['The password', '비밀번호'],
	'password.good': ['never expires', '만료되지 않음'],
	'password.initial': ['is the initial one (1007)', '초기 비밀번호 (1007)'],
	'password.expired': ['has expired (1008)', '만료됨 (1008)'],
	'password.until': [(day) => `is good until ${day}`, (day) => `${day}까지`],
	addOn: ['The contract has the API add-on', 'API 부가서비스'],
	'addOn.B': ['of type B, with recordings', 'B타입, 녹취 포함'],
	'addOn.A': ['of type A, without recordings', 'A타입, 녹취 없음'],
	'addOn.none': ['not at all (1005)', '없음 (1005)'],
	command: ['A command', '명령'],
	'command.works': ['works', '정상'],
	'command.lacks': ['is lacking in the contract', '계약에 없음'],
	'command.otherForm': ['answers in a form that is not known', '알려지지 않은 형식으로 응답'],
	listDelay: ['Seconds until a call that is over is listed', '끝난 통화가 목록에 나오기까지 걸리는 시간 (초)'],
	noAnswerAfter: ['Seconds until a call that nobody answers is forwarded', '무응답 착신전환까지 걸리는 시간 (초)'],
};
const say = speaker(WORDS);

/** The command of which the menu shows how it does; on all lines the same. */
let shownCommand = 'getrecvsmslist';

/** What the service knows of the line, and what of it can be set. */
export function aboutLine(line) {
	const { number, sendsLeft, forwarding, addOn } = line;
	const set = (read) => ({ target }) => ask('PATCH', `lines/${number}`, read(target.value));
	const menu = (className, label, choices, chosen, read) => html`
		<label class="answering">
			<span>${label}</span>
			<select class=${className} @change=${set(read)}>${options(choices, chosen)}</select>
		</label>
	`;
	const seconds = (className, label, min, max, value, read) => {
		const id = `${className}-${number}`;
		// What is being typed stays.
		const shown = document.activeElement?.id === id ? noChange : live(`${value}`);
		return html`
			<label class="answering">
				<span>${label}</span>
				<input class=${className} id=${id} type="number" min=${min} max=${max} .value=${shown} @change=${set(read)} />
			</label>
		`;
	};
	const rows = [
		[say('sendsLeft'), sendsLeft.toLocaleString(language)],
		[say('forwarding'), forwarding ? `${whereTo(forwarding)}, ${whenTo(forwarding)}` : say('off')],
	];
	const addOns = ['B', 'A', 'none'].map((type) => [type, say(`addOn.${type}`)]);
	return html`
		<details>
			<summary>${say('line')}</summary>
			<dl class="facts">${facts(rows)}</dl>
			${menu('pick-up-seconds', say('answering'), ...pickingUp(line), (value) => ({ pickUpSeconds: Number(value) }))}
			${menu('password-state', say('passwordState'), ...password(line), (name) => PASSWORD_STATES[name])}
			${menu('add-on', say('addOn'), addOns, addOn, (value) => ({ addOn: value }))}
			${commands(line)}
			${seconds('list-delay', say('listDelay'), 0, 60, line.listDelaySeconds, (value) => ({ listDelaySeconds: Number(value) }))}
			${seconds('no-answer-after', say('noAnswerAfter'), 1, 120, line.noAnswerSeconds, (value) => ({ noAnswerSeconds: Number(value) }))}
		</details>
	`;
}

/** A menu of the commands, and one of how the chosen one does on the line. */
function commands({ number, lacks, otherForm }) {
	const isIn = { lacks: lacks.includes(shownCommand), otherForm: otherForm.includes(shownCommand) };
	const manner = Object.keys(isIn).find((list) => isIn[list]) ?? 'works';
	const show = ({ target }) => {
		shownCommand = target.value;
		redraw();
	};
	const without = (list) => list.filter((name) => name !== shownCommand);
	const set = ({ target }) => {
		const settings = { lacks: without(lacks), otherForm: without(otherForm) };
		settings[target.value]?.push(shownCommand);
		return ask('PATCH', `lines/${number}`, settings);
	};
	const manners = ['works', 'lacks', 'otherForm'].map((name) => [name, say(`command.${name}`)]);
	return html`
		<div class="answering">
			<span>${say('command')}</span>
			<select class="shown-command" aria-label=${say('command')} @change=${show}>${options(COMMANDS.map((name) => [name, name]), shownCommand)}</select>
			<select class="command-manner" aria-label=${shownCommand} @change=${set}>${options(manners, manner)}</select>
		</div>
	`;
}

/** How the phone can be picked up, and how it is. */
function pickingUp({ pickUpSeconds }) {
	const byHand = 2 * SECONDS_TO_PICK_UP;
	const isByHand = pickUpSeconds > SECONDS_TO_PICK_UP;
	const seconds = isByHand ? 2 : pickUpSeconds;
	const choices = [
		[seconds, say('answeredAfter', seconds)],
		[byHand, say('answeredByHand')],
	];
	return [choices, isByHand ? byHand : seconds];
}

/** What the password can be, and what it is. */
function password({ initialPassword, passwordExpiresAt: expiresAt }) {
	const choices = Object.keys(PASSWORD_STATES).map((name) => [name, say(`password.${name}`)]);
	const isExpired = expiresAt !== null && isOver(expiresAt);
	if (expiresAt !== null && !isExpired) choices.push(['until', say('password.until', expiresAt.slice(0, 10))]);
	return [choices, initialPassword ? 'initial' : isExpired ? 'expired' : expiresAt === null ? 'good' : 'until'];
}
