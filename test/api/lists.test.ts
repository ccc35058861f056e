import type { IDataObject } from 'n8n-workflow';

import { isAllBefore, LISTS } from '../../nodes/UplusCentrex/api/lists';
import type { List, ListOfEvents } from '../../nodes/UplusCentrex/api/lists';
import { phoneOrExtension } from '../../nodes/UplusCentrex/api/records';
import { LISTINGS } from '../support/operations';

/** The table of lists, against the service's samples. */
const rows = Object.entries(LISTS).flatMap(([name, list]: [string, List]) =>
	LISTINGS.filter(({ command }) => command === list.command).map(({ raw = [] }) => [name, list, raw] as const),
);

test('each list has a sample', () => {
	expect([...new Set(rows.map(([name]) => name))].sort()).toEqual(Object.keys(LISTS).sort());
});

test.each(rows)('%s: a record is known by what it tells, and not by its place', (_name, { identity }, raw) => {
	expect(raw.length).toBeGreaterThan(1);
	const known = (record: object) => JSON.stringify(identity(record as never));
	expect(new Set(raw.map(known)).size).toBe(raw.length);
	expect(raw.map((record, index) => known({ ...record, NO: 1000 + index }))).toEqual(raw.map(known));
});

const calls = { TIME: '2026-11-20 09:30:00', SRC: '010-0000-1234', DST: '070-0000-1000' };
const inbound = { ...calls, ENDTIME: '2026-11-20 09:31:20', DURATION: '80', STATUS: 'ANSWERED', CHANNEL: 'SIP/5060-1', APPDATA: 'SIP/10231000' };
const past = { ...calls, DURATION: '20', BILLSEC: '7', STATUS: 'OK', KIND: '2' };
const START = '2026-11-20T09:30:00+09:00';

test.each([
	['010-0000-1234', '01000001234'],
	['0100000****', '0100000****'],
	['*-21', '*21'],
	['anonymous-1', 'anonymous-1'],
	['1-a', '1-a'],
	['', ''],
	[undefined, ''],
])('%p is the number or extension %p', (value, read) => {
	expect(phoneOrExtension(value)).toBe(read);
});

describe('a contact', () => {
	const record = { NAME: '김', PHONE1: '0310000001', PHONE2: '2', GROUP_NAME: '3', GROUP_CODE: '4', ETC: '5', NO: '6' };

	test('has its own names', () => {
		expect(LISTS.contacts.read(record)).toEqual({ name: '김', phone1: '0310000001', phone2: '2', groupName: '3', groupCode: '4', note: '5' });
	});

	test('is known by all of them, but not by its position', () => {
		expect(LISTS.contacts.identity(record)).toEqual(['김', '0310000001', '2', '3', '4', '5']);
		expect(LISTS.contacts.command).toBe('addresslist');
	});
});

describe('a text', () => {
	const record = { TIME: '20261120093000', SRC: '010-0000-1234', MNESSAGE: 'hi', NO: 1 };

	test('is read, in the spelling of the service and the right one', () => {
		expect(LISTS.texts.read(record)).toEqual({ receivedAt: START, from: '01000001234', message: 'hi' });
		expect(LISTS.texts.read({ MESSAGE: 'ho' }).message).toBe('ho');
	});

	test('is known by all it says, and happened at once', () => {
		expect(LISTS.texts.identity(record)).toEqual([START, '01000001234', 'hi']);
		expect(LISTS.texts.happened(record)).toEqual({ start: START, end: START });
		expect(LISTS.texts.command).toBe('getrecvsmslist');
	});
});

describe('an inbound call', () => {
	test('is read', () => {
		expect(LISTS.inboundCalls.read(inbound)).toEqual({
			startedAt: START,
			endedAt: '2026-11-20T09:31:20+09:00',
			from: '01000001234',
			to: '07000001000',
			reached: '1000',
			durationSeconds: 80,
			answered: true,
			status: 'answered',
		});
		expect(LISTS.inboundCalls.read({ STATUS: 'CANCEL' })).toMatchObject({ durationSeconds: null, answered: false, status: 'canceled' });
	});

	test.each([
		['SIP/10231000', '1000'],
		['sip/10231000', '1000'],
		['10231000', '1000'],
		['xSIP/10231000', 'xSIP/10231000'],
		['010-0000-5678', '01000005678'],
		['SIP/102310001', '102310001'],
		['x SIP/', 'x SIP/'],
		['SIP/1023100', '1023100'],
		['SIP/1000', '1000'],
		['', ''],
	])('with %p reached %p', (APPDATA, reached) => {
		expect(LISTS.inboundCalls.read({ APPDATA }).reached).toBe(reached);
	});

	test('is known by start, numbers and channel, and happened until its end', () => {
		expect(LISTS.inboundCalls.identity(inbound)).toEqual([START, '01000001234', '07000001000', 'SIP/5060-1']);
		expect(LISTS.inboundCalls.happened(inbound)).toEqual({ start: START, end: '2026-11-20T09:31:20+09:00' });
		expect(LISTS.inboundCalls).toMatchObject({ command: 'getinboundcall', mostAPage: 200 });
	});
});

