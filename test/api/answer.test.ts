import { emptyOn, hideHashes, readAnswer, unknownOutcome } from '../../nodes/UplusCentrex/api/answer';
import { CentrexError } from '../../nodes/UplusCentrex/api/error';

const HASH = 'f64eedc88c765f9c4d96c414b6b309014cd9f15ee67c7e072e0576e6a0229327c1507aa5935b0821a8821fe856124c3db786aec88ad8af123396a13afec5cc66';
const CHECK = 'Check Service and Base URL in the credential: the address ends in /RestApi.';

/** What is thrown, as an object of what matters. */
const thrownBy = (work: () => unknown) => {
	try {
		work();
	} catch (error) {
		const { message, advice, outcome, mayPass } = error as CentrexError;
		return { message, advice, outcome, mayPass };
	}
	throw new Error('Nothing was thrown');
};

describe('an answer that is done', () => {
	test.each<[string, string, object]>([
		['as the document has it', '{"SVC_RT":"0000","SVC_MSG":"OK","DATAS":{"STATUS":"OK"}}', { STATUS: 'OK' }],
		['with the code as a number', '{"SVC_RT":0,"DATAS":{"STATUS":"OK"}}', { STATUS: 'OK' }],
		['with its values in an array', '{"SVC_RT":"0000","DATAS":[{"STATUS":"OK"}]}', { STATUS: 'OK' }],
		['with null in the array', '{"SVC_RT":"0000","DATAS":[null,{"STATUS":"OK"}]}', { STATUS: 'OK' }],
		['without values', '{"SVC_RT":"0000"}', {}],
		['with a text in their place', '{"SVC_RT":"0000","DATAS":"OK"}', {}],
		['with a byte order mark', '\uFEFF{"SVC_RT":"0000","DATAS":{"A":"b"}}', { A: 'b' }],
		['with a byte order mark in a value, which stays', '{"SVC_RT":"0000","DATAS":{"A":"a\uFEFFb"}}', { A: 'a\uFEFFb' }],
		['with escapes', '{"SVC_RT":"0000","DATAS":{"A":"\\uac00"}}', { A: '가' }],
	])('%s', (_, body, values) => {
		expect(readAnswer('userinfo', 200, body).values).toEqual(values);
	});

	test('is there whole, too', () => {
		expect(readAnswer('userinfo', 200, '{"SVC_RT":"0000","LISTINFO":{"total":"1"}}').record).toEqual({ SVC_RT: '0000', LISTINFO: { total: '1' } });
	});

	test('counts whatever the HTTP status', () => {
		expect(readAnswer('smssend', 404, '{"SVC_RT":"0000","DATAS":{"A":"b"}}').values).toEqual({ A: 'b' });
	});

	test.each([
		['plain', HASH],
		['in capitals', HASH.toUpperCase()],
		['with an escape in it', `${HASH.slice(0, 64)}\\u00${HASH.charCodeAt(64).toString(16)}${HASH.slice(65)}`],
	])('holds no hash that was %s', (_, echoed) => {
		expect(readAnswer('userinfo', 200, `{"SVC_RT":"0000","DATAS":{"A":"a ${echoed} b"}}`).values).toEqual({ A: 'a *** b' });
	});
});

test('a result code that is not done is thrown', () => {
	expect(() => readAnswer('userinfo', 200, '{"SVC_RT":"1004","SVC_MSG":"AUTH_ERR"}')).toThrow(/^The password is wrong.* \(1004 AUTH_ERR\)$/);
	expect(() => readAnswer('userinfo', 200, '{"SVC_RT":" 2000 ","SVC_MSG":" OK "}')).not.toThrow();
	expect(() => readAnswer('userinfo', 200, '{"SVC_RT":"2000","SVC_MSG":"NO"}')).toThrow();
});

describe('what cannot be read', () => {
	const unreadable = ['', 'busy', '<html>', 'null', '[]', '"0000"', '{}', '{"SVC_RT":null}', '{"SVC_RT":["0000"]}', '{"SVC_RT":{}}', '{"SVC_RT":true}'];

	test.each(unreadable)('%p of a question may be asked again', (body) => {
		expect(thrownBy(() => readAnswer('userinfo', 200, body))).toEqual({
			message: 'The answer of the service cannot be read',
			advice: 'Asking changes nothing: try again later.',
			outcome: 'unknown',
			mayPass: true,
		});
	});

	test.each(unreadable)('%p of a text may be a text that was sent', (body) => {
		expect(thrownBy(() => readAnswer('smssend', 200, body))).toEqual({
			message: 'The answer of the service cannot be read; it may have been carried out',
			advice: 'Check on the Centrex website or with the recipient before you send it again. It was not repeated.',
			outcome: 'unknown',
			mayPass: false,
		});
	});

	test.each([
		['userinfo', 299, 'unknown'],
		['userinfo', 300, 'rejected'],
		['userinfo', 399, 'rejected'],
		['userinfo', 407, 'rejected'],
		['userinfo', 408, 'unknown'],
		['userinfo', 409, 'rejected'],
		['smssend', 299, 'unknown'],
		['smssend', 302, 'unknown'],
		['smssend', 399, 'unknown'],
		['smssend', 400, 'rejected'],
		['smssend', 404, 'rejected'],
		['smssend', 408, 'unknown'],
		['setforward', 302, 'unknown'],
	] as const)('of %s with the HTTP status %d is %s', (command, status, outcome) => {
		const thrown = thrownBy(() => readAnswer(command, status, '<html>'));
		expect(thrown.outcome).toBe(outcome);
		const isNamed = status >= 300 && status !== 408;
		expect(thrown.message.startsWith(isNamed ? `The address answered with HTTP status ${status} instead of a result` : 'The answer of')).toBe(true);
	});

	test('says where to look, also where the text may have been sent', () => {
		expect(thrownBy(() => readAnswer('smssend', 404, ''))).toMatchObject({ advice: CHECK, mayPass: true });
		expect(thrownBy(() => readAnswer('smssend', 302, '')).advice).toBe(
			`Check on the Centrex website or with the recipient before you send it again. It was not repeated. ${CHECK}`,
		);
	});
});

test('of a setting nobody knows what it is now', () => {
	const { message, advice, outcome } = unknownOutcome('It broke', 'setforward');
	expect([message, advice, outcome]).toEqual([
		'It broke; it may have been carried out',
		'Look on the Centrex website or at the phone what is set now, then do it again if needed. It was not repeated.',
		'unknown',
	]);
});

test('codes that mean that there is nothing are an empty answer; any other error goes on', () => {
	const empty = emptyOn('4002', '4004');
	const error = (code?: string) => new CentrexError('No', { advice: '', outcome: 'rejected', code });
	expect([empty(error('4002')), empty(error('4004'))]).toEqual(Array(2).fill({ values: {}, record: {} }));
	for (const other of [error('4003'), error(), new Error('4002'), Object.assign(new Error('No'), { code: '4002' })]) expect(() => empty(other)).toThrow(other);
});

test('a hash is hidden wherever it stands, and nothing shorter is', () => {
	expect(hideHashes(`${HASH}&${HASH.toUpperCase()} ${HASH.slice(1)}`)).toBe(`***&*** ${HASH.slice(1)}`);
});
