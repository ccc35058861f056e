import { randomBytes, randomInt } from 'node:crypto';
import type { Command } from './command';

/**
 * Sends a code to the line's phone, for a forgotten password (service, 3.8.1). `pass` is not checked: sources disagree, and
 * whoever forgot it has none. The phone has to be registered for it with the provider; every line here is.
 */
export const getauthcode: Command = {
	since: 'today',
	signIn: 'withoutPassword',
	message: 'OK',
	required: [],
	carryOut(line, _parameters, { clock }) {
		const before = line.authCode?.used === false ? line.authCode.tries : 0;
		line.authCode = {
			code: `${randomInt(1_000_000)}`.padStart(6, '0'),
			sessionId: randomBytes(16).toString('hex'),
			issuedAt: clock.now(),
			used: false,
			tries: before + 1,
		};
		return {
			STATUS: '인증코드를 단말로 전송하였습니다.',
			SESSIONID: line.authCode.sessionId,
			// One source counts the attempts that were made, another those that are left; the sample's first is 1.
			TRYCNT: `${line.authCode.tries}`,
		};
	},
};
