import { secondsBetween } from '../../office/koreanTime';
import type { AuthCode, Line } from '../../office/lines';
import { brokenRule, countTry, setPassword } from '../newPassword';
import { ResultCodeError } from '../resultCodes';
import type { Command, Parameters } from './command';
import { DOMAIN } from './updateauth';

const SECONDS_A_CODE_IS_GOOD = 5 * 60;

/**
 * Sets a new password with a code of `getauthcode` (service, 3.8.2). `pass` is not checked: the document does not have it, and
 * whoever forgot it has none. `newpass2` is in the document's table, and the client written from it does not send it.
 */
export const setauthchange: Command = {
	since: 'today',
	signIn: 'withoutPassword',
	message: 'OK',
	required: ['sessionid', 'newpass', 'authcode'],
	carryOut(line, parameters, { clock }) {
		const { newpass, newpass2 } = parameters;
		// With which code the service refuses two passwords that differ is not recorded, nor in which order it checks.
		if (newpass2 && newpass2 !== newpass) throw new ResultCodeError('1002');
		countTry(line, clock.now());
		const authCode = goodCode(line, parameters, clock.now());
		const datas = { DOMAIN, SESSIONID: authCode.sessionId, AUTHCODE: authCode.code };
		const broken = brokenRule(line, newpass);
		// Whether the code is used up by this is not recorded: here it is not.
		if (broken) throw new ResultCodeError('3001', { datas: { STATUS: broken, ...datas } });
		authCode.used = true;
		setPassword(line, newpass, clock.now());
		return { STATUS: '비밀번호가 변경되었습니다.', ...datas };
	},
};

/** @throws ResultCodeError 1203 for a code that was used, 1204 for one that is wrong or too old */
function goodCode({ authCode }: Line, { sessionid, authcode }: Parameters, now: string): AuthCode {
	if (authCode?.code !== authcode || authCode.sessionId !== sessionid) {
		throw new ResultCodeError('1204', { datas: '인증코드가 올바르지 않습니다.' });
	}
	if (authCode.used) throw new ResultCodeError('1203');
	if (secondsBetween(authCode.issuedAt, now) >= SECONDS_A_CODE_IS_GOOD) {
		throw new ResultCodeError('1204', { datas: '인증코드의 유효시간이 지났습니다.' });
	}
	return authCode;
}