describe.each([
	['inbound', LISTS.pastInboundCalls],
	['outbound', LISTS.pastOutboundCalls],
])('an %s call of the history', (calltype, list) => {
	test.each<[string, IDataObject, IDataObject]>([
		['that was answered', past, { durationSeconds: 20, talkSeconds: 7, status: 'answered', kind: 'mobile' }],
		['of a kind that nobody lists', { ...past, KIND: '7' }, { durationSeconds: 20, talkSeconds: 7, status: 'answered', kind: '7' }],
		['that rang', { ...past, STATUS: 'NO-ANS', DURATION: '0', BILLSEC: '20' }, { durationSeconds: 20, talkSeconds: 0, status: 'noAnswer', kind: 'mobile' }],
		['that rang, in the document', { ...past, STATUS: 'NO ANSWER', DURATION: '9', BILLSEC: '0' }, { durationSeconds: 9, talkSeconds: 0, status: 'noAnswer', kind: 'mobile' }],
		['that was busy', { ...past, STATUS: 'BUSY', DURATION: '0', BILLSEC: '3', KIND: '0' }, { durationSeconds: 0, talkSeconds: 3, status: 'busy', kind: 'internal' }],
		['without seconds', { ...calls, STATUS: 'NO-ANS', KIND: '1' }, { durationSeconds: null, talkSeconds: null, status: 'noAnswer', kind: 'domestic' }],
		['to another country', { ...past, KIND: '3' }, { durationSeconds: 20, talkSeconds: 7, status: 'answered', kind: 'international' }],
	])('%s', (_, record, read) => {
		expect(list.read(record)).toEqual({ startedAt: START, from: '01000001234', to: '07000001000', ...read });
	});

	test('is known by start and numbers, and ends after its seconds', () => {
		expect(list).toMatchObject({ command: 'callhistory', parameters: { calltype } });
		expect(list.identity(past)).toEqual([START, '01000001234', '07000001000']);
		expect(list.happened(past)).toEqual({ start: START, end: '2026-11-20T09:30:20+09:00' });
		expect(list.happened(calls)).toEqual({ start: START, end: START });
		expect(list.happened({ ...past, TIME: 'soon' })).toEqual({ start: 'soon', end: 'soon' });
	});
});

describe('a recording', () => {
	const record = { FILE_NAME: 'a.wav', SRC: '1000', DST: '010-0000-1234', CALLDATE: '20261120093000', FILE_TIME: '20261120093030', FILE_SIZE: '30KB' };

	test('is read, known by its file, and happened until that was there', () => {
		const createdAt = '2026-11-20T09:30:30+09:00';
		expect(LISTS.recordings.read(record)).toEqual({ fileName: 'a.wav', from: '1000', to: '01000001234', calledAt: START, createdAt, size: '30KB' });
		expect(LISTS.recordings.identity(record)).toEqual(['a.wav']);
		expect(LISTS.recordings.happened(record)).toEqual({ start: START, end: createdAt });
		expect(LISTS.recordings.command).toBe('recordlist');
	});
});

describe('whether all that follows a page began before a moment', () => {
	const MOMENT = Date.parse('2026-11-20T12:00:00+09:00');
	const text = (time: string) => ({ TIME: `2026-11-20 ${time}`, SRC: '01000001234', MNESSAGE: 'x' });
	/** A call by its start, and its end. */
	const call = (start: string, end: string, seconds: string = '60') => ({ ...inbound, TIME: `2026-11-20 ${start}`, ENDTIME: `2026-11-20 ${end}`, DURATION: seconds });

	test.each<[string, ListOfEvents, IDataObject[], boolean]>([
		['two texts before it', LISTS.texts, [text('13:00:00'), text('11:59:59'), text('11:00:00')], true],
		['one of them at the very moment', LISTS.texts, [text('12:00:00'), text('11:59:59')], false],
		['one text before it, which may have a wrong time', LISTS.texts, [text('13:00:00'), text('11:59:59')], false],
		['a page without records', LISTS.texts, [], false],
		['two calls that ended more than ten minutes before it', LISTS.inboundCalls, [call('11:00:00', '11:49:59'), call('10:00:00', '10:01:00')], true],
		['one that ended ten minutes before it, and may be listed only now', LISTS.inboundCalls, [call('11:00:00', '11:50:00'), call('10:00:00', '10:01:00')], false],
		['one that began before it and ended after it', LISTS.inboundCalls, [call('09:00:00', '12:30:00'), call('10:00:00', '10:01:00')], false],
		['one that ends before it begins', LISTS.inboundCalls, [call('12:30:00', '09:00:00'), call('10:00:00', '10:01:00')], false],
		['one whose length nobody knows', LISTS.inboundCalls, [call('10:00:00', '10:01:00', '?'), call('10:00:00', '10:01:00')], false],
		['one whose time cannot be read', LISTS.inboundCalls, [call('?', '?'), call('10:00:00', '10:01:00')], false],
	])('%s', (_name, list, page, expected) => {
		expect(isAllBefore(MOMENT, list, page)).toBe(expected);
	});
});
