import { putOffExpiry } from '../newPassword';
import type { Command } from './command';
import { noHostDatas } from './updateauth';

/**
 * Puts off the password's expiry (service, 3.8.4). Whether it still works after the expiry is not recorded, and a client's
 * README thinks so: here it does not, so that nobody relies on it.
 */
export const extendauth: Command = {
	since: 'today',
	message: 'OK',
	errorDatas: { '2001': noHostDatas },
	required: [],
	carryOut(line, _parameters, { clock }) {
		putOffExpiry(line, clock.now());
		return '비밀번호 만료일이 연장되었습니다.';
	},
};
