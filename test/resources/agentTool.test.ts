import type { IDataObject } from 'n8n-workflow';

import { useSimulator } from '../simulator/helpers';
import { errorOf } from '../support/runAction';
import { asTool } from '../support/runTool';
import { credentialFor } from '../support/wire';

/** What an AI agent may be asked of a line: it fills in fields, as a text each, and gives an empty one where it needs none. */

const simulator = useSimulator();
const tool = async (resource: string, operation: string, fields: IDataObject) =>
	await asTool({ resource, operation, ...fields } as never, credentialFor(`${simulator.url()}/RestApi`));

/** As n8n's editor writes it when somebody lets the model define a field. */
const fromAi = (name: string) => `={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${name}', \`\`, 'string') }}`;

beforeEach(async () => {
	await simulator.client().setTime('2026-11-22T15:30:00+09:00');
	const call = (from: string, startedAt: string, status: 'ANSWERED' | 'NO ANSWER' | 'BUSY') => ({ from, startedAt, durationSeconds: 30, status });
	const text = (from: string, at: string) => ({ from, text: at, at });
	await simulator.setLine({
		inboundCalls: [
			call('01000001234', '2026-11-21T18:00:00+09:00', 'BUSY'),
			call('01000001234', '2026-11-22T09:00:00+09:00', 'NO ANSWER'),
			call('01000005678', '2026-11-22T10:00:00+09:00', 'ANSWERED'),
			call('01000005678', '2026-11-22T11:00:00+09:00', 'BUSY'),
		],
		receivedTexts: [text('01000001234', '2026-11-21T18:00:00+09:00'), text('01000005678', '2026-11-22T10:00:00+09:00')],
		history: [{ direction: 'inbound', number: '01000001234', startedAt: '2026-11-22T09:00:00+09:00', durationSeconds: 30, talkSeconds: 0, status: 'NO ANSWER' }],
		recordings: [{ direction: 'inbound', number: '01000005678', startedAt: '2026-11-22T10:00:00+09:00', seconds: 20 }],
		contacts: [{ name: '홍길동', phone1: '010-0000-1234', groupName: '고객', groupCode: '1' }],
	});
});

describe('which calls were missed this morning', () => {
	const filters = { phone: fromAi('Phone'), after: fromAi('After'), before: fromAi('Before'), status: fromAi('Status') };
	const calls = async (given: IDataObject) => await (await tool('callHistory', 'getAllInbound', { returnAll: true, filters })).call({ Phone: '', After: '', Before: '', Status: '', ...given });

	test.each([
		[{ After: '2026-11-22T00:00:00', Status: 'noAnswer, busy' }, ['11:00', '09:00']],
		[{ After: '2026-11-22T00:00:00+09:00', Before: '2026-11-22T11:00:00+09:00', Status: '["noAnswer","busy"]' }, ['09:00']],
		[{ Phone: '+82 10-0000-5678' }, ['11:00', '10:00']],
		[{ Phone: '010-0000-9999' }, []],
		[{}, ['11:00', '10:00', '09:00', '18:00']],
	])('%j', async (given, expected) => {
		expect((await calls(given)).map(({ startedAt }) => String(startedAt).slice(11, 16))).toEqual(expected);
	});

	test.each([
		[{ After: 'this morning' }, /After: it is no date and time[^]*Enter one such as 2026-11-22 09:30/],
		[{ Status: 'missed' }, /Status: there is none of this name[^]*There are answered, noAnswer, canceled, busy, failed/],
		[{ Phone: 'the last caller' }, /Phone: it is not a Korean phone number[^]*010-0000-1234/],
	])('%j is answered with what to give instead', async (given, message) => {
		expect((await errorOf(calls(given))).message).toMatch(message);
	});
});

test.each([
	['message', 'getAll', {}, { receivedAt: '2026-11-22T10:00:00+09:00' }],
	['callHistory', 'getAll', { direction: 'inbound' }, { startedAt: '2026-11-22T09:00:00+09:00' }],
	['recording', 'getAll', {}, { calledAt: '2026-11-22T10:00:00+09:00' }],
])('what came in today: %s.%s', async (resource, operation, fields, expected) => {
	const filters = { phone: fromAi('Phone'), after: fromAi('After'), before: fromAi('Before') };
	const list = await tool(resource, operation, { ...fields, filters });
	expect(await list.call({ Phone: '', After: '2026-11-22', Before: '' })).toMatchObject([expected]);
	expect(await list.call({ Phone: '010-0099-9999', After: '2026-11-22', Before: '' })).toEqual([]);
});

test('who is this', async () => {
	const find = await tool('contact', 'find', { phone: fromAi('Phone') });
	expect(await find.call({ Phone: '+82 10 0000 1234' })).toEqual([
		{ found: true, phone: '01000001234', name: '홍길동', phone1: '010-0000-1234', phone2: '', groupName: '고객', groupCode: '1', note: '' },
	]);
	expect(await find.call({ Phone: '010-0000-9999' })).toEqual([{ found: false, phone: '01000009999' }]);
});

test.each<[string, object]>([
	['the name', { senderName: fromAi('Value') }],
	['the way to refuse', { optOut: fromAi('Value') }],
	['the consent', { nightConsent: fromAi('Value') }],
])('an agent cannot fill in %s of an advertisement', async (_, filled) => {
	const values = { senderName: '한빛치과', contact: '', optOut: '080-000-0000', nightConsent: false, ...filled };
	const send = await tool('message', 'send', { to: '01000001234', text: fromAi('Text'), options: { advertisement: { values } } });
	expect((await errorOf(send.call({ Text: '예약', Value: 'true' }))).message).toMatch(/Advertisement: an AI model would fill it in[^]*Enter its fields yourself\. Nothing was sent\./);
	expect((await simulator.client().state()).texts).toEqual([]);
});
