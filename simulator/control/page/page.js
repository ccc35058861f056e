import { COMMANDS, FAULT_KINDS, SERVICES, SETTINGS } from '/choices.js';
import { WORDS } from '/words.js';

const MOST_SHOWN = 50;
const MINUTES_A_CODE_IS_GOOD = 5;
/** What a call that is let come in does, besides ringing. */
const RINGS = {
	phone: {},
	noAnswer: { end: 'noAnswer' },
	appAnswered: { mobileApp: true, seconds: 3, talkSeconds: 30 },
	appMissed: { mobileApp: true, seconds: 5 },
};
const PASSWORD_STATES = {
	good: { initialPassword: false, passwordExpiresAt: null },
	initial: { initialPassword: true },
	expired: { initialPassword: false, passwordExpiresAt: '1 day ago, 00:00:00' },
};
const SECONDS_TO_PICK_UP = 60;
const $ = (id) => document.getElementById(id);

let state;
let language = localStorage.getItem('language') ?? (navigator.language.startsWith('ko') ? 'ko' : 'en');

/** The words for a key, with what is put in. */
function say(key, ...values) {
	const words = WORDS[language][key];
	return typeof words === 'function' ? words(...values) : words;
}

/** A text with its addresses to click, as phones show it. */
function withLinks(text) {
	return text.split(/(https?:\/\/[^\s<>"]+)/).map((part, index) => {
		if (index % 2 === 0) return part;
		const link = element('a', '', part);
		Object.assign(link, { href: part, target: '_blank', rel: 'noreferrer' });
		return link;
	});
}

/** Everything from the state goes in as text, never as HTML. */
function element(tag, className, ...children) {
	const made = document.createElement(tag);
	if (className) made.className = className;
	made.append(...children);
	return made;
}

function button(words, act, className = '') {
	const made = element('button', className, words);
	made.type = 'button';
	made.addEventListener('click', act);
	return made;
}

/** What each list was drawn from: key and content of every entry, and what was made of it. */
const drawn = new WeakMap();

/**
 * Draws a list anew where it differs from before. An entry that has not changed stays as it is, so that the focus, a
 * selection, an open entry and a player stay.
 */
function draw(target, entries, make, keyOf = (_entry, index) => index) {
	const before = drawn.get(target) ?? new Map();
	const now = new Map();
	entries.forEach((entry, index) => {
		const key = keyOf(entry, index);
		const content = language + JSON.stringify(entry);
		const known = before.get(key);
		if (known?.content === content) return void now.set(key, known);
		const node = make(entry);
		const wasOpen = known?.node.querySelector('details')?.open;
		if (wasOpen) node.querySelector('details').open = true;
		now.set(key, { content, node });
	});
	drawn.set(target, now);
	const nodes = [...now.values()].map(({ node }) => node);
	if (nodes.length === target.children.length && nodes.every((node, index) => node === target.children[index])) return false;
	const hadFocus = [...target.children].findIndex((child) => child.contains(document.activeElement));
	const focused = document.activeElement;
	target.replaceChildren(...nodes);
	if (hadFocus >= 0) (focused.isConnected ? focused : nodes[hadFocus])?.focus({ preventScroll: true });
	return true;
}

/** Changes a text only where it differs, so that it is read aloud once. */
function write(target, text) {
	if (target.textContent !== text) target.textContent = text;
}

/** 07000001000 is 070-0000-1000; with hyphens at which a number does not break. */
const withHyphens = (number) =>
	number
		.replace(/^(?:(02|0\d\d)(\d{3,4})|(1\d{3}))(\d{4})$/, (_all, area, middle, start, end) =>
			area ? `${area}-${middle}-${end}` : `${start}-${end}`,
		)
		.replaceAll('-', '\u2011');

/** Hashes of passwords, and keys in URLs. */
const shorten = (text) =>
	text.replace(/(?<![0-9a-f])[0-9a-f]{64}(?:[0-9a-f]{64})?(?![0-9a-f])/gi, (secret) => `${secret.slice(0, 8)}…`);

/** The time of day in Korea, with the day unless it is today. */
function shortTime(at) {
	return at.slice(0, 10) === nowInKorea().slice(0, 10) ? at.slice(11, 16) : `${at.slice(5, 10)} ${at.slice(11, 16)}`;
}
/** Now in Korea, as the simulator's clock shows it. */
const nowInKorea = () => state.clock ?? `${new Date(Date.now() + 9 * 3600 * 1000).toISOString().slice(0, 19)}+09:00`;
const whereTo = ({ kind, to }) => (kind === 'voicemail' ? say('voicemail') : withHyphens(to));
const timeOfDay = (at) => at.slice(11, 19);
const length = (seconds) => say('length', Math.floor(seconds / 60), seconds % 60);

async function ask(method, path, body) {
	const answer = await fetch(`/_simulator/${path}`, {
		method,
		headers: body ? { 'content-type': 'application/json' } : {},
		body: body && JSON.stringify(body),
	});
	const values = await answer.json();
	if (!answer.ok) throw new Error(values.error);
	return values;
}

/** Asks, and shows what was wrong in the form's output. */
async function askFor(output, method, path, body) {
	try {
		const values = await ask(method, path, body);
		output.className = output.className.replace(/ ?(good|bad)/, '');
		output.textContent = '';
		return values;
	} catch (error) {
		output.classList.add('bad');
		output.textContent = error instanceof TypeError ? say('silent') : error.message;
		return undefined;
	}
}

// ------------------------------------------------------------------ phones

/** What the page knows of each phone besides the state: its parts, and the conversation that was chosen. */
const phones = new Map();

function makePhone(number) {
	const article = $('phone').content.cloneNode(true).firstElementChild;
	const part = (name) => article.querySelector(`.${name}`);
	const phone = { number, article, part, chosen: undefined, seen: new Map(), isFirstLook: true };
	article.id = `phone-${number}`;
	part('name').id = `name-${number}`;
	article.setAttribute('aria-labelledby', part('name').id);
	part('pick-up').addEventListener('click', () => ask('POST', 'pick-up', { line: number }));
	part('hang-up').addEventListener('click', () => ask('POST', 'hang-up', { line: number }));
	part('incoming').addEventListener('submit', (submitted) => letComeIn(phone, submitted));
	part('pick-up-seconds').addEventListener('change', ({ target }) =>
		ask('PATCH', `lines/${number}`, { pickUpSeconds: Number(target.value) }),
	);
	const settings = {
		'password-state': (value) => PASSWORD_STATES[value],
		'add-on': (addOn) => ({ addOn }),
		'list-delay': (seconds) => ({ listDelaySeconds: Number(seconds) }),
		'no-answer-after': (seconds) => ({ noAnswerSeconds: Number(seconds) }),
	};
	for (const [name, read] of Object.entries(settings)) {
		part(name).addEventListener('change', ({ target }) => ask('PATCH', `lines/${number}`, read(target.value)));
	}
	putWords(article);
	return phone;
}

function showPhones() {
	const numbers = state.lines.map(({ number }) => number);
	for (const [number, { article }] of phones) {
		if (numbers.includes(number)) continue;
		article.remove();
		phones.delete(number);
	}
	state.lines.forEach((line, index) => {
		if (!phones.has(line.number)) {
			const phone = makePhone(line.number);
			phones.set(line.number, phone);
			$('phones').append(phone.article);
			// Whoever has given a command knows it already.
			phone.part('about-credential').open = index === 0 && state.requests.length === 0;
		}
		showPhone(phones.get(line.number), line);
	});
	const isRinging = state.lines.some(({ call }) => call?.state === 'ringing');
	document.title = `${isRinging ? '☎ ' : ''}${say('title')}`;
}

function showPhone(phone, line) {
	const { part } = phone;
	write(part('name'), line.name);
	write(part('number'), withHyphens(line.number));
	write(part('extension'), say('extension', line.extension));
	showCall(phone, line);
	showTroubles(phone, line);
	showConversations(phone, line);
	showRegistrations(phone, line);
	draw(
		part('credential'),
		[
			[say('service'), say('otherAddress')],
			[say('baseUrl'), `${location.origin}/RestApi`],
			[say('number'), line.number],
			[say('password'), line.password],
		],
		([name, value]) => element('div', '', element('dt', '', name), element('dd', 'copy', value)),
	);
	showHistory(phone, line);
	showInbound(phone, line);
	showRecordings(phone, line);
	showLine(phone, line);
}

/** What a phone does: idle, ringing, calling, talking or onHold. */
function stateOf({ call }) {
	if (!call) return 'idle';
	const isCalling = call.state !== 'ringing' && call.parties.every(({ talkingSince }) => !talkingSince);
	return isCalling ? 'calling' : call.state;
}

function showCall({ article, part }, line) {
	const { call } = line;
	const now = stateOf(line);
	article.dataset.state = now;
	article.classList.toggle('is-recorded', Boolean(call?.recordingSince));
	write(part('state'), call?.recordingSince ? `${say(now)} · ${say('recording')}` : say(now));
	write(part('call'), call ? callInWords(call, now) : say('callIdle'));
	const since = call?.parties.find(({ talkingSince }) => talkingSince)?.talkingSince;
	const words = [since && say('since', timeOfDay(since))];
	words.push(call?.recordingSince && say('recordingSince', timeOfDay(call.recordingSince)));
	write(part('since'), words.filter(Boolean).join(' · '));
	write(part('code'), codeInWords(line.authCode));
	part('pick-up').hidden = now !== 'ringing';
	part('hang-up').hidden = now === 'idle';
}

/** The message with a code for a new password, while the code is good. */
function codeInWords(authCode) {
	if (!authCode || authCode.used) return '';
	const until = Date.parse(authCode.issuedAt) + MINUTES_A_CODE_IS_GOOD * 60_000;
	if (until <= Date.parse(nowInKorea())) return '';
	return say('code', authCode.code, new Date(until + 9 * 3600 * 1000).toISOString().slice(11, 16));
}

function callInWords({ parties }, now) {
	const others = new Intl.ListFormat(language).format(parties.map(({ number }) => withHyphens(number)));
	if (now === 'ringing') return say(parties[0].direction === 'inbound' ? 'callInbound' : 'callOwn', others);
	return say({ calling: 'callCalling', talking: 'callTalking', onHold: 'callOnHold' }[now], others);
}

function showTroubles({ number, part }, line) {
	const set = (settings) => () => ask('PATCH', `lines/${number}`, settings);
	const troubles = [];
	if (!line.callerAllowed) troubles.push({ words: say('notAllowed') });
	if (!line.permitted) troubles.push({ words: say('notPermitted') });
	if (line.sendsLeft === 0) troubles.push({ words: say('noSends') });
	if (line.locked) troubles.push({ words: say('locked'), hand: 'unlock', settings: { locked: false } });
	const { passwordExpiresAt: expiresAt } = line;
	if (state.settings.service === 'today') {
		if (line.addOn === 'none') troubles.push({ words: say('noAddOn') });
		if (line.initialPassword) troubles.push({ words: say('initial') });
		else if (expiresAt !== null && Date.parse(expiresAt) <= Date.parse(nowInKorea())) troubles.push({ words: say('expired') });
	}
	if (line.forwarding) {
		const words = say('forwarded', whereTo(line.forwarding), say(`when.${line.forwarding.when}`));
		troubles.push({ words, hand: 'stopForwarding', settings: { forwarding: null } });
	}
	draw(part('troubles'), troubles, ({ words, hand, settings }) =>
		element('li', '', element('span', '', words), ...(hand ? [button(say(hand), set(settings))] : [])),
	);
}

function showConversations(phone, { number }) {
	const calls = state.calls.map((call) => ({ ...call, number: call.from, isCall: true }));
	const conversations = new Map();
	for (const entry of [...calls, ...state.texts].sort((a, b) => a.at.localeCompare(b.at))) {
		if (entry.line !== number) continue;
		const entries = conversations.get(entry.number) ?? [];
		// A party moves to the end with each new entry, so the newest conversation comes last.
		conversations.delete(entry.number);
		conversations.set(entry.number, [...entries, { ...entry, time: shortTime(entry.at) }]);
	}
	const newestFirst = [...conversations.keys()].reverse();
	const current = conversations.has(phone.chosen) ? phone.chosen : newestFirst[0];
	const parties = newestFirst.map((party) => {
		const { length: count } = conversations.get(party);
		if (party === current || phone.isFirstLook) phone.seen.set(party, count);
		return { party, isCurrent: party === current, isNew: count > (phone.seen.get(party) ?? 0) };
	});
	phone.isFirstLook = false;
	phone.part('texts').classList.toggle('empty', parties.length === 0);
	draw(
		phone.part('parties'),
		parties,
		({ party, isCurrent, isNew }) => {
			const made = button(withHyphens(party), () => {
				phone.chosen = party;
				show();
			});
			if (isNew) made.append(element('span', 'new', say('newEntry')));
			made.setAttribute('aria-pressed', isCurrent);
			return made;
		},
		({ party }) => party,
	);
	showThread(phone, current, conversations.get(current) ?? []);
}

function showThread(phone, party, entries) {
	const thread = phone.part('thread');
	const wasAtEnd = thread.scrollHeight - thread.scrollTop - thread.clientHeight < 40;
	const shown = entries.length > 0 ? entries : [{ isEmpty: true }];
	const hasChanged = draw(thread, shown, makeBubble, ({ isCall, id }) => `${party} ${isCall} ${id}`);
	if (hasChanged && (wasAtEnd || party !== phone.shown)) thread.scrollTop = thread.scrollHeight;
	phone.shown = party;
}

function makeBubble({ isEmpty, isCall, direction, text, type, bytes, time }) {
	if (isEmpty) return element('p', 'quiet nothing', say('noTexts'));
	if (isCall) return element('p', 'quiet call-in', `☎ ${say('call')} · ${time}`);
	const about = element('small', 'quiet', `${time} · ${say('bytes', type, bytes)}`);
	return element('div', `bubble ${direction}`, element('div', 'words', ...withLinks(text)), about);
}

async function letComeIn({ number, part }, submitted) {
	submitted.preventDefault();
	const form = part('incoming');
	const output = form.querySelector('output');
	const { from, text, rings } = Object.fromEntries(new FormData(form));
	const isText = (submitted.submitter?.value ?? 'text') === 'text';
	const missing = !/[^\s-]/.test(from) ? 'fromNeeded' : isText && !text ? 'textNeeded' : undefined;
	if (missing) {
		output.className = 'bad';
		output.textContent = say(missing);
		form.elements[missing === 'fromNeeded' ? 'from' : 'text'].focus();
		return;
	}
	output.className = 'quiet';
	output.textContent = say('waiting');
	if (isText) form.elements.text.value = '';
	try {
		const event = isText ? { line: number, from, text } : { line: number, from, ...RINGS[rings] };
		const outcome = await ask('POST', isText ? 'incoming-text' : 'incoming-call', event);
		output.className = isDelivered(outcome) ? 'good' : 'bad';
		output.textContent = outcomeInWords(outcome);
	} catch (error) {
		output.className = 'bad';
		output.textContent = error instanceof TypeError ? say('silent') : error.message;
	}
}

const isDelivered = ({ status }) => status < 300;

function outcomeInWords({ url, status, error }) {
	if (url === null) return say(/mobile app/.test(error) ? 'onAppOnly' : /extension/.test(error) ? 'neverCalled' : 'nobodyTold');
	const [page] = url.split('?');
	if (error) return say('notReached', page, error);
	return say(isDelivered({ status }) ? 'deliveredTo' : 'refusedBy', page, status);
}

function showRegistrations({ part }, { callbacks }) {
	const addressOf = (callback) => {
		if (!callback) return say('nobody');
		return shorten(`http://${callback.host}:${callback.port}${callback.url.replace(/^http:\/\/[^/]+/, '')}`);
	};
	const rows = [
		[say('callsGoTo'), addressOf(callbacks.ring), Boolean(callbacks.ring)],
		[say('textsGoTo'), addressOf(callbacks.sms), Boolean(callbacks.sms)],
	];
	draw(part('registrations'), rows, ([name, address, isRegistered]) =>
		element('div', '', element('dt', '', name), element('dd', isRegistered ? 'copy' : 'quiet', address)),
	);
}

/** The newest entries first; the list has the newest last. */
function newestFirst(entries) {
	const ordered = [...entries].reverse();
	ordered.sort((a, b) => b.startedAt.localeCompare(a.startedAt));
	return ordered.slice(0, MOST_SHOWN).map((entry) => ({ ...entry, time: shortTime(entry.startedAt) }));
}

function orNone(entries) {
	return entries.length > 0 ? entries : [null];
}
const none = () => element('li', 'quiet', say('none'));
const otherParty = ({ direction, number }) =>
	say(direction === 'inbound' ? 'callFrom' : 'callTo', withHyphens(number));

function showHistory({ part }, { history }) {
	write(part('calls-count'), history.length ? `${history.length}` : '');
	draw(part('calls'), orNone(newestFirst(history)), (call) => {
		if (!call) return none();
		const isMissed = call.status !== 'OK';
		const words = isMissed ? say(call.direction === 'inbound' ? 'missed' : 'notAnswered') : length(call.talkSeconds);
		return element(
			'li',
			'row',
			element('span', '', `${call.direction === 'inbound' ? '↙' : '↗'} ${otherParty(call)}`),
			element('span', isMissed ? 'bad' : '', words),
			element('small', 'quiet', call.time),
		);
	});
}

function showInbound({ part }, { inboundCalls, extension }) {
	write(part('inbound-count'), inboundCalls.length ? `${inboundCalls.length}` : '');
	draw(part('inbound'), orNone(newestFirst(inboundCalls)), (call) => {
		if (!call) return none();
		const { from, reached, status, durationSeconds, time } = call;
		return element(
			'li',
			'row',
			element('span', 'who', reached && reached !== extension ? say('fromTo', withHyphens(from), withHyphens(reached)) : withHyphens(from)),
			element('span', status === 'ANSWERED' ? '' : 'bad', `${say(`inbound.${status}`)}, ${length(durationSeconds)}`),
			element('small', 'quiet', time),
		);
	});
}

function showRecordings({ part }, { number, extension, recordings }) {
	write(part('recordings-count'), recordings.length ? `${recordings.length}` : '');
	draw(part('recordings'), orNone(newestFirst(recordings)), (recording) => {
		if (!recording) return none();
		const player = element('audio', '');
		player.controls = true;
		player.preload = 'none';
		const digits = recording.startedAt.slice(0, 19).replace(/\D/g, '');
		player.src = `/_simulator/lines/${number}/recordings/${extension}-${recording.number}_${digits}_mix.wav`;
		player.setAttribute('aria-label', `${otherParty(recording)}, ${recording.time}`);
		return element(
			'li',
			'row',
			element('span', '', otherParty(recording)),
			element('span', '', length(recording.seconds)),
			element('small', 'quiet', recording.time),
			player,
		);
	});
}

function showLine({ part }, line) {
	const facts = [
		[say('sendsLeft'), line.sendsLeft.toLocaleString(language)],
		[say('contacts'), line.contacts.length.toLocaleString(language)],
		[say('forwarding'), line.forwarding ? `${whereTo(line.forwarding)}, ${say(`when.${line.forwarding.when}`)}` : say('off')],
	];
	draw(part('facts'), facts, ([name, value]) => element('div', '', element('dt', '', name), element('dd', '', value)));
	const byHand = line.pickUpSeconds > SECONDS_TO_PICK_UP;
	const seconds = byHand ? 2 : line.pickUpSeconds;
	const select = part('pick-up-seconds');
	const choices = [
		[seconds, say('answeredAfter', seconds)],
		[2 * SECONDS_TO_PICK_UP, say('answeredByHand')],
	];
	draw(select, choices, ([value, words]) => new Option(words, value));
	select.value = `${byHand ? 2 * SECONDS_TO_PICK_UP : seconds}`;
	showContract(part, line);
}

/** What today's service knows of a line besides. */
function showContract(part, { initialPassword, passwordExpiresAt: expiresAt, addOn, listDelaySeconds, noAnswerSeconds }) {
	const isOver = expiresAt !== null && Date.parse(expiresAt) <= Date.parse(nowInKorea());
	const until = expiresAt !== null && !isOver ? [['until', say('passwordUntil', expiresAt.slice(0, 10))]] : [];
	const states = [...Object.keys(PASSWORD_STATES).map((name) => [name, say(`password.${name}`)]), ...until];
	draw(part('password-state'), states, ([value, words]) => new Option(words, value));
	part('password-state').value = initialPassword ? 'initial' : isOver ? 'expired' : expiresAt === null ? 'good' : 'until';
	draw(part('add-on'), ['B', 'A', 'none'], (value) => new Option(say(`addOn.${value}`), value));
	part('add-on').value = addOn;
	for (const [name, seconds] of [['list-delay', listDelaySeconds], ['no-answer-after', noAnswerSeconds]]) {
		if (document.activeElement !== part(name)) part(name).value = seconds;
	}
}

// ------------------------------------------------------------------ log

function showRequests() {
	const shown = state.requests.slice(-MOST_SHOWN).reverse();
	draw($('requests'), orNone(shown), (request) => (request ? makeRequest(request) : none()), (request) => request?.id);
}

function makeRequest({ at, command, parameters, sentIn, resultCode, answer, fault, milliseconds }) {
	const isWaiting = milliseconds === undefined;
	const words = isWaiting
		? say('notYet')
		: resultCode === null || resultCode === undefined
			? say('notCarriedOut')
			: `${resultCode} ${say('results')[resultCode === '2000' ? '0000' : resultCode] ?? ''}`;
	// That there is nothing, or no call, is an everyday answer.
	const isQuiet = isWaiting || (['4002', '4004'].includes(resultCode) && !fault);
	const mood = ['0000', '2000', 'OK'].includes(resultCode) && !fault ? 'good' : isQuiet ? 'quiet' : 'bad';
	const id = Object.entries(parameters).find(([name]) => name.toLowerCase() === 'id')?.[1];
	const caller = state.lines.find(({ number }) => number === id)?.extension ?? id;
	const summary = element(
		'summary',
		'row',
		element('span', 'quiet time', timeOfDay(at)),
		element('strong', 'command', command || '—'),
		element('small', 'quiet', [caller, !isWaiting && say('milliseconds', milliseconds)].filter(Boolean).join(' · ')),
		element('span', `result ${mood}`, words),
	);
	const rows = [...Object.entries(parameters), [say('sentIn'), say(sentIn)]];
	if (fault) rows.push([say('fault'), say(fault === 'body' ? 'bodyKind' : fault)]);
	const about = element('dl', '', ...rows.map(([name, value]) => element('div', '', element('dt', '', name), element('dd', '', value))));
	const answered = element('pre', '', answer === undefined ? say('noAnswer') : shorten(indented(answer)));
	answered.tabIndex = 0;
	return element('li', '', element('details', '', summary, about, element('p', 'quiet', say('answer')), answered));
}

/** JSON a field a line; anything else as it is. */
function indented(text) {
	try {
		return JSON.stringify(JSON.parse(text), null, 2);
	} catch {
		return text;
	}
}

function showDeliveries() {
	const shown = state.deliveries.slice(-MOST_SHOWN).reverse();
	draw($('deliveries'), orNone(shown), (delivery) => {
		if (!delivery) return none();
		const sender = new URL(delivery.url).searchParams.getAll('sender').at(-1);
		return element(
			'li',
			'',
			element(
				'div',
				'row',
				element('span', 'quiet time', timeOfDay(delivery.at)),
				element('strong', '', say(delivery.kind === 'sms' ? 'textFrom' : 'ringFrom', withHyphens(sender))),
				element('small', 'quiet', withHyphens(delivery.line)),
			),
			element('div', isDelivered(delivery) ? 'good' : 'bad', shorten(outcomeInWords(delivery))),
		);
	});
}

// ------------------------------------------------------------------ faults, settings, clock

function makeFaultForm() {
	const form = $('fault-form');
	const { command, kind, code } = form.elements;
	command.replaceChildren(...COMMANDS.map((name) => new Option(name, name, false, name === 'smssend')));
	kind.replaceChildren(...FAULT_KINDS.map((name) => new Option(say(name === 'body' ? 'bodyKind' : name), name)));
	const codes = Object.entries(say('results')).filter(([one]) => /^\d{4}$/.test(one) && one !== '0000');
	code.replaceChildren(...codes.map(([one, words]) => new Option(`${one} ${words}`, one, false, one === '3001')));
	showFaultFields();
}

function showFaultFields() {
	const form = $('fault-form');
	for (const label of form.querySelectorAll('[data-kinds]')) {
		label.hidden = !label.dataset.kinds.split(' ').includes(form.elements.kind.value);
		for (const field of label.querySelectorAll('input, select, textarea')) field.disabled = label.hidden;
	}
}

function showFaults() {
	draw($('coming'), state.faults, (fault) => {
		const detail = { resultCode: fault.code, http: fault.status, delay: length(fault.seconds) }[fault.kind];
		const words = [say(fault.kind === 'body' ? 'bodyKind' : fault.kind), detail, fault.carryOut && say('faultAfter')];
		return element(
			'li',
			'row',
			element('strong', 'command', fault.command),
			element('span', 'bad', words.filter(Boolean).join(', ')),
			element('small', 'quiet', say('faultComing', fault.times)),
		);
	});
	$('clear-faults').disabled = state.faults.length === 0;
}

const settingName = (name) => say(`${name}.setting`) ?? say(name);

function makeSettingsForm() {
	const labels = Object.entries(SETTINGS).map(([name, choices]) => {
		const select = element('select', '', ...choices.map((choice) => new Option(say(`${name}.${choice}`), choice)));
		select.name = name;
		select.addEventListener('change', () => ask('PATCH', 'settings', { [name]: select.value }));
		return element('label', '', element('span', '', settingName(name)), select);
	});
	$('settings-form').replaceChildren(...labels);
}

function showSettings() {
	for (const name of Object.keys(SETTINGS)) {
		const select = $('settings-form').elements[name];
		if (select.value !== state.settings[name]) select.value = state.settings[name];
		select.parentElement.classList.toggle('changed', state.settings[name] !== SERVICES[state.settings.service][name]);
	}
	const output = $('clock-form').querySelector('output');
	if (!output.classList.contains('bad')) {
		write(output, state.clock ? say('clockStands', state.clock.slice(0, 19).replace('T', ' ')) : say('clockRuns'));
	}
	$('real-time').disabled = !state.clock;
}

// ------------------------------------------------------------------ the whole

function putWords(root) {
	for (const one of root.querySelectorAll('[data-word]')) one.textContent = say(one.dataset.word);
	for (const one of root.querySelectorAll('[data-label]')) one.setAttribute('aria-label', say(one.dataset.label));
}

function speak(chosen) {
	language = chosen;
	document.documentElement.lang = chosen;
	putWords(document);
	for (const one of document.querySelectorAll('[data-language]')) {
		one.setAttribute('aria-pressed', one.dataset.language === chosen);
	}
	for (const output of document.querySelectorAll('output')) output.textContent = '';
	makeFaultForm();
	makeSettingsForm();
	if (state) show();
}

function show() {
	showPhones();
	showRequests();
	showDeliveries();
	showFaults();
	showSettings();
}

for (const one of document.querySelectorAll('[data-language]')) {
	one.addEventListener('click', () => {
		localStorage.setItem('language', one.dataset.language);
		speak(one.dataset.language);
	});
}
$('reset').addEventListener('click', async () => {
	if (confirm(say('resetQuestion'))) await ask('POST', 'reset');
});
$('fault-form').elements.kind.addEventListener('change', showFaultFields);
$('fault-form').addEventListener('submit', async (submitted) => {
	submitted.preventDefault();
	const form = submitted.target;
	const fault = Object.fromEntries(new FormData(form));
	for (const name of ['status', 'seconds', 'times']) if (name in fault) fault[name] = Number(fault[name]);
	if ('carryOut' in fault) fault.carryOut = fault.carryOut === 'yes';
	await askFor(form.querySelector('output'), 'POST', 'faults', fault);
});
$('clear-faults').addEventListener('click', () => ask('DELETE', 'faults'));
$('as-service').addEventListener('click', () => ask('PATCH', 'settings', { service: state.settings.service }));
$('clock-form').addEventListener('submit', async (submitted) => {
	submitted.preventDefault();
	const { time } = submitted.target.elements;
	const seconds = time.value.length === 16 ? ':00' : '';
	await askFor(submitted.target.querySelector('output'), 'PUT', 'time', { time: `${time.value}${seconds}+09:00` });
	show();
});
$('real-time').addEventListener('click', () => ask('DELETE', 'time'));

speak(language);
const events = new EventSource('/_simulator/events');
events.addEventListener('message', ({ data }) => {
	state = JSON.parse(data);
	$('silent').hidden = true;
	show();
});
events.addEventListener('error', () => {
	$('silent').hidden = false;
});
