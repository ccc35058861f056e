import { SERVICES, SETTINGS } from '/choices.js';
import { html } from '/lit-html/lit-html.js';
import { clock } from './clock.js';
import { ask } from './shared/ask.js';
import { speaker } from './shared/language.js';
import { options, panel } from './shared/markup.js';
import { state } from './shared/state.js';

const WORDS = {
	settings: ['Answers', '응답 방식'],
	settingsAbout: [
		'Which service answers, and how. What differs from the chosen service is marked; all of it has been seen or is documented.',
		'시뮬레이터가 어느 서비스처럼 응답할지 정합니다. 선택한 서비스와 다른 항목은 따로 표시됩니다. 모두 문서에 있거나 실제로 확인된 응답입니다.',
	],
	asService: ['All as this service does it', '모두 이 서비스에 맞추기'],
	service: ['The service', '서비스'],
	'service.today': ['of today', '현재 서비스'],
	'service.document': ['of the document (v2.0)', '문서의 서비스 (v2.0)'],
	numbers: ['Page numbers and counts', '페이지와 건수'],
	'numbers.asInSamples': ['as in the samples', '문서 예시와 같게'],
	'numbers.strings': ['strings: "10"', '문자열: "10"'],
	'numbers.numbers': ['numbers: 10', '숫자: 10'],
	sendsLeft: ['Sends left are called', '남은 발송 건수의 필드 이름'],
	'sendsLeft.RESCNT': ['RESCNT', 'RESCNT'],
	'sendsLeft.RESTCOUNT': ['RESTCOUNT', 'RESTCOUNT'],
	historyResult: ['Result of a call history', '통화이력의 결과 코드'],
	'historyResult.OKWhenEmpty': ['OK when it is empty', '비어 있을 때 OK'],
	'historyResult.0000': ['0000', '0000'],
	'historyResult.OK': ['OK', 'OK'],
	emptyList: ['A list without entries', '항목이 없는 목록'],
	'emptyList.asInSamples': ['as in the samples', '문서 예시와 같게'],
	'emptyList.null': ['DATAS is null', 'DATAS가 null'],
	'emptyList.4002': ['code 4002', '코드 4002'],
	'emptyList.4004': ['code 4004', '코드 4004'],
	listDatas: ['Entries of a list', '목록의 항목 위치'],
	'listDatas.asInSamples': ['as in the samples', '문서 예시와 같게'],
	'listDatas.inside': ['inside LISTINFO', 'LISTINFO 안'],
	'listDatas.beside': ['beside LISTINFO', 'LISTINFO 옆'],
	lackingResult: ['A command that a contract lacks', '계약에 없는 명령'],
	'lackingResult.1005': ['1005, unknown command', '1005, 알 수 없는 명령'],
	'lackingResult.2002': ['2002, no permission', '2002, 권한 없음'],
	'lackingResult.4001': ['4001, no such command', '4001, API 이름 오류'],
	status: ['Phone and call status', '전화기 상태와 통화 상태'],
	'status.text': ['text: "OK"', '문자열: "OK"'],
	'status.array': ['array: ["OK"]', '배열: ["OK"]'],
	phoneNumbers: ['Numbers and extensions', '전화번호와 내선번호'],
	'phoneNumbers.digits': ['digits', '숫자만'],
	'phoneNumbers.hyphens': ['with hyphens', '하이픈 포함'],
	times: ['Times', '시각'],
	'times.asInSamples': ['as in the samples', '문서 예시와 같게'],
	'times.digits': ['20261122093000', '20261122093000'],
	'times.slashes': ['2026/11/22 09:30:00', '2026/11/22 09:30:00'],
	'times.dashes': ['2026-11-22 09:30:00', '2026-11-22 09:30:00'],
	callbackParts: ['Parts of a registration', '알림 주소 등록 정보의 항목 수'],
	'callbackParts.8': ['8, with start and end', '8개, 시작과 끝 포함'],
	'callbackParts.6': ['6', '6개'],
	'callbackParts.5': ['5, without the number', '5개, 번호 없음'],
	callbackResult: ['Result of a registration', '알림 주소 등록의 결과 코드'],
	'callbackResult.0000': ['0000', '0000'],
	'callbackResult.2000': ['2000', '2000'],
	recordingType: ['A recording comes as', '녹취 파일의 형식'],
	'recordingType.audio/wav': ['audio/wav', 'audio/wav'],
	'recordingType.application/octet-stream': ['octet-stream', 'octet-stream'],
	eventCharset: ['Text of an event', '이벤트의 문자 인코딩'],
	'eventCharset.utf-8': ['UTF-8', 'UTF-8'],
	'eventCharset.euc-kr': ['EUC-KR', 'EUC-KR'],
	eventHost: ['Host header of an event', '이벤트의 Host 헤더'],
	'eventHost.ipAddress': ['the IP address', 'IP 주소'],
	'eventHost.otherName': ['another name', '다른 이름'],
	'eventHost.none': ['none (HTTP/1.0)', '없음 (HTTP/1.0)'],
	rings: ['A call is told', '전화 알림 횟수'],
	'rings.once': ['once', '한 번'],
	'rings.twice': ['twice', '두 번'],
	pageWithoutExtension: ['Callback page without extension', '확장자 없는 알림 주소'],
	'pageWithoutExtension.refused': ['is refused', '거절'],
	'pageWithoutExtension.neverCalled': ['is never called', '등록만 되고 호출 안 됨'],
};
const say = speaker(WORDS);

/** What this part is called. */
export const title = () => say('settings');

/** Which service answers, and how; and the clock. */
export function settings() {
	const { service } = state.settings;
	const choose = (chosen) => ask('PATCH', 'settings', chosen);
	const isChanged = (name) => state.settings[name] !== SERVICES[service]?.[name];
	const menu = ([name, choices]) => html`
		<label class=${isChanged(name) ? 'changed' : ''}>
			<span>${say(name)}</span>
			<select name=${name} @change=${({ target }) => choose({ [name]: target.value })}>
				${options(choices.map((choice) => [choice, say(`${name}.${choice}`)]), state.settings[name])}
			</select>
		</label>
	`;
	return panel(
		'settings',
		title(),
		say('settingsAbout'),
		html`
			<form id="settings-form">${Object.entries(SETTINGS).map(menu)}</form>
			<button type="button" id="as-service" @click=${() => choose({ service })}>${say('asService')}</button>
			${clock()}
		`,
	);
}
