import { brokenRule, countTry, setPassword } from '../newPassword';
import { ResultCodeError } from '../resultCodes';
import type { Command } from './command';

export const DOMAIN = 'lgdacom.net';

/** DATAS of 2001: prefix and domain (service, 3.8.3); how they stand together is not recorded. */
export const noHostDatas = (id: string) => `${id.slice(0, 7)} ${DOMAIN}`;

/**
 * Changes the password, knowing it; the new one in clear (service, 3.8.3). Whether it takes an expired or an initial one is not
 * recorded: here it does, or there would be no way out of either.
 */
export const updateauth: Command = {
	since: 'today',
	signIn: 'withAnyPassword',
	message: 'OK',
	errorDatas: { '1004': (id) => `${id} LOGIN FAIL`, '2001': noHostDatas },
	required: ['newpass'],
	carryOut(line, { newpass }, { clock }) {
		countTry(line, clock.now());
		const broken = brokenRule(line, newpass);
		// The service may also store such a password, which then fails at the web login.
		if (broken) throw new ResultCodeError('3001', { datas: broken });
		setPassword(line, newpass, clock.now());
		return '비밀번호가 변경되었습니다.';
	},
};
