import { callbackKey, hideKeys, isCallbackKey } from '../../nodes/UplusCentrex/api/callbackKey';

const signIn = { id: '07000001000', pass: 'ab'.repeat(64) };
const PATH = '/webhook/5f9c1c0e-0000-4000-8000-000000000001/callback.html';

test('a key is the same in test and production, and behind a proxy that adds or strips a path', () => {
	const key = callbackKey(signIn, PATH);
	expect(key).toMatch(/^[0-9a-f]{64}$/);
	expect(callbackKey(signIn, PATH.replace('/webhook/', '/webhook-test/'))).toBe(key);
	expect(callbackKey(signIn, `/n8n${PATH}`)).toBe(key);
	expect(isCallbackKey(signIn, PATH, key)).toBe(true);
});

test.each([
	['line', { ...signIn, id: '07000002001' }, PATH],
	['password', { ...signIn, pass: 'cd'.repeat(64) }, PATH],
	['workflow', signIn, PATH.replace('0001/', '0002/')],
	['page', signIn, PATH.replace('.html', '.php')],
])('another %s has another key', (_, other, path) => {
	expect(callbackKey(other, path)).not.toBe(callbackKey(signIn, PATH));
	expect(isCallbackKey(other, path, callbackKey(signIn, PATH))).toBe(false);
});

test.each(['', 'x', '한글', callbackKey(signIn, PATH).toUpperCase(), `${callbackKey(signIn, PATH)}0`])('%p is no key', (key) => {
	expect(isCallbackKey(signIn, PATH, key)).toBe(false);
});

test('a key is hidden wherever it stands in a URL', () => {
	const key = callbackKey(signIn, PATH);
	expect(hideKeys(`${PATH}?key=${key}&before=x`)).toBe(`${PATH}?key=***&before=x`);
	expect(hideKeys('/a.html?key=1&monkey=2')).toBe('/a.html?key=1&monkey=2');
});
