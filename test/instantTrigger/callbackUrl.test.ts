import type { IHookFunctions } from 'n8n-workflow';

import type { CallbackAddress } from '../../nodes/UplusCentrex/api/callback';
import {
	addressWith,
	isSamePage,
	isTestRun,
	isThisWorkflow,
	isTriggers,
	mayTakeOver,
	readBefore,
	withoutBefore,
} from '../../nodes/UplusCentrex/instantTrigger/callbackUrl';

const ID = '5f9c1c0e-0000-4000-8000-000000000001';
const OTHER = '5f9c1c0e-0000-4000-8000-000000000002';
const KEY = 'k'.repeat(43);
const place = { host: '203.0.113.5', port: '8080' };
const at = (url: string, more: Partial<CallbackAddress> = {}): CallbackAddress => ({ url, ...place, ...more });
const own = at(`/webhook/${ID}/callback.html`);
const hookOf = (mode: string, webhookId?: string) => ({ getMode: () => mode, getNode: () => ({ webhookId }) }) as unknown as IHookFunctions;
const published = hookOf('trigger', ID);

describe('what is registered', () => {
	test('is the own page with a key', () => {
		expect(addressWith(KEY, own)).toEqual(at(`/webhook/${ID}/callback.html?key=${KEY}`));
	});

	test.each([
		'/a.html',
		'/a.html?user=1&key=2',
		'http://example.com/a.html',
		'/가/a b.html?c=100%25',
		'/a+b.html?c=d^e&f=[g]',
	])('holds what stood before, and gives it back: %s', (url) => {
		const earlier = at(url, { host: '198.51.100.7', port: '80' });
		const address = addressWith(KEY, own, earlier);
		expect(address.url).toMatch(new RegExp(`^/webhook/${ID}/callback\\.html\\?key=${KEY}&before=198\\.51\\.100\\.7:80[\\w.~:/?=%-]+$`));
		expect(readBefore(address)).toEqual(earlier);
		expect(withoutBefore(address.url)).toBe(addressWith(KEY, own).url);
	});

	test('of a test run that was never ended hands on what that held', () => {
		const first = addressWith(KEY, own, at('/a.html'));
		expect(addressWith('x'.repeat(43), own, first).url).toBe(first.url.replace(KEY, 'x'.repeat(43)));
		expect(addressWith(KEY, own, at(`${own.url}?key=${KEY}`)).url).toBe(`${own.url}?key=${KEY}`);
	});
});

describe('what stood before', () => {
	test.each(['/a.html', '/a.html?key=1', '/a.html?key=1&before=', '/a.html?key=1&before=203.0.113.5', '/a.html?key=1&before=:80/b.html', '/a.html?key=1&before=203.0.113.5:x/b.html', '/a.html?key=1&before=x203.0.113.5/b.html'])(
		'is not told by %p',
		(url) => {
			expect(readBefore(at(url))).toBeUndefined();
		},
	);

	test('is read up to the next parameter, and as it is where its encoding is wrong', () => {
		expect(readBefore(at('/a.html?key=1&before=203.0.113.6:80/b.html&c=d'))).toEqual({ host: '203.0.113.6', port: '80', url: '/b.html' });
		expect(readBefore(at('/a.html?key=1&before=203.0.113.6:80/b%.html'))).toEqual({ host: '203.0.113.6', port: '80', url: '/b%.html' });
		expect(readBefore(at('/a.html?key=1&before=203.0.113.6:80/b%0A.html'))).toEqual({ host: '203.0.113.6', port: '80', url: '/b\n.html' });
		expect(readBefore(at('/a.html?key=1&before=203.0.113.6:80'))).toEqual({ host: '203.0.113.6', port: '80', url: '' });
	});
});

test('a test run is told by its mode', () => {
	expect([isTestRun(hookOf('manual')), isTestRun(hookOf('trigger'))]).toEqual([true, false]);
});

describe('an address', () => {
	test.each([
		[`/webhook/${ID}/callback.html`, true],
		[`/webhook-test/${ID}/callback.html?key=1`, true],
		[`/webhook/${OTHER}/callback.html`, false],
		[`/webhook/${ID}/callback.htm`, false],
		[`/webhook/x${ID}/callback.html`, false],
		[`/webhook/${ID}/callback.html/more`, false],
	])('%s is of this workflow: %p', (url, is) => {
		expect(isThisWorkflow(published, at(url))).toBe(is);
	});

	test('of nobody is not of a workflow without an id', () => {
		expect(isThisWorkflow(hookOf('trigger'), at('/webhook/undefined/callback.html'))).toBe(false);
	});

	test.each([
		[at('/a.html?key=2'), true],
		[at('http://any/a.html'), true],
		[at('/b.html?key=1'), false],
		[at('/a.html', { port: '80' }), false],
		[at('/a.html', { host: '203.0.113.6' }), false],
	])('%p is of the same page: %p', (other, is) => {
		expect(isSamePage(at('/a.html?key=1'), other)).toBe(is);
	});

	test.each([
		[`/webhook/${OTHER}/callback.html?key=${KEY}`, true],
		[`/webhook/${OTHER}/callback.html?key=short`, false],
		[`/webhook/${OTHER}/callback.html`, false],
		[`/webhook/${OTHER}/other.html?key=${KEY}`, false],
	])('%s is that of a trigger: %p', (url, is) => {
		expect(isTriggers(at(url))).toBe(is);
	});
});

describe('an address that is registered may be taken over', () => {
	const foreign = `/webhook/${OTHER}/callback.html?key=${KEY}`;
	test.each<[string, boolean, string, CallbackAddress]>([
		['where it is this workflow', true, 'trigger', at(`/webhook/${ID}/callback.html?key=${KEY}`)],
		['where it is this workflow, under test', true, 'trigger', at(`/webhook-test/${ID}/callback.html`)],
		['not where it is this workflow elsewhere', false, 'trigger', at(`/webhook/${ID}/callback.html`, { host: '203.0.113.6' })],
		['not where it is another published workflow', false, 'trigger', at(foreign)],
		['where a test run of another workflow left it', true, 'trigger', at(foreign.replace('webhook/', 'webhook-test/'))],
		['by a test run from another workflow', true, 'manual', at(foreign)],
		['not from another program', false, 'manual', at('/webhook/a.html')],
		['not from another program, by a published one', false, 'trigger', at('/other/b/a.html')],
	])('%s: %p', (_, may, mode, registered) => {
		expect(mayTakeOver(hookOf(mode, ID), registered, own)).toBe(may);
	});

	test('where it is the same page, whatever the id', () => {
		expect(mayTakeOver(hookOf('trigger'), at(own.url), own)).toBe(true);
	});
});
