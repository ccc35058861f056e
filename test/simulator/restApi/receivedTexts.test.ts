import type { Line } from '../../../simulator/office/lines';
import { OFFICE, setClock, startReceiver, useSimulator } from '../helpers';

const simulator = useSimulator();
const { answer, client, office } = simulator;
const list = async (page = '1') => JSON.parse(await answer('getrecvsmslist', { page }));
const comesIn = async (text: string, others = {}) =>
	await client().incomingText({ line: OFFICE, from: '010-0000-1234', text, ...others });

beforeEach(async () => await simulator.setLine({ receivedTexts: [] }));

test('a text that comes in, to the byte', async () => {
	setClock('2026-01-05 09:10:11');
	await comesIn('안녕');
	expect(await answer('getrecvsmslist', { page: '1' })).toBe(
		'{"SVC_RT":"0000","SVC_MSG":"OK","LISTINFO":{"page":"1","numperpage":10,"total":1},"DATAS":[{"NO":1,"TIME":"2026-01-05 09:10:11","SRC":"01000001234","MNESSAGE":"\\uc548\\ub155"}]}',
	);
	expect((await office()).receivedTexts).toEqual([
		{ from: '01000001234', text: '안녕', at: '2026-01-05T09:10:11+09:00' },
	]);
});

test('newest first, ten a page, and NO is a position', async () => {
	for (let i = 1; i <= 12; i += 1) await comesIn(`${i}`);
	const { LISTINFO, DATAS } = await list();
	expect(LISTINFO).toEqual({ page: '1', numperpage: 10, total: 12 });
	const shown = (records: Array<{ NO: number; MNESSAGE: string }>) => records.map(({ NO, MNESSAGE }) => [NO, MNESSAGE]);
	expect(shown(DATAS)).toEqual(Array.from({ length: 10 }, (_, i) => [i + 1, `${12 - i}`]));
	expect(shown((await list('2')).DATAS)).toEqual([
		[11, '2'],
		[12, '1'],
	]);
	expect(await list('3')).toMatchObject({ SVC_RT: '4002', LISTINFO: { page: '3', total: 12 }, DATAS: null });
});

test('a text of another line of the simulator, and nothing for the one who sent it', async () => {
	await simulator.setLine({ receivedTexts: [] }, '07000001001');
	await answer('smssend', { destnumber: '07000001001', smsmsg: 'hello' });
	const other = (await client().line('07000001001')) as Line;
	expect(other.receivedTexts).toMatchObject([{ from: OFFICE, text: 'hello' }]);
	expect((await office()).receivedTexts).toEqual([]);
});

test('what EUC-KR does not have is a question mark in the list', async () => {
	await comesIn('좋아요 😀', { charset: 'utf-8' });
	expect((await list()).DATAS).toMatchObject([{ MNESSAGE: '좋아요 ?' }]);
});

test('a sender that is no phone number', async () => {
	await comesIn('x', { from: 'w' });
	expect((await list()).DATAS).toMatchObject([{ SRC: 'w' }]);
});

test('a code for a new password is not among them', async () => {
	await answer('getauthcode');
	expect((await list()).LISTINFO.total).toBe(0);
});

test('the last 10,000 are kept', async () => {
	const at = '2026-11-22T09:30:00+09:00';
	const receivedTexts = Array.from({ length: 10_000 }, (_, i) => ({ from: '01000001234', text: `${i}`, at }));
	await simulator.setLine({ receivedTexts });
	await comesIn('new');
	const kept = (await office()).receivedTexts;
	expect(kept).toHaveLength(10_000);
	expect([kept[0].text, kept[9999].text]).toEqual(['1', 'new']);
	expect((await list('1000')).DATAS).toHaveLength(10);
}, 30_000);

test('a text sent to another number of the line: the event names that number', async () => {
	const paths: string[] = [];
	const receiver = await startReceiver((request, response) => {
		paths.push(request.url as string);
		response.end();
	});
	await simulator.setLine({ extraPorts: [receiver.port] });
	const callback = { callbackurl: '/sms.html', callbackhost: '127.0.0.1', callbackport: `${receiver.port}` };
	await answer('setsmscallback', callback);
	await comesIn('x', { dialled: '051-000-1000' });
	await comesIn('x');
	await receiver.close();
	expect(paths.map((path) => new URLSearchParams(path.split('?')[1]).get('receiver'))).toEqual(['0510001000', OFFICE]);
	expect((await office()).receivedTexts).toHaveLength(2);
});

test('the demo office has four, of numbers that can be answered', async () => {
	await client().reset();
	const { DATAS } = await list();
	expect(DATAS).toHaveLength(4);
	for (const { SRC } of DATAS) expect(SRC).toMatch(/^0100000\d{4}$/);
	const times = DATAS.map(({ TIME }: { TIME: string }) => TIME);
	expect([...times].sort().reverse()).toEqual(times);
});
