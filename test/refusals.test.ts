import { runAction } from './support/runAction';
import type { ActionRun } from './support/runAction';
import { openPolling } from './support/runPolling';
import { credentialFor, listenOnTheWire } from './support/wire';

const REFUSED = '{"SVC_RT":"1004","SVC_MSG":"AUTH_ERR"}';
const DONE = '{"SVC_RT":"0000","SVC_MSG":"OK","DATAS":{"STATUS":"OK","RESCNT":"9","DEBUG":"01000000001=OK"}}';
let answer: string;
let wire: Awaited<ReturnType<typeof listenOnTheWire>>;
beforeEach(async () => {
	answer = REFUSED;
	wire = await listenOnTheWire((response) => void response.end(answer));
});
afterEach(async () => await wire.close());

/** A run of a published workflow, unless told. */
const send = async (more: Partial<ActionRun> = {}) => {
	const [item] = await runAction({
		parameters: { resource: 'message', operation: 'send', to: '010-0000-0001', text: 'test' },
		credential: credentialFor(wire.baseUrl),
		settings: { onError: 'continueRegularOutput' },
		mode: 'trigger',
		...more,
	});
	return item.json;
};

test('a workflow that runs by itself does not repeat a refused sign-in from run to run', async () => {
	expect(await send()).toMatchObject({ outcome: 'rejected', code: '1004' });
	for (let run = 0; run < 3; run++) {
		expect(await send()).toEqual({
			error: expect.stringMatching(
				/^Not tried, because the service has refused this sign-in before: The password is wrong.*1004.*run this node once by hand \(in queue mode restart the workers\)\. Nothing was sent\.$/,
			),
			code: '1004',
			codeName: 'AUTH_ERR',
			outcome: 'notSent',
		});
	}
	expect(wire.requests).toHaveLength(1);
});

test('it goes on with another password, and after a run by hand that went well', async () => {
	await send();
	answer = DONE;
	expect(await send({ credential: credentialFor(wire.baseUrl, { password: 'a new one' }) })).toMatchObject({ success: true });
	expect(await send()).toMatchObject({ outcome: 'notSent' });
	expect(await send({ mode: 'manual' })).toMatchObject({ success: true });
	expect(await send()).toMatchObject({ success: true });
});

test('a run by hand that is refused is asked each time', async () => {
	for (let run = 0; run < 2; run++) expect(await send({ mode: 'manual' })).toMatchObject({ outcome: 'rejected' });
	expect(wire.requests).toHaveLength(2);
});

test('what is kept of a refusal in the middle of a run says nothing of whom that run had reached', async () => {
	const to = Array.from({ length: 15 }, (_, index) => `010-0000-02${String(index).padStart(2, '0')}`).join(',');
	const parameters = { resource: 'message', operation: 'send', to, text: 'test' };
	answer = '{"SVC_RT":"0000","SVC_MSG":"OK","DATAS":{"STATUS":"OK"}}';
	const run = send({ parameters });
	while (wire.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
	answer = REFUSED;
	expect(await run).toMatchObject({ outcome: 'unknown', code: '1004', error: expect.stringContaining('Sent to: 01000000200') });
	const { error } = await send();
	expect(error).toMatch(/^Not tried, because the service has refused this sign-in before: The password is wrong/);
	expect(error).not.toMatch(/0100000|Sent to|Request/);
});

test('what a polling trigger was refused, no other node asks again', async () => {
	const trigger = await openPolling({
		parameters: { events: ['incomingSms'], options: {}, pollTimes: { item: [{ mode: 'everyMinute' }] } } as never,
		credential: credentialFor(wire.baseUrl),
	});
	await trigger.begin().catch(() => undefined);
	expect(await send()).toMatchObject({ outcome: 'notSent', code: '1004' });
	expect(wire.requests).toHaveLength(1);
});

test.each(['3001', '1005', '9999'])('another error (%s) is no refusal of the sign-in', async (code) => {
	answer = JSON.stringify({ SVC_RT: code, SVC_MSG: 'ERR' });
	await send();
	await send();
	expect(wire.requests).toHaveLength(2);
});
