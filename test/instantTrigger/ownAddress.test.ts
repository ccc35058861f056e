import type { IHookFunctions } from 'n8n-workflow';

import type { CentrexError } from '../../nodes/UplusCentrex/api/error';
import { ownAddress } from '../../nodes/UplusCentrex/instantTrigger/ownAddress';

const WEBHOOK = 'http://203.0.113.5:8080/webhook/5f9c1c0e/callback.html';
const ADVICE = 'Enter the public IPv4 address under which this n8n is reached from the internet, such as 203.0.113.5.';

interface Fields {
	webhook?: string;
	service?: string;
	host?: unknown;
	port?: unknown;
	arranged?: unknown;
	ips?: unknown;
	events?: unknown;
	number?: string;
}
const read = async ({ webhook = WEBHOOK, service = 'icentrex', host = '', port = 'auto', arranged = '', ips, events = ['incomingCall'], number = '070-0000-1000' }: Fields) => {
	const values: Record<string, unknown> = { callbackHost: host, callbackPort: port, arrangedPort: arranged, events };
	const hook = {
		getNodeWebhookUrl: () => webhook,
		getNodeParameter: (name: string, fallback: unknown) => (name === 'options.allowedIps' ? ips === undefined ? fallback : ips : values[name]),
	} as unknown as IHookFunctions;
	const credentials = { service, baseUrl: '', number, password: 'demo-1000', alreadyHashed: false };
	return ownAddress(hook, { caller: hook, number: '', isOneOfSeveral: false, account: '', credentials });
};
const wrong = async (fields: Fields) => {
	const { message, advice, details } = (await read(fields).then(
		() => expect('nothing').toBe('thrown'),
		(error: CentrexError) => error,
	)) as CentrexError;
	return { message, advice, details };
};

test.each<[Fields, string, string]>([
	[{}, '203.0.113.5', '8080'],
	[{ host: ' 198.51.100.7 ' }, '198.51.100.7', '8080'],
	[{ host: null }, '203.0.113.5', '8080'],
	[{ webhook: WEBHOOK.replace(':8080', '') }, '203.0.113.5', '80'],
	[{ webhook: WEBHOOK.replace('http:', 'https:') }, '203.0.113.5', '80'],
	[{ webhook: WEBHOOK.replace('http:', 'https:').replace(':8080', ':5678') }, '203.0.113.5', '80'],
	[{ port: '443' }, '203.0.113.5', '443'],
	[{ port: 'other', arranged: '5060' }, '203.0.113.5', '5060'],
	[{ port: '80', arranged: '5060' }, '203.0.113.5', '80'],
	[{ service: 'custom', host: '127.0.0.1' }, '127.0.0.1', '8080'],
	[{ ips: '203.0.113.0/24, 198.51.100.7' }, '203.0.113.5', '8080'],
	[{ ips: null }, '203.0.113.5', '8080'],
])('%p is called at %s:%s', async (fields, host, port) => {
	expect(await read(fields)).toEqual({ url: '/webhook/5f9c1c0e/callback.html', host, port });
});

describe('a host', () => {
	test.each(['office', 'n8n.example.com', '203.0.113', '::1'])('%p is no address', async (host) => {
		expect(await wrong({ host })).toEqual({ message: 'Callback Host: it is not an IPv4 address', advice: ADVICE, details: `Found: "${host}".` });
	});

	test('that is empty needs a webhook address with an address', async () => {
		expect(await wrong({ webhook: 'https://n8n.example.com/webhook/a/callback.html' })).toEqual({
			message: 'Callback Host: it is empty, and the webhook address of this n8n (https://n8n.example.com) has a name where the service needs an IPv4 address',
			advice: ADVICE,
			details: '',
		});
	});

	test.each([{ host: '192.168.0.10' }, { webhook: WEBHOOK.replace('203.0.113.5', '192.168.0.10') }])('%p is not reached from the internet', async (fields) => {
		expect(await wrong(fields)).toEqual({
			message: 'Callback Host: 192.168.0.10 is an address of a private network or of this computer, where LG U+ cannot call',
			advice: ADVICE,
			details: '',
		});
	});
});

describe('a port', () => {
	test('of the webhook address that the service does not call needs another one in front', async () => {
		expect(await wrong({ webhook: WEBHOOK.replace('8080', '5678') })).toEqual({
			message: 'Callback Port: the webhook address of this n8n has port 5678, which the service does not call',
			advice: 'Put a reverse proxy or a port forwarding in front of n8n that listens on one of 80, 443, 8000, 8080, and choose that port here.',
			details: '',
		});
	});

	test.each<[Fields, string]>([
		[{ port: 'other', arranged: '70000' }, '70000'],
		[{ port: 'other', arranged: '' }, ''],
		[{ port: 'x' }, 'x'],
	])('%p is none', async (fields, found) => {
		expect(await wrong(fields)).toEqual({ message: 'Callback Port: it is not a port', advice: 'Enter a number from 1 to 65535.', details: `Found: "${found}".` });
	});
});

test('an entry of Allowed IPs that is none is named by its place', async () => {
	expect(await wrong({ ips: '203.0.113.5, office; ::1' })).toEqual({
		message: 'Allowed IPs: entry 2 is neither an IPv4 address nor a range',
		advice: 'Enter addresses such as 203.0.113.5 or ranges such as 203.0.113.0/24, with commas between them.',
		details: 'Found: "office".',
	});
	expect((await wrong({ ips: 'office' })).message).toContain('entry 1');
});

test('events and credential are looked at, too', async () => {
	expect((await wrong({ events: [] })).message).toBe('Events: none is chosen');
	await expect(read({ number: 'office' })).rejects.toThrow('Number in the credential must be');
});
