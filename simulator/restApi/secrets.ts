const SHOWN = 8;

/** A password's SHA-512 (128 hex digits), or the key in a callback URL (whatever long word is called so). */
const SECRET = /(?<![0-9a-f])[0-9a-f]{128}(?![0-9a-f])|(?<=key=)[\w-]{32,}/gi;

/** What `getauthcode` and `setauthchange` answer: with both, anybody sets a new password. */
const CODE = /("(?:SESSIONID|AUTHCODE)":")[^"]*/g;

/** @returns the text with every hash and key in it cut to its first 8 characters and `…`, and no code for a new password */
export function shortenSecrets(text: string): string {
	return text.replace(CODE, '$1***').replace(SECRET, (secret) => `${secret.slice(0, SHOWN)}…`);
}

/** @returns a command's parameters without its secrets; a password that is no hash is not shown at all */
export function withoutSecrets(parameters: Readonly<Record<string, string>>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(parameters).map(([name, value]) => {
			if (/newpass|authcode|sessionid/i.test(name)) return [name, '***'];
			const shortened = shortenSecrets(value);
			return [name, /pass/i.test(name) && !/^[0-9a-f]{8}…$/i.test(shortened) ? '***' : shortened];
		}),
	);
}
