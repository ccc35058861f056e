import { errorAnswer, OFFICE, setClock, useSimulator } from '../helpers';

const simulator = useSimulator('document');
const { answer, resultCode } = simulator;
const registration = {
	callbackurl: '/www/AAA.html',
	callbackhost: '211.0.0.1',
	callbackport: '80',
};

describe('the document’s samples', () => {
	test('of setringcallback', async () => {
		setClock('2015-12-14 19:39:40');
		expect(await answer('setringcallback', registration)).toBe(
			`{"SVC_RT":"0000","SVC_MSG":"OK","DATAS":{"STATUS":"OK","DEBUG":"|RES|SUC|tmpid@premium_c_xxxx.070-lguplus.co.kr|${OFFICE}|100C0262|211.0.0.1|\\/www\\/AAA.html|80|1|20151214193940|"}}`,
		);
	});

	test('of getringcallback, with the number of the description', async () => {
		setClock('2015-12-14 19:41:15');
		await answer('setringcallback', registration);
		expect(await answer('getringcallback')).toBe(
			`{"SVC_RT":"0000","SVC_MSG":"OK","DATAS":{"STATUS":"OK","CALLBACK":"2015-12-14 19:41:15^${OFFICE}^211.0.0.1^\\/www\\/AAA.html^80^1","DEBUG":"1"}}`,
		);
	});

	test('of delringcallback', async () => {
		await answer('setringcallback', registration);
		expect(await answer('delringcallback')).toBe(
			'{"SVC_RT":"0000","SVC_MSG":"OK","DATAS":{"STATUS":"OK","DEBUG":"1"}}',
		);
	});

	test('of setsmscallback', async () => {
		setClock('2015-12-14 19:42:06');
		expect(await answer('setsmscallback', { ...registration, callbackurl: '/www/BBB.html' })).toBe(
			`{"SVC_RT":"0000","SVC_MSG":"OK","DATAS":{"STATUS":"OK","DEBUG":"|RES|SUC|tmpid@premium_c_xxxx.070-lguplus.co.kr|${OFFICE}|100C0262|211.0.0.1|\\/www\\/BBB.html|80|2|20151214194206|"}}`,
		);
	});

	test('of getsmscallback, with the kind of the description', async () => {
		setClock('2015-12-14 19:42:06');
		await answer('setsmscallback', { ...registration, callbackurl: '/www/BBB.html' });
		expect(await answer('getsmscallback')).toBe(
			`{"SVC_RT":"0000","SVC_MSG":"OK","DATAS":{"CALLBACK":"2015-12-14 19:42:06^${OFFICE}^211.0.0.1^\\/www\\/BBB.html^80^2","DEBUG":""}}`,
		);
	});

	test('of delsmscallback', async () => {
		await answer('setsmscallback', registration);
		expect(await answer('delsmscallback')).toBe(
			'{"SVC_RT":"0000","SVC_MSG":"OK","DATAS":{"STATUS":"OK","DEBUG":"2"}}',
		);
	});
});

describe.each(['ring', 'sms'] as const)('%s', (kind) => {
	const other = kind === 'ring' ? 'sms' : 'ring';

	test.each([
		['no URL', { callbackurl: '' }, '1001', 'PARAM_ERR'],
		['no host', { callbackhost: '' }, '1001', 'PARAM_ERR'],
		['no port', { callbackport: '' }, '1001', 'PARAM_ERR'],
		['https', { callbackurl: 'https://n8n.example/www/call.html' }, '1002', 'PARAM_ERR'],
		['no leading slash', { callbackurl: 'call.html' }, '1002', 'PARAM_ERR'],
		['no page', { callbackurl: 'http://n8n.example' }, '1002', 'PARAM_ERR'],
		['no file name', { callbackurl: '/www/' }, '1002', 'PARAM_ERR'],
		['no extension', { callbackurl: '/webhook/call' }, '1002', 'PARAM_ERR'],
		['nothing but an extension', { callbackurl: '/www/.html' }, '1002', 'PARAM_ERR'],
		['an extension in a folder only', { callbackurl: '/www.d/call' }, '1002', 'PARAM_ERR'],
		['an extension in the query only', { callbackurl: '/call?page=a.html' }, '1002', 'PARAM_ERR'],
		['a space', { callbackurl: '/my call.html' }, '1002', 'PARAM_ERR'],
		['Hangul', { callbackurl: '/전화.html' }, '1002', 'PARAM_ERR'],
		['a name as host', { callbackhost: 'n8n.example' }, '2001', 'NO_HOST'],
		['an IPv6 address', { callbackhost: '::1' }, '2001', 'NO_HOST'],
		['half an address', { callbackhost: '211.0.0' }, '2001', 'NO_HOST'],
		['a port not allowed', { callbackport: '5678' }, '1002', 'PARAM_ERR'],
		['a port that is no number', { callbackport: '80 ' }, '1002', 'PARAM_ERR'],
	])('%s is refused, and nothing is registered', async (_name, wrong, code, message) => {
		const parameters = { ...registration, ...wrong } as Record<string, string>;
		expect(await answer(`set${kind}callback`, parameters)).toBe(errorAnswer(code, message));
		expect((await simulator.state()).lines[0].callbacks).toEqual({ ring: null, sms: null });
	});

	test.each([
		['/call.html'],
		['/webhook/0a-1b/call.php'],
		['/www/call.jsp?user=AAAA'],
		['http://n8n.example/www/call.html'],
		['http://211.0.0.1:8080/www/call.html?a=b/c'],
	])('%s is registered as given', async (callbackurl) => {
		setClock('2026-11-22 09:30:00');
		expect(await resultCode(`set${kind}callback`, { ...registration, callbackurl })).toBe('0000');
		expect((await simulator.state()).lines[0].callbacks[kind]).toEqual({
			url: callbackurl,
			host: '211.0.0.1',
			port: 80,
			registeredAt: '2026-11-22T09:30:00+09:00',
		});
	});

	test.each(['80', '443', '8000', '8080'])('port %s is allowed', async (callbackport) => {
		expect(await resultCode(`set${kind}callback`, { ...registration, callbackport })).toBe('0000');
	});

	test('an arranged port is allowed', async () => {
		await simulator.setLine({ extraPorts: [5678] });
		expect(await resultCode(`set${kind}callback`, { ...registration, callbackport: '5678' })).toBe('0000');
	});

	test('registering again replaces, and leaves the other kind alone', async () => {
		await answer(`set${other}callback`, registration);
		await answer(`set${kind}callback`, registration);
		await answer(`set${kind}callback`, { ...registration, callbackurl: '/second.html' });
		const { callbacks } = (await simulator.state()).lines[0];
		expect(callbacks[kind]?.url).toBe('/second.html');
		expect(callbacks[other]?.url).toBe('/www/AAA.html');
	});

	test('nothing registered is 4002', async () => {
		await answer(`set${other}callback`, registration);
		expect(await answer(`get${kind}callback`)).toBe(errorAnswer('4002', 'NO_DATA'));
		expect(await answer(`del${kind}callback`)).toBe(errorAnswer('4002', 'NO_DATA'));
	});

	test('removed is gone, once', async () => {
		await answer(`set${kind}callback`, registration);
		expect(await resultCode(`del${kind}callback`)).toBe('0000');
		expect(await resultCode(`get${kind}callback`)).toBe('4002');
		expect(await resultCode(`del${kind}callback`)).toBe('4002');
	});
});

test.each(['setsmcallback', 'getsmcallback', 'delsmcallback'])(
	'%s, as the feature list spells it, is unknown',
	async (command) => {
		expect(await resultCode(command, registration)).toBe('4001');
	},
);
