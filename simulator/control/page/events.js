import { html } from '/lit-html/lit-html.js';
import { shorten, timeOfDay, withHyphens } from './shared/format.js';
import { speaker } from './shared/language.js';
import { entries, MOST_SHOWN, panel } from './shared/markup.js';
import { state } from './shared/state.js';

const WORDS = {
	told: ['Events', '이벤트'],
	toldAbout: ['Who was told of calls and texts that came in.', '걸려 온 전화와 받은 문자를 어디에 알렸는지 보여 줍니다.'],
	textFrom: [(number) => `Text from ${number}`, (number) => `${number}에서 온 문자`],
	ringFrom: [(number) => `Call from ${number}`, (number) => `${number}에서 온 전화`],
	deliveredTo: [(page, status) => `Told ${page}, which answered ${status}.`, (page, status) => `${page}에 알렸습니다. 응답: ${status}.`],
	refusedBy: [
		(page, status) => `Told ${page}, but it answered ${status}. Is the workflow still published?`,
		(page, status) => `${page}에 알렸지만 응답이 ${status}입니다. 워크플로가 게시되어 있나요?`,
	],
	notReached: [(page, error) => `Could not reach ${page}: ${error}.`, (page, error) => `${page}에 연결하지 못했습니다: ${error}.`],
	nobodyTold: [
		'A polling trigger asks for it by itself. Nobody was told at once: no URL is registered, which the LG U+ Centrex Trigger does.',
		'폴링 트리거가 곧 조회합니다. 바로 알린 곳은 없습니다. 알림 주소는 LG U+ Centrex Trigger가 등록합니다.',
	],
	onAppOnly: [
		'It rings on the mobile app only: nobody is told, and it is listed once it is over.',
		'모바일 앱에서만 울리는 전화는 알리지 않습니다. 통화가 끝나면 목록에 나옵니다.',
	],
	neverCalled: ['Nobody was told: the registered page has no extension.', '등록된 알림 주소에 확장자가 없어 알리지 않았습니다.'],
};
const say = speaker(WORDS);

/** Who was told of calls and texts. */
export function events() {
	const newestFirst = state.deliveries.slice(-MOST_SHOWN).reverse();
	const list = html`<ol class="entries" id="deliveries">${entries(newestFirst, entry)}</ol>`;
	return panel('told', say('told'), say('toldAbout'), list);
}

function entry(delivery) {
	const { at, kind, line, url } = delivery;
	const sender = new URL(url).searchParams.getAll('sender').at(-1);
	return html`
		<li>
			<div class="row">
				<span class="quiet time">${timeOfDay(at)}</span>
				<strong>${say(kind === 'sms' ? 'textFrom' : 'ringFrom', withHyphens(sender))}</strong>
				<small class="quiet">${withHyphens(line)}</small>
			</div>
			<div class=${isDelivered(delivery) ? 'good' : 'bad'}>${shorten(outcomeInWords(delivery))}</div>
		</li>
	`;
}

/** Whether the URL that was told took it. */
export const isDelivered = ({ status }) => status < 300;

/** What became of an event. */
export function outcomeInWords({ url, status, error }) {
	if (url === null) return say(/mobile app/.test(error) ? 'onAppOnly' : /extension/.test(error) ? 'neverCalled' : 'nobodyTold');
	const [page] = url.split('?');
	if (error) return say('notReached', page, error);
	return say(isDelivered({ status }) ? 'deliveredTo' : 'refusedBy', page, status);
}
