import { createChain } from './support/chainWorkflow';
import { signedInApi } from './support/office';
import { OFFICE_LINE, setFault, simulatorState } from './support/simulator';
import { lineCredential } from './support/triggerWorkflow';

const continueOnError = { onError: 'continueRegularOutput' as const };
const send = (to: string) => ({ operation: 'message.send', fields: { to, text: '안녕하세요' }, ...continueOnError });

/** Whether a text went out is told rightly in each n8n, however n8n wraps the HTTP client's errors. */
test('a connection that breaks leaves it open whether the text went out; one that is never made does not', async () => {
	const api = await signedInApi();
	const credential = lineCredential(OFFICE_LINE);
	const run = async (name: string, to: string, changes: Record<string, unknown> = {}) => {
		const chain = await createChain(api, name, { ...credential, data: { ...credential.data, ...changes } }, [send(to)]);
		try {
			return (await chain.run()).items['message.send'];
		} finally {
			await chain.remove();
		}
	};
	await setFault({ command: 'smssend', kind: 'disconnect', carryOut: true });
	expect(await run('breaks', '010-0000-7501')).toMatchObject([{ outcome: 'unknown', error: expect.stringMatching(/The service closed the connection without an answer; it may have been carried out\./) }]);
	const { texts } = await simulatorState();
	expect(texts.filter(({ number }) => number === '01000007501')).toHaveLength(1);

	expect(await run('refuses', '010-0000-7502', { baseUrl: 'http://127.0.0.1:9/RestApi' })).toMatchObject([{ outcome: 'notSent', error: expect.stringMatching(/^The service refused the connection\./) }]);
	expect(await run('unknown', '010-0000-7503', { baseUrl: 'http://no.such.host.invalid/RestApi' })).toMatchObject([{ outcome: 'notSent', error: expect.stringMatching(/^The service was not found under its address\./) }]);
	expect(await run('wrong', '010-0000-7504', { number: 'office' })).toMatchObject([{ outcome: 'notSent', error: expect.stringMatching(/^Number in the credential must be/) }]);
});
