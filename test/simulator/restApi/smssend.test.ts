import { errorAnswer, hash, OFFICE, setClock, useSimulator } from '../helpers';

const simulator = useSimulator('document');
const { answer } = simulator;
const numbers = (count: number) => Array.from({ length: count }, (_, i) => `0100000100${i % 10}`).join(',');

test('the document’s sample', async () => {
	await simulator.setLine({ sendsLeft: 2 });
	expect(await answer('smssend', { destnumber: '01000001234', smsmsg: 'test' })).toBe(
		'{"SVC_RT":"0000","SVC_MSG":"","DATAS":{"STATUS":"OK","RESCNT":1,"DEBUG":"01000001234=OK"}}',
	);
});

test('several recipients: each is named, is shown and costs one send', async () => {
	setClock('2026-11-22 09:30:00');
	expect(await answer('smssend', { destnumber: '01000001234,0310000000', smsmsg: '안녕하세요' })).toBe(
		'{"SVC_RT":"0000","SVC_MSG":"","DATAS":{"STATUS":"OK","RESCNT":998,"DEBUG":"01000001234=OK,0310000000=OK"}}',
	);
	const text = {
		at: '2026-11-22T09:30:00+09:00',
		direction: 'out',
		line: OFFICE,
		text: '안녕하세요',
		type: 'SMS',
		bytes: 10,
	};
	expect((await simulator.state()).texts).toEqual([
		{ id: 1, number: '01000001234', ...text },
		{ id: 2, number: '0310000000', ...text },
	]);
});

test.each([
	['9 digits', '020000000'],
	['12 digits', '050000000000'],
	['15xx', '15880000'],
	['16xx', '16000000'],
	['18xx', '18000000'],
	['10 recipients', numbers(10)],
	['one recipient twice', '01000001234,01000001234'],
])('sends to %s', async (_name, destnumber) => {
	const expected = destnumber.split(',').map((number) => `${number}=OK`);
	expect(JSON.parse(await answer('smssend', { destnumber, smsmsg: 'x' })).DATAS.DEBUG).toBe(
		expected.join(','),
	);
});

test.each([
	['no recipient', { smsmsg: 'x' }, '1001', 'PARAM_ERR'],
	['an empty recipient', { destnumber: '', smsmsg: 'x' }, '1001', 'PARAM_ERR'],
	['no text', { destnumber: '01000001234' }, '1001', 'PARAM_ERR'],
	['an empty text', { destnumber: '01000001234', smsmsg: '' }, '1001', 'PARAM_ERR'],
	['hyphens', { destnumber: '010-0000-1234', smsmsg: 'x' }, '1002', 'PARAM_ERR'],
	['a space', { destnumber: '01000001234, 01000001235', smsmsg: 'x' }, '1002', 'PARAM_ERR'],
	['a comma too many', { destnumber: '01000001234,', smsmsg: 'x' }, '1002', 'PARAM_ERR'],
	['too few digits', { destnumber: '01000000', smsmsg: 'x' }, '1002', 'PARAM_ERR'],
	['too many digits', { destnumber: '0100000123456', smsmsg: 'x' }, '1002', 'PARAM_ERR'],
	['no leading 0', { destnumber: '821000001234', smsmsg: 'x' }, '1002', 'PARAM_ERR'],
	['17xx', { destnumber: '17000000', smsmsg: 'x' }, '1002', 'PARAM_ERR'],
	['11 recipients', { destnumber: numbers(11), smsmsg: 'x' }, '3003', 'OVER_DSTNUMBERS'],
	['721 bytes of ASCII', { destnumber: '01000001234', smsmsg: 'x'.repeat(721) }, '3002', 'OVER_MSGLENGTH'],
	['722 bytes of Hangul', { destnumber: '01000001234', smsmsg: '가'.repeat(361) }, '3002', 'OVER_MSGLENGTH'],
])('%s: nothing is sent', async (_name, parameters, code, message) => {
	expect(await answer('smssend', parameters as Record<string, string>)).toBe(errorAnswer(code, message));
	const { lines, texts } = await simulator.state();
	expect(texts).toEqual([]);
	expect(lines[0].sendsLeft).toBe(1000);
});

test('fewer sends left than recipients: nothing is sent', async () => {
	await simulator.setLine({ sendsLeft: 1 });
	const two = { destnumber: '01000001234,01000001235', smsmsg: 'x' };
	expect(await answer('smssend', two)).toBe(errorAnswer('3004', 'NO_SMSCOUNT'));
	const { lines, texts } = await simulator.state();
	expect(texts).toEqual([]);
	expect(lines[0].sendsLeft).toBe(1);
	const noneLeft = { id: '07000003004', pass: hash('demo-3004'), destnumber: '01000001234', smsmsg: 'x' };
	expect(await simulator.resultCode('smssend', noneLeft)).toBe('3004');
});

test.each([
	['80 bytes', '가'.repeat(40), 'SMS', 80],
	['81 bytes', `${'가'.repeat(40)}x`, 'LMS', 81],
	['720 bytes', '가'.repeat(360), 'LMS', 720],
	['an emoji, 2 bytes', '😀', 'SMS', 2],
	['a won sign, 2 bytes', '₩', 'SMS', 2],
])('%s', async (_name, smsmsg, type, bytes) => {
	expect(await simulator.resultCode('smssend', { destnumber: '01000001234', smsmsg })).toBe('0000');
	expect((await simulator.state()).texts[0]).toMatchObject({ type, bytes });
});

test('the text arrives as it was sent; what EUC-KR does not have arrives as ?', async () => {
	const sent = '예약 + 확인 & "100%"\n똠방각하 😀 é ㈜ ＠ 中';
	await answer('smssend', { destnumber: '01000001234', smsmsg: sent });
	expect((await simulator.state()).texts[0].text).toBe('예약 + 확인 & "100%"\n?방각하 ? ? ㈜ ＠ 中');
});

test('recipients that are not reached are left out of DEBUG and not shown as sent', async () => {
	await simulator.setLine({ unreachable: ['01000001235'], sendsLeft: 3 });
	expect(await answer('smssend', { destnumber: '01000001234,01000001235,01000001236', smsmsg: 'x' })).toBe(
		'{"SVC_RT":"0000","SVC_MSG":"","DATAS":{"STATUS":"OK","RESCNT":0,"DEBUG":"01000001234=OK,01000001236=OK"}}',
	);
	const { texts } = await simulator.state();
	expect(texts.map(({ number }) => number)).toEqual(['01000001234', '01000001236']);
});
