import { SimulatorClient } from '../../../simulator/client';
import { readLines } from '../../../simulator/office/officeFile';
import { startSimulator } from '../../../simulator/server';
import { setClock } from '../helpers';

afterEach(() => jest.restoreAllMocks());

const LINE = { number: '070-0000-1000', password: 'secret' };

test('a number and a password are enough for a line', () => {
	expect(readLines({ lines: [LINE] })).toMatchObject([
		{
			number: '07000001000',
			password: 'secret',
			name: 'Line 1000',
			extension: '1000',
			sendsLeft: 1000,
			permitted: true,
			callerAllowed: true,
			phoneStatus: 'OK',
			contacts: [],
			history: [],
			recordings: [],
			inboundCalls: [],
			noAnswerSeconds: 15,
			listDelaySeconds: 3,
		},
	]);
});

test('everything of a line can stand there', () => {
	const call = { direction: 'inbound', number: '01000001234', startedAt: '2026-11-21T09:30:00+09:00' };
	const line = {
		...LINE,
		name: '본사',
		extension: '7',
		sendsLeft: 3,
		forwarding: { kind: 'number', to: '01000001234', when: 'busy' },
		contacts: [{ name: '홍길동', phone1: '01000001234' }],
		history: [{ ...call, durationSeconds: 9, talkSeconds: 4, status: 'OK' }],
		recordings: [{ ...call, seconds: 4 }],
		inboundCalls: [
			{
				from: '01000001234',
				startedAt: call.startedAt,
				durationSeconds: 9,
				status: 'ANSWERED',
				reached: '7',
				channel: 'SIP/5060-b723dff8a7df',
			},
		],
	};
	const contact = { name: '홍길동', phone1: '01000001234', phone2: '', groupName: '', groupCode: '', note: '' };
	expect(readLines({ lines: [line] })).toMatchObject([{ ...line, number: '07000001000', contacts: [contact] }]);
});

test('a time may be so many days ago', () => {
	setClock('2026-03-01 12:00:00');
	const recordings = ['1 day ago, 09:30:00', '30 days ago, 23:59:59'].map((startedAt) => ({
		direction: 'inbound',
		number: '01000001234',
		startedAt,
		seconds: 1,
	}));
	expect(readLines({ lines: [{ ...LINE, recordings }] })[0].recordings.map(({ startedAt }) => startedAt)).toEqual([
		'2026-02-28T09:30:00+09:00',
		'2026-01-30T23:59:59+09:00',
	]);
});

test('of forwarding the number is enough; with voice mail there is none', () => {
	const forwardings = [{ to: '01000001234' }, { kind: 'voicemail', when: 'noAnswer' }];
	const lines = forwardings.map((forwarding, index) => ({ ...LINE, number: `0700000200${index}`, forwarding }));
	expect(readLines({ lines }).map(({ forwarding }) => forwarding)).toEqual([
		{ kind: 'number', to: '01000001234', when: 'always' },
		{ kind: 'voicemail', to: '', when: 'noAnswer' },
	]);
});

test('an inbound call without a channel has one of its own, the same each time', () => {
	const call = { from: '01000001234', startedAt: '2026-11-21T09:30:00+09:00', durationSeconds: 9, status: 'CANCEL' };
	const channels = () =>
		readLines({ lines: [{ ...LINE, inboundCalls: [call, call] }] })[0].inboundCalls.map(({ channel }) => channel);
	expect(new Set(channels()).size).toBe(2);
	expect(channels()).toEqual(channels());
	expect(channels()[0]).toMatch(/^SIP\/5060-[0-9a-f]{12}$/);
});

test.each([
	[{}, 'lines must be a list of lines.'],
	[{ lines: [] }, 'lines must have at least one line.'],
	[{ lines: [LINE], name: 'x' }, 'name is no field that can be set here.'],
	[{ lines: [{ number: '07000001000' }] }, 'lines.0.password must be a text.'],
	[{ lines: [LINE, { ...LINE, number: 7 }] }, 'lines.1.number must be a text.'],
	[{ lines: [{ ...LINE, number: 'office' }] }, 'lines.0.number must be digits only.'],
	[{ lines: [LINE, { ...LINE, number: '07000001000' }] }, 'lines.1.number is that of lines.0 already.'],
	[{ lines: [{ ...LINE, sendsLeft: '3' }] }, 'lines.0.sendsLeft must be a number.'],
	[{ lines: [{ ...LINE, colour: 'red' }] }, 'lines.0.colour is no field that can be set here.'],
	[{ lines: [{ ...LINE, contacts: [{}] }] }, 'lines.0.contacts.0.name must be a text.'],
	[
		{ lines: [{ ...LINE, recordings: [{ direction: 'inbound', number: '', startedAt: '2 days ago', seconds: 1 }] }] },
		'lines.0.recordings.0.startedAt must be a time like 2026-11-22T09:30:00+09:00.',
	],
	[[], 'It must be a JSON object.'],
])('%j is refused', (office, sentence) => {
	expect(() => readLines(office)).toThrow(sentence);
});

test('a command that there is none of stops the start', async () => {
	const office = { lines: [LINE, { ...LINE, number: '07000001001', lacks: ['getrecvsmslists'] }] };
	await expect(startSimulator({ port: 0, host: '127.0.0.1', office })).rejects.toThrow('lines.1.lacks.0 must be a command of the API.');
});

test('a simulator has the lines of its office, and goes back to them', async () => {
	const simulator = await startSimulator({ port: 0, host: '127.0.0.1', office: { lines: [{ ...LINE, sendsLeft: 3 }] } });
	const client = new SimulatorClient(simulator.url);
	const before = await client.state();
	expect(before.lines).toMatchObject([{ number: '07000001000', sendsLeft: 3 }]);
	await client.setLine('07000001000', { sendsLeft: 2 });
	await client.reset();
	expect(await client.state()).toEqual(before);
	await simulator.close();
});
