import { READINGS } from '../../nodes/UplusCentrex/api/results';
import { signedInApi } from './support/office';
import { setFault, setLine } from './support/simulator';
import { lineCredential } from './support/triggerWorkflow';

describe("the credential's test", () => {
	test('passes for the demo line', async () => {
		const api = await signedInApi();
		expect(await api.testCredential(lineCredential('07000001000'))).toMatchObject({ status: 'OK' });
	});

	test.each([
		['a wrong password', '07000001000', 'wrong', /password.*1004/i],
		['an unknown number', '07000009999', 'demo-9999', /1003/],
		["an IP address that is not allowed", '07000002001', 'demo-2001', /IP address.*2001/i],
		['no permission', '07000002002', 'demo-2002', /permission.*2002/i],
	])('says what is wrong with %s', async (_trouble, number, secret, reason) => {
		const api = await signedInApi();
		const { status, message } = await api.testCredential(lineCredential(number, secret));
		expect(status).toBe('Error');
		expect(message).toMatch(reason);
	});

	test('says that the line lacks the API add-on', async () => {
		await setLine('07000003004', { addOn: 'none' });
		const api = await signedInApi();
		const { status, message } = await api.testCredential(lineCredential('07000003004'));
		await setLine('07000003004', { addOn: 'B' });
		expect(status).toBe('Error');
		expect(message).toBe(
			"The contract of this line lacks the API add-on (1005 NO_API_PERM_ERR). Ask LG U+ customer service to make the API add-on part of the line's contract.",
		);
	});

	/** What the service answers instead of the line's information, and what the editor then says. */
	const answers: Array<[string, string, RegExp]> = [
		...Object.keys(READINGS).map((code): [string, string, RegExp] => [
			`result code ${code}`,
			JSON.stringify({ SVC_RT: code, SVC_MSG: '', DATAS: { STATUS: '' } }),
			new RegExp(`^[A-Z].+ \\(${code} [A-Z_]+\\)\\. [A-Z].+\\.$`),
		]),
		['a code that nobody listed', '{"SVC_RT":"5050","SVC_MSG":"NEW","DATAS":{"STATUS":""}}', /not with this line's information.*Base URL/],
		['a web page', '<html><body>Welcome</body></html>', /not with this line's information.*Base URL/],
	];

	test.each(answers)('tells of %s in words, and what to do', async (_what, body, reason) => {
		await setFault({ command: 'userinfo', kind: 'body', body });
		const api = await signedInApi();
		const { status, message } = await api.testCredential(lineCredential('07000001000'));
		expect(status).toBe('Error');
		expect(message).toMatch(reason);
	});

	test('tells of a password that is no hash though it should be', async () => {
		const credential = lineCredential('07000001000');
		const api = await signedInApi();
		const { status, message } = await api.testCredential({ ...credential, data: { ...credential.data, alreadyHashed: true } });
		expect(status).toBe('Error');
		expect(message).toMatch(/128 hexadecimal digits/);
	});
});
