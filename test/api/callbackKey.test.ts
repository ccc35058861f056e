import { hideKeys, isEqual, keyDigest, newCallbackKey, pageOf, readKey } from '../../nodes/UplusCentrex/api/callbackKey';

const PATH = '/webhook/5f9c1c0e-0000-4000-8000-000000000001/callback.html';

test('a key is 32 random bytes, and never the same', () => {
	const keys = Array.from({ length: 1000 }, newCallbackKey);
	expect(new Set(keys).size).toBe(1000);
	for (const key of keys) expect(Buffer.from(key, 'base64url')).toHaveLength(32);
});

test('a page is the same in test and production, and behind a proxy that adds or strips a path', () => {
	const page = pageOf(PATH);
	expect(page).toBe('5f9c1c0e-0000-4000-8000-000000000001/callback.html');
	expect(pageOf(PATH.replace('/webhook/', '/webhook-test/'))).toBe(page);
	expect(pageOf(`/n8n${PATH}`)).toBe(page);
	expect(pageOf(PATH.replace('0001/', '0002/'))).not.toBe(page);
});

test('a digest is the SHA-256 of the key', () => {
	expect(keyDigest('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test.each(['', 'key=', 'key=x', `monkey=${'k'.repeat(43)}`, `user=a&key=${'k'.repeat(43)}`, `key=${'k'.repeat(44)}`])('%p has no key', (query) => {
	expect(readKey(query)).toBeUndefined();
});

test('a key is hidden wherever it stands in a URL', () => {
	const [key, other] = [newCallbackKey(), newCallbackKey()];
	expect(readKey(`key=${key}&before=x`)).toBe(key);
	expect(hideKeys(`${PATH}?key=${key}&before=203.0.113.5:80/a.html?user=1%26key=${other}`)).toBe(
		`${PATH}?key=***&before=203.0.113.5:80/a.html?user=1%26key=***`,
	);
	expect(hideKeys('/a.html?key=1&monkey=2')).toBe('/a.html?key=1&monkey=2');
});

test('a text is the right one, or not', () => {
	expect([isEqual('가나', '가나'), isEqual('ab', 'ac'), isEqual('ab', 'abc'), isEqual('', ''), isEqual('ab', '')]).toEqual([true, false, false, true, false]);
});

test('what looks like a longer key is none', () => {
	expect(hideKeys(`?key=${'k'.repeat(44)}`)).toBe(`?key=${'k'.repeat(44)}`);
	expect(readKey(`key=${'k'.repeat(43)}`)).toBe('k'.repeat(43));
});
