import type { IDataObject } from 'n8n-workflow';

import { useSimulator } from '../../simulator/helpers';
import { errorOf, runAction } from '../../support/runAction';
import type { ActionRun } from '../../support/runAction';
import { runWorkflow } from '../../support/runWorkflow';
import { credentialFor } from '../../support/wire';

const simulator = useSimulator();
const parameters = (phone: unknown) => ({ resource: 'contact', operation: 'find', phone }) as never;
const credential = () => credentialFor(`${simulator.url()}/RestApi`);
const find = async (phone: unknown, more: Partial<ActionRun> = {}) =>
	(await runAction({ parameters: parameters(phone), credential: credential(), ...more })).map(({ json }) => json);
const requests = async () => (await simulator.state()).requests.map(({ command }) => command);

const contact = (name: string, phone1: string, phone2 = '') => ({ name, phone1, phone2, groupName: '고객', groupCode: '1', note: '단골\r' });
/** More than two pages. */
const CONTACTS = [
	contact('홍길동', '010-0000-1234', '02-000-5678'),
	contact('김영희', '+82 10-0000-1235', '+82 10 0000 1235'),
	contact('내선', '0262'),
	contact('외국', '+1 212-555-0100'),
	contact('가족', '031 000 9999', '01000001234'),
	...Array.from({ length: 20 }, (_, index) => contact(`거래처 ${index}`, `07000002${100 + index}`)),
	contact('막내', '010 0000 1234'),
];
const found = ({ name, phone1, phone2 }: (typeof CONTACTS)[number]) => ({ name, phone1, phone2, groupName: '고객', groupCode: '1', note: '단골' });

beforeEach(async () => await simulator.setLine({ contacts: CONTACTS }));

describe.each(['today', 'document'] as const)('the service of %s', (service) => {
	beforeEach(async () => await simulator.client().choose({ service }));

	test.each([
		['070-0000-2105', '07000002105', CONTACTS[10]],
		['+82 70 0000 2105', '07000002105', CONTACTS[10]],
		['０７０－００００－２１０５', '07000002105', CONTACTS[10]],
		['(02) 000-5678', '020005678', CONTACTS[0]],
		['01000001235', '01000001235', CONTACTS[1]],
		// As spreadsheets leave it.
		[1000001235, '1000001235', CONTACTS[1]],
		// An extension comes with and without its zero.
		['262', '262', CONTACTS[2]],
		['+1 212 555 0100', '+12125550100', CONTACTS[3]],
	])('%s is found, in both phones, however either is written', async (phone, shown, expected) => {
		expect(await find(phone)).toEqual([{ found: true, phone: shown, ...found(expected) }]);
	});

	test('of several contacts with the number it is the first, and says how many more there are', async () => {
		expect(await find('010-0000-1234')).toEqual([{ found: true, phone: '01000001234', ...found(CONTACTS[0]), others: 2 }]);
	});

	test.each(['010-0000-9999', 'anonymous', '', '****', '1w234567', '0', '0100000****', '1234'])('%j is nobody', async (phone) => {
		expect(await find(phone)).toEqual([{ found: false, phone: phone.replaceAll('-', '') }]);
	});

	test('an empty address book has nobody', async () => {
		await simulator.setLine({ contacts: [] });
		expect(await find('010-0000-1234')).toEqual([{ found: false, phone: '01000001234' }]);
	});

	test('a hundred items read the address book once, an item out for each', async () => {
		const items = Array.from({ length: 100 }, (_, index) => ({ phone: `070-0000-2${100 + index}` }));
		const out = await find('={{ $json.phone }}', { items });
		expect(out.map((item) => item.found)).toEqual(items.map((_, index) => index < 20));
		expect(out[7]).toMatchObject({ name: '거래처 7' });
		expect(await requests()).toEqual(Array(3).fill('addresslist'));
	});
});

test('a field that an expression leaves without a value is named, and nothing is asked', async () => {
	for (const phone of ['={{ $json.nothing }}', '={{ [1] }}', '={{ ({}) }}']) {
		const error = await errorOf(find(phone));
		expect(error.message).toBe('Phone: there is none');
		expect(error.description).toMatch(/Nothing was sent/);
	}
	expect(await requests()).toEqual([]);
});

describe('an address book that cannot be read', () => {
	const items = [{ phone: '010-0000-1234' }, { phone: '' }, { phone: '010-0000-9999' }];
	const goOn = async (): Promise<IDataObject[]> => await find('={{ $json.phone }}', { items, settings: { onError: 'continueRegularOutput' } });

	test('is asked for once, and each item tells why', async () => {
		await simulator.client().cause({ command: 'addresslist', kind: 'resultCode', code: '3001', times: 1 });
		const out = await goOn();
		expect(out).toHaveLength(3);
		for (const item of out) expect(item).toMatchObject({ error: expect.stringMatching(/3001/), code: '3001', outcome: 'rejected' });
		expect(await requests()).toEqual(['addresslist']);
	});

	test('for a wrong password is asked for once, and what follows says that it was not tried', async () => {
		await simulator.setLine({ password: 'another' });
		const out = await goOn();
		expect(out.map(({ code, outcome }) => [code, outcome])).toEqual([['1004', 'rejected'], ['1004', 'notSent'], ['1004', 'notSent']]);
		expect(out[1].error).toMatch(/^Not tried, because an item before was refused/);
		expect(await requests()).toEqual(['addresslist']);
		expect((await simulator.office()).wrongPasswords).toBe(1);
	});

	test('sends each item to the error output, where there is one', async () => {
		await simulator.client().cause({ command: 'addresslist', kind: 'resultCode', code: '3001', times: 1 });
		const [good, bad] = await runWorkflow(parameters('={{ $json.phone }}'), credential(), items, { onError: 'continueErrorOutput' });
		expect([good.length, bad.length]).toEqual([0, 3]);
		expect(await requests()).toEqual(['addresslist']);
	});

	test('ends the workflow at once where nothing goes on after errors', async () => {
		await simulator.client().cause({ command: 'addresslist', kind: 'resultCode', code: '3001', times: 1 });
		expect((await errorOf(find('={{ $json.phone }}', { items }))).message).toMatch(/3001/);
		expect(await requests()).toEqual(['addresslist']);
	});

	test('does not make nobody of a caller that stands on its second page', async () => {
		await simulator.client().cause({ command: 'addresslist', kind: 'resultCode', code: '9999', skip: 1, times: 1 });
		for (const item of await goOn()) expect(item).toMatchObject({ code: '9999' });
	});
});
