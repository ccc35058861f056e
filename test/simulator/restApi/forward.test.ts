import { errorAnswer, OFFICE, useSimulator } from '../helpers';

const simulator = useSimulator('document');
const { answer, office } = simulator;

test('the document’s sample of setforward; userinfo shows it', async () => {
	expect(await answer('setforward', { destnumber: '01000001234' })).toBe(
		'{"SVC_RT":"0000","SVC_MSG":"","DATAS":{"STATUS":"OK"}}',
	);
	expect(await answer('userinfo')).toBe(
		`{"SVC_RT":"0000","SVC_MSG":"OK","DATAS":{"NAME":"Demo Office","EXTEN":"1000","NUMBER070":"${OFFICE}","FORWARD_TYPE":"1","FORWARD_DATA":"01000001234","FORWARD_STR":"무조건 착신전환"}}`,
	);
});

test('setting it again replaces it', async () => {
	await answer('setforward', { destnumber: '01000001234' });
	await answer('setforward', { destnumber: '020000000' });
	expect((await office()).forwarding?.to).toBe('020000000');
});

test('the document’s sample of stopforward; userinfo is as before', async () => {
	const before = await answer('userinfo');
	await answer('setforward', { destnumber: '01000001234' });
	const stopped = '{"SVC_RT":"0000","SVC_MSG":"OK","DATAS":{"STATUS":"OK"}}';
	expect(await answer('stopforward')).toBe(stopped);
	expect(await answer('userinfo')).toBe(before);
	expect(await answer('stopforward')).toBe(stopped);
});

test.each([
	['no number', {}, '1001'],
	['an empty number', { destnumber: '' }, '1001'],
	['no area code', { destnumber: '10001234' }, '1002'],
	['hyphens', { destnumber: '010-0000-1234' }, '1002'],
	['two numbers', { destnumber: '01000001234,01000005678' }, '1002'],
])('%s: forwarding stays as it is', async (_name, parameters, code) => {
	await answer('setforward', { destnumber: '01000009999' });
	const number = parameters as Record<string, string>;
	expect(await answer('setforward', number)).toBe(errorAnswer(code, 'PARAM_ERR'));
	expect((await office()).forwarding?.to).toBe('01000009999');
});

describe('today', () => {
	beforeEach(async () => await simulator.client().choose({ service: 'today' }));
	const TO = '01000001234';

	test('setforwardtype, to the byte', async () => {
		expect(await answer('setforwardtype', { destnumber: TO, ftype: '2' })).toBe(
			`{"SVC_RT":"0000","SVC_MSG":"OK","DATAS":{"STATUS":"OK","DEBUG":"ftype:2, 10231000, ${TO}"}}`,
		);
	});

	test.each([
		['0', 'always', '무조건'],
		['1', 'noAnswer', '무응답일때'],
		['2', 'busy', '통화중일때'],
		['3', 'simultaneous', '동시착신'],
		['4', 'busyOrNoAnswer', '통화중이거나무응답일때'],
	])('ftype %s is %s; getforwardtype says it, and stopforward ends it', async (ftype, when, words) => {
		await answer('setforward', { destnumber: '01000009999' });
		await answer('setforwardtype', { destnumber: TO, ftype });
		expect((await office()).forwarding).toEqual({ kind: 'number', to: TO, when });
		expect(JSON.parse(await answer('getforwardtype'))).toEqual({
			SVC_RT: '0000',
			SVC_MSG: 'OK',
			DATAS: {
				FORWARD_USE: 'F',
				FORWARD_DATA: TO,
				FORWARD_STR: `매일외부:${words}:${TO}`,
				FORWARD_TYPE: ftype,
				DOMAIN: 'lgdacom.net',
			},
		});
		await answer('stopforward');
		expect((await office()).forwarding).toBeNull();
	});

	test('a plain setforward is of type 0', async () => {
		await answer('setforward', { destnumber: TO });
		expect(JSON.parse(await answer('getforwardtype')).DATAS).toMatchObject({ FORWARD_USE: 'F', FORWARD_TYPE: '0' });
	});

	test.each([
		['voice mail', { kind: 'voicemail', when: 'busy' }, { FORWARD_USE: 'V', FORWARD_STR: '매일음성사서함:통화중일때:' }],
		['no forwarding', null, { FORWARD_USE: 'N', FORWARD_STR: '' }],
	])('getforwardtype with %s: the type is blank', async (_name, forwarding, fields) => {
		await simulator.setLine({ forwarding });
		const others = { FORWARD_DATA: '', FORWARD_TYPE: '', DOMAIN: 'lgdacom.net' };
		expect(JSON.parse(await answer('getforwardtype')).DATAS).toEqual({ ...fields, ...others });
	});

	test.each([
		['no number', { ftype: '1' }, '1001'],
		['no type', { destnumber: TO }, '1001'],
		['type 5', { destnumber: TO, ftype: '5' }, '1002'],
		['a word as type', { destnumber: TO, ftype: 'busy' }, '1002'],
		['two digits as type', { destnumber: TO, ftype: '01' }, '1002'],
		['an extension', { destnumber: '1001', ftype: '1' }, '1002'],
		['hyphens', { destnumber: '010-0000-1234', ftype: '1' }, '1002'],
	])('setforwardtype with %s: forwarding stays as it is', async (_name, parameters, code) => {
		await answer('setforward', { destnumber: '01000009999' });
		expect(await answer('setforwardtype', parameters as Record<string, string>)).toBe(errorAnswer(code, 'PARAM_ERR'));
		expect((await office()).forwarding).toEqual({ kind: 'number', to: '01000009999', when: 'always' });
	});
});
