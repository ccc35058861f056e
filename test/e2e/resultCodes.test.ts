import { createChain } from './support/chainWorkflow';
import type { Step } from './support/chainWorkflow';
import { signedInApi } from './support/office';
import { setFault } from './support/simulator';
import { lineCredential } from './support/triggerWorkflow';

/** One command of each kind, and the codes that are an answer to it, no error. */
const KINDS: Array<{ command: string; step: Step; answers?: string[] }> = [
	{ command: 'smssend', step: { operation: 'message.send', fields: { to: '010-0000-4101', text: 'test' } } },
	{ command: 'clickdial', step: { operation: 'call.dial', fields: { to: '010-0000-4102' } } },
	{ command: 'hangup', step: { operation: 'call.hangUp' } },
	{ command: 'setforward', step: { operation: 'callForwarding.set', fields: { to: '010-0000-4103' } } },
	{ command: 'userinfo', step: { operation: 'line.get' } },
	{ command: 'addresslist', step: { operation: 'contact.getAll' }, answers: ['4002', '4004'] },
	{ command: 'recorddownload', step: { operation: 'recording.download', fields: { fileName: 'a.wav' } } },
];

const CODES = [
	...['1001', '1002', '1003', '1004', '1005', '1007', '1008', '2001', '2002', '3001', '3002', '3003', '3004'],
	...['4001', '4002', '4003', '4004', '9999'],
];

test('every result code is told in words by a command of each kind', async () => {
	const api = await signedInApi();
	const chain = await createChain(
		api,
		'result-codes',
		lineCredential('07000003004'),
		KINDS.map(({ step }) => ({ ...step, onError: 'continueRegularOutput' as const })),
	);
	try {
		for (const code of CODES) {
			for (const { command } of KINDS) {
				const body = JSON.stringify({ SVC_RT: code, SVC_MSG: `NAME_${code}`, DATAS: { STATUS: '' } });
				await setFault({ command, kind: 'body', body });
			}
			// By hand, since a workflow that runs by itself does not repeat a refused sign-in.
			const { items } = await chain.runByHand();
			for (const { command, step, answers } of KINDS) {
				// By these the service says that it failed: nobody knows how far a text or a call had got.
				const inDoubt = ['3001', '9999'].includes(code) && ['smssend', 'clickdial'].includes(command);
				const expected = answers?.includes(code)
					? {}
					: {
							error: expect.stringMatching(new RegExp(`^[A-Z].* \\(${code} [A-Z_]+\\)\\. [A-Z].*\\.$`)),
							code,
							codeName: expect.stringMatching(/^[A-Z_]+$/),
							outcome: inDoubt ? 'unknown' : 'rejected',
							...(inDoubt && command === 'smssend' && { recipients: [{ to: '01000004101', status: 'UNKNOWN' }] }),
						};
				expect({ command, code, items: items[step.operation] }).toEqual({ command, code, items: [expected] });
			}
		}
		// Accepted again, so that nothing of the refusals is left.
		expect((await chain.runByHand()).items['line.get']).toMatchObject([{ number: '07000003004' }]);
	} finally {
		await chain.remove();
	}
}, 240_000);
