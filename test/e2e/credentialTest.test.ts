import { signedInApi } from './support/office';
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
});
