import type { IDataObject } from 'n8n-workflow';

import { toKoreanTime } from '../../nodes/UplusCentrex/api/time';
import { errorOf, runAction } from '../support/runAction';
import { openPicker } from '../support/runPicker';
import { credentialFor, listenOnTheWire } from '../support/wire';

let wire: Awaited<ReturnType<typeof listenOnTheWire>>;
afterEach(async () => await wire?.close());

/** A service with a list, ten entries a page. */
const serve = async (records: IDataObject[]) => {
	wire = await listenOnTheWire((response) => {
		const page = Number(wire.form(wire.requests.length - 1).page);
		const DATAS = records.slice((page - 1) * 10, page * 10);
		response.end(JSON.stringify({ SVC_RT: '0000', LISTINFO: { page, numperpage: 10, total: records.length }, DATAS: DATAS.length ? DATAS : null }));
	});
	return credentialFor(wire.baseUrl);
};
const pages = () => wire.requests.map((_, index) => wire.form(index).page);

const contact = (NAME: string, PHONE1: string, PHONE2 = '', GROUP_NAME = '') => ({ NO: 1, NAME, PHONE1, PHONE2, GROUP_NAME, GROUP_CODE: '', ETC: '' });
const recording = (CALLDATE: string, other: string, more: IDataObject = {}) => ({
	NO: 1,
	FILE_NAME: `5000-${other}_${CALLDATE}_mix.wav`,
	SRC: '5000',
	DST: other,
	CALLDATE,
	FILE_TIME: CALLDATE,
	FILE_SIZE: '30KB',
	...more,
});

describe('the address book', () => {
	test('offers both numbers of a contact, with name and group', async () => {
		const credential = await serve([contact('홍길동', '010-0000-1234', '02-000-5678', '고객'), contact('김영희', '01000004321')]);
		expect(await openPicker('searchContacts', credential)).toEqual({
			results: [
				{ name: '홍길동 (고객) · 010-0000-1234', value: '010-0000-1234' },
				{ name: '홍길동 (고객) · 02-000-5678', value: '02-000-5678' },
				{ name: '김영희 · 01000004321', value: '01000004321' },
			],
		});
	});

	test('leaves out what cannot be called, and survives an odd entry', async () => {
		const credential = await serve([contact('내선', '1001'), { NO: 2 }, contact('', '', '010-0000-1234')]);
		expect((await openPicker('searchContacts', credential)).results).toEqual([{ name: '010-0000-1234', value: '010-0000-1234' }]);
	});

	test.each([
		['길동', ['010-0000-1234', '02-000-5678']],
		['고 객', ['010-0000-1234', '02-000-5678']],
		['LEE', ['01000004321']],
		['0000-43', ['01000004321']],
		['nobody', []],
	])('is searched by name, group and number: %s', async (filter, expected) => {
		const credential = await serve([contact('홍길동', '010-0000-1234', '02-000-5678', '고객'), contact('Lee', '01000004321')]);
		expect((await openPicker('searchContacts', credential, filter)).results.map(({ value }) => value)).toEqual(expected);
	});
});

describe('a long list', () => {
	const many = Array.from({ length: 45 }, (_, index) => contact(`이름 ${index}`, `0100000${String(index).padStart(4, '0')}`));

	test('comes in parts that can be scrolled', async () => {
		const credential = await serve(many);
		const first = await openPicker('searchContacts', credential);
		expect([first.results.length, first.paginationToken]).toEqual([20, '3']);
		const second = await openPicker('searchContacts', credential, undefined, first.paginationToken);
		expect([second.results.length, second.paginationToken]).toEqual([20, '5']);
		const third = await openPicker('searchContacts', credential, undefined, second.paginationToken);
		expect([third.results.length, third.paginationToken]).toEqual([5, undefined]);
		expect(pages()).toEqual(['1', '2', '3', '4', '5']);
		expect([first, second, third].flatMap(({ results }) => results)).toHaveLength(45);
	});

	test('is searched to its end', async () => {
		const credential = await serve(many);
		expect((await openPicker('searchContacts', credential, '이름 44')).results).toHaveLength(1);
		expect(pages()).toHaveLength(5);
	});
});

