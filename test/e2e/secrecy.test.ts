import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { createChain } from './support/chainWorkflow';
import { office, signedInApi } from './support/office';
import { setFault } from './support/simulator';
import { lineCredential } from './support/triggerWorkflow';

const PASSWORD = 'demo-3004';
const HASH = createHash('sha512').update(PASSWORD).digest('hex');

/** Every file that n8n has written: its database with the executions, and its log. */
function filesOfN8n(): string[] {
	const folder = dirname(office().n8nLog);
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
		.map((entry) => join(entry.parentPath, entry.name));
}

test('neither password nor hash is in anything that n8n keeps, also when the service echoes the request', async () => {
	const echo = JSON.stringify({ SVC_RT: '1002', SVC_MSG: `id=07000003004&pass=${HASH}`, DATAS: { STATUS: HASH } });
	await setFault({ command: 'smssend', kind: 'body', body: echo });
	await setFault({ command: 'hangup', kind: 'body', body: echo.replace('1002', '0000') });
	await setFault({ command: 'clickdial', kind: 'disconnect' });
	await setFault({ command: 'setforward', kind: 'http', status: 500 });

	const api = await signedInApi();
	const continueOnError = { onError: 'continueRegularOutput' as const };
	// In the query the hash is part of the address, which errors like to quote.
	const credential = lineCredential('07000003004');
	credential.data.sendParametersIn = 'query';
	await setFault({ command: 'userinfo', kind: 'disconnect' });
	expect(await api.testCredential(credential)).toMatchObject({ status: 'Error' });
	await setFault({ command: 'recorddownload', kind: 'http', status: 404 });
	const chain = await createChain(api, 'secrecy', credential, [
		{ operation: 'recording.download', fields: { fileName: 'a.wav' }, ...continueOnError },
		{ operation: 'message.send', fields: { to: '010-0000-5101', text: 'test' }, ...continueOnError },
		{ operation: 'call.hangUp', ...continueOnError },
		{ operation: 'call.dial', fields: { to: '010-0000-5102' }, ...continueOnError },
		{ operation: 'callForwarding.set', fields: { to: '010-0000-5103' }, ...continueOnError },
		// The last one stops the workflow: its error goes into the record as a whole.
		{ operation: 'call.hold' },
	]);
	await setFault({ command: 'starthold', kind: 'disconnect' });
	try {
		const { items, error } = await chain.run();
		expect(items['recording.download']).toMatchObject([{ error: expect.stringMatching(/404/) }]);
		expect(items['message.send']).toMatchObject([{ code: '1002' }]);
		expect(items['call.hangUp']).toMatchObject([{ status: '***' }]);
		expect(items['call.dial']).toMatchObject([{ outcome: 'unknown' }]);
		expect(error).toMatch(/closed the connection/);

		const files = filesOfN8n();
		expect(files.some((file) => file.endsWith('database.sqlite'))).toBe(true);
		for (const file of files) {
			const content = readFileSync(file);
			const leaks = [PASSWORD, HASH].filter((secret) => content.includes(secret));
			expect({ file, leaks }).toEqual({ file, leaks: [] });
		}
	} finally {
		await chain.remove();
	}
}, 120_000);
