import { isIPv4 } from 'node:net';
import { asDigits } from '../../office/koreanTime';
import type { Callback, EventKind, Line } from '../../office/lines';
import { hasExtension, KIND_NUMBERS } from '../callbackUrl';
import { ResultCodeError } from '../resultCodes';
import type { Settings } from '../settings';
import { Time } from '../values';
import type { Command, Datas } from './command';

const PORTS_FOR_EVERYONE = [80, 443, 8000, 8080];

/** Until when every registration holds (service, 4.3): year to minute, hour 24. */
const END = '299912122400';

/** Characters that a URL may hold as they are; the rest has to be percent-encoded. */
const URL_CHARACTERS = /^[\w.~!$&'()*+,;=:@%/?-]+$/;

/** setringcallback and setsmscallback: registers the URL to call on an event (service, 3.9.1 and 3.9.4). */
export function setCallback(kind: EventKind): Command {
	return {
		message: 'OK',
		doneCode: kind === 'sms' ? doneCode : undefined,
		required: ['callbackurl', 'callbackhost', 'callbackport'],
		carryOut(line, { callbackurl: url, callbackhost: host, callbackport }, { clock, settings }) {
			if (!isCallbackUrl(url)) throw new ResultCodeError('1002');
			if (!hasExtension(url) && settings.pageWithoutExtension === 'refused') {
				throw new ResultCodeError('1002');
			}
			if (!isIPv4(host)) throw new ResultCodeError('2001');
			const port = [...PORTS_FOR_EVERYONE, ...line.extraPorts].find(
				(allowed) => `${allowed}` === callbackport,
			);
			if (!port) throw new ResultCodeError('1002');

			const registeredAt = clock.now();
			line.callbacks[kind] = { url, host, port, registeredAt };
			if (settings.service === 'today') return { STATUS: 'OK', DEBUG: debugToday(line, kind) };
			const account = `tmpid@premium_c_xxxx.070-lguplus.co.kr|${line.number}|100C0262`;
			const callback = `${host}|${url}|${port}|${KIND_NUMBERS[kind]}|${asDigits(registeredAt)}`;
			return { STATUS: 'OK', DEBUG: `|RES|SUC|${account}|${callback}|` };
		},
	};
}

/** getringcallback and getsmscallback: the registration (service, 3.9.2 and 3.9.5). */
export function getCallback(kind: EventKind): Command {
	return {
		message: 'OK',
		doneCode,
		required: [],
		carryOut(line, _parameters, { settings }): Datas {
			const { registeredAt, host, url, port } = registered(line, kind);
			// The text sample says kind 1; the ring sample lacks the number, which is what five parts are.
			const number = settings.callbackParts === '5' ? [] : [line.number];
			const period = settings.callbackParts === '8' ? [asDigits(registeredAt), END] : [];
			const fields = [new Time(registeredAt, 'dashes').write(settings), ...number, host, url, port, KIND_NUMBERS[kind], ...period];
			const CALLBACK = fields.join('^');
			if (kind === 'ring') return { STATUS: 'OK', CALLBACK, DEBUG: '1' };
			// The document's sample for texts has no STATUS, and nothing in DEBUG; its table has STATUS, and no source leaves it out today.
			return settings.service === 'today' ? { STATUS: 'OK', CALLBACK, DEBUG: '' } : { CALLBACK, DEBUG: '' };
		},
	};
}

/** delringcallback and delsmscallback: removes the registration (service, 3.9.3 and 3.9.6). */
export function delCallback(kind: EventKind): Command {
	return {
		message: 'OK',
		doneCode,
		required: [],
		carryOut(line) {
			registered(line, kind);
			line.callbacks[kind] = null;
			return { STATUS: 'OK', DEBUG: KIND_NUMBERS[kind] };
		},
	};
}

/** Its fields are others than the document's (service, 4.2); those between `ICA` and the period are a guess. */
function debugToday(line: Line, kind: EventKind): string {
	const { registeredAt, host, url, port } = registered(line, kind);
	const fields = ['RES', '1', 'ICA', line.number, host, url, port, KIND_NUMBERS[kind], asDigits(registeredAt), END];
	return `|${fields.join('|')}|`;
}

/** All but `setringcallback` have been seen to say 2000 (service, 2.2). */
const doneCode = ({ callbackResult }: Settings) => callbackResult;

/** `http://host/page` or `/page`; both may have a query. */
function isCallbackUrl(url: string): boolean {
	return URL_CHARACTERS.test(url) && /^(?:http:\/\/[^/?]+)?\//.test(url);
}

function registered(line: Line, kind: EventKind): Callback {
	const callback = line.callbacks[kind];
	if (!callback) throw new ResultCodeError('4002');
	return callback;
}
