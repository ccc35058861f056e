import { digest } from '../../nodes/UplusCentrex/api/digest';

test('a digest is the beginning of the SHA-256 of what it is of, as JSON', () => {
	// printf '["a",1]' | openssl sha256 -binary | base64, with - for + and _ for /
	expect(digest(['a', 1])).toBe('E18XpHWmGv3urzdZ');
	expect(digest(['a', 1], 2)).toBe(digest(['a', 1]).slice(0, 2));
	expect(digest(['a', 1])).not.toBe(digest(['a', '1']));
});
