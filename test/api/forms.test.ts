import * as records from '../../nodes/UplusCentrex/api/records';
import { REGISTERED } from '../../nodes/UplusCentrex/api/callback';
import { count, readAs, time, words } from '../../nodes/UplusCentrex/api/forms';
import type { Form } from '../../nodes/UplusCentrex/api/forms';

const { CALL_STATUS, CONTACT, FORWARDING, INBOUND_CALL, PAST_CALL, PHONE_STATUS, RECEIVED_TEXT, RECORDED_CALL, SUBSCRIBER } = records;
const registered = '2026-11-22 09:30:00^07000001000^203.0.113.5^/www/call.html^80^1';

/** What docs/service.md shows of each form, and what it does not. */
const ROWS: Array<[string, Form, known: string[], unknown: string[]]> = [
	['words', words, ['', '홍길동', '1'], []],
	['count', count, ['0', '42'], ['', '-1', '1.5', '4 s']],
	['time', time, ['20261122093000', '2026/11/22 09:30:00', '2026-11-22 09:30:00', '299912122400'], ['', '2026.11.22 09:30', '00000000000000', '2026-11-22T09:30:00+09:00']],
	['a number', PAST_CALL.SRC, ['1000', '1-000', '01000001234', '010-0000-1234', '0100000****', '010-0000-****'], ['', 'anonymous', '+821000001234']],
	['the sender of a text', RECEIVED_TEXT.SRC, ['1w234567', '15880000'], ['', 'w1234567']],
	['the end of a past call', PAST_CALL.STATUS, ['OK', 'FAIL', 'NO-ANS', 'NO ANSWER'], ['', 'PARKED']],
	['the end of an inbound call', INBOUND_CALL.STATUS, ['ANSWERED', 'NO ANSWER', 'CANCEL', 'BUSY', 'FAILED'], ['', 'PARKED']],
	['the kind of a call', PAST_CALL.KIND, ['0', '1', '2', '3'], ['', '4', 'constructor']],
	['a channel', INBOUND_CALL.DSTCHANNEL, ['SIP/5060-0a1b2c3d4e5f', 'SIP/10231000-0a1b', 'SIP/xxx.xxx.xxx.100-0a1b'], ['', 'Local/1000']],
	['a call in progress', CALL_STATUS.STATUS, ['SIPW/100C1000-0a1b', 'SIP/100C1000-0a1b'], ['OK']],
	['who was reached', INBOUND_CALL.APPDATA, ['SIP/10231000', 'SIP/07000001001'], ['', '1000']],
	['a recording', RECORDED_CALL.FILE_NAME, ['1000-01000001234_20261122093000_mix.wav'], ['', '1000.wav']],
	['a size', RECORDED_CALL.FILE_SIZE, ['470KB', '48124'], ['', '1.2MB']],
	['an entry of the address book', CONTACT.ETC, ['', '\r'], []],
	['a phone', PHONE_STATUS.STATUS, ['OK', 'UNKNOWN'], ['', 'ok']],
	['forwarding of the line', SUBSCRIBER.FORWARD_TYPE, ['0', 'N', 'F', 'V'], ['', '1']],
	['where calls are forwarded to', SUBSCRIBER.FORWARD_DATA, ['', '_', '07000001001'], ['x']],
	['the use of forwarding', FORWARDING.FORWARD_USE, ['F', 'V', 'N', ''], ['0']],
	['the type of forwarding', FORWARDING.FORWARD_TYPE, ['0', '1', '2', '3', '4', ''], ['5', 'F']],
	[
		'a registration',
		REGISTERED.CALLBACK,
		['', registered, registered.replace('^07000001000', ''), `${registered}^20261122093000^299912122400`, registered.replaceAll('/', '\\/')],
		['none', registered.replace('-11-', '.11.'), registered.replace('203', '703'), registered.replace('^80', '^0'), registered.replace(/1$/, '3')],
	],
];

test.each(ROWS)('of %s what is known is told from what is not', (_, form, known, unknown) => {
	expect(known.filter((written) => !form.isKnown(written))).toEqual([]);
	expect(unknown.filter((written) => form.isKnown(written))).toEqual([]);
});

test('a record is read as its table says, what is missing as well', () => {
	expect(readAs({ TIME: time, NO: count, NAME: words }, { TIME: '20261122093000', NO: '7' })).toEqual({ TIME: '2026-11-22T09:30:00+09:00', NO: 7, NAME: '' });
});
