import { errorOf, runAction } from '../../support/runAction';
import { credentialFor, listenOnTheWire } from '../../support/wire';

const KEY = 'k'.repeat(43);
const parameters = { resource: 'notificationUrl', event: 'incomingCall', host: '203.0.113.5', port: 80 };

test("the key of a trigger's address does not get into an item", async () => {
	const CALLBACK = `2026-11-22 09:30:00^07000001000^203.0.113.5^/webhook/1/callback.html?key=${KEY}&before=x^80^1`;
	const service = await listenOnTheWire(JSON.stringify({ SVC_RT: '0000', SVC_MSG: 'OK', DATAS: { STATUS: 'OK', CALLBACK, DEBUG: '1' } }));
	try {
		const run = { parameters: { ...parameters, operation: 'get' }, credential: credentialFor(service.baseUrl) };
		const [{ json }] = await runAction(run);
		expect(json).toMatchObject({ registered: true, url: '/webhook/1/callback.html?key=***&before=x' });
	} finally {
		await service.close();
	}
});

test('an address whose key is hidden is not registered: the trigger would refuse every event', async () => {
	const url = '/webhook/1/callback.html?key=***';
	const run = { parameters: { ...parameters, operation: 'set', url }, credential: credentialFor('http://127.0.0.1:1') };
	const error = await errorOf(runAction(run));
	expect(error.message).toBe('URL: the key of an LG U+ Centrex Trigger is hidden in it');
	expect(error.description).toMatch(/^Unpublish that workflow and publish it again instead\. Nothing was sent\./);
});