describe('the recordings', () => {
	const today = toKoreanTime(new Date()).slice(0, 10);

	test('are offered in the order of the service, with time, hidden number and size', async () => {
		const credential = await serve([
			recording(`${today.replaceAll('-', '')}165359`, '01000006000'),
			recording('20151214110050', '0200006000', { FILE_SIZE: '1MB' }),
			recording('20151214110049', '07000006000', { FILE_NAME: 'odd.wav', SRC: '07000006000', DST: '5000', FILE_SIZE: null }),
			recording('20151214110048', '1w234567'),
		]);
		expect(await openPicker('searchRecordings', credential)).toEqual({
			results: [
				{ name: '16:53 · 010-****-6000 · 30KB', value: `5000-01000006000_${today.replaceAll('-', '')}165359_mix.wav` },
				{ name: '2015-12-14 11:00 · 02-****-6000 · 1MB', value: '5000-0200006000_20151214110050_mix.wav' },
				{ name: '2015-12-14 11:00 · 070-****-6000', value: 'odd.wav' },
				{ name: '2015-12-14 11:00 · 1w234567 · 30KB', value: '5000-1w234567_20151214110048_mix.wav' },
			],
		});
	});

	test.each(['12-14', '2015-12-14 11:00', '010-0000-6000', '0000600', 'mix.wav'])('are searched by day, time and number: %s', async (filter) => {
		const credential = await serve([recording('20151214110050', '01000006000'), recording('20151213100000', '01000001111', { FILE_NAME: 'x' })]);
		expect((await openPicker('searchRecordings', credential, filter)).results).toHaveLength(1);
	});

	test('may be none', async () => {
		expect(await openPicker('searchRecordings', await serve([]))).toEqual({ results: [] });
	});
});

test.each(['searchContacts', 'searchRecordings'])('%s shows what went wrong as a sentence that says what to do', async (method) => {
	wire = await listenOnTheWire('{"SVC_RT":"1004","SVC_MSG":"AUTH_ERR"}');
	const { message, description } = await errorOf(openPicker(method, credentialFor(wire.baseUrl)));
	expect(message).toMatch(/^The password is wrong, or the account is locked/);
	expect(description).toMatch(/^Sign in on the Centrex website/);
});

test('a refused sign-in is not repeated by each letter that is typed', async () => {
	wire = await listenOnTheWire('{"SVC_RT":"1004","SVC_MSG":"AUTH_ERR"}');
	for (const filter of ['', '홍', '홍길', '홍길동']) {
		const { message } = await errorOf(openPicker('searchContacts', credentialFor(wire.baseUrl), filter));
		expect(message).toMatch(/password is wrong.*1004/);
	}
	expect(wire.requests).toHaveLength(1);
});

describe('what was picked, typed or computed is sent as a number:', () => {
	test.each<[string, unknown]>([
		['picked', { __rl: true, mode: 'list', value: '010-0000-1234', cachedResultName: '홍길동 · 010-0000-1234' }],
		['typed', { __rl: true, mode: 'number', value: '010-0000-1234' }],
		['an expression', { __rl: true, mode: 'number', value: '={{ $json.phone }}' }],
		['an array', { __rl: true, mode: 'number', value: '={{ [$json.phone] }}' }],
		['text alone, as older workflows have it', '010-0000-1234'],
		['an expression alone', '={{ [$json.phone] }}'],
	])('%s', async (_, to) => {
		wire = await listenOnTheWire('{"SVC_RT":"0000","DATAS":{"STATUS":"OK"}}');
		const parameters = { resource: 'callForwarding', operation: 'set', to } as never;
		await runAction({ parameters, credential: credentialFor(wire.baseUrl), items: [{ phone: '010-0000-1234' }] });
		expect(wire.form(0).destnumber).toBe('01000001234');
	});
});

test('a recording that was picked is downloaded by its name', async () => {
	wire = await listenOnTheWire((response) =>
		response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-disposition': 'attachment; filename=a.wav' }).end('RIFF'),
	);
	const fileName = { __rl: true, mode: 'list', value: 'a.wav', cachedResultName: '16:53' };
	const parameters = { resource: 'recording', operation: 'download', fileName, binaryPropertyName: 'data', options: {} } as never;
	await runAction({ parameters, credential: credentialFor(wire.baseUrl) });
	expect(wire.form(0).filename).toBe('a.wav');
});
