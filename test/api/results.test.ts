import { CentrexError } from '../../nodes/UplusCentrex/api/error';
import { isDone, isLacking, isSignInRefusal, rejection, READINGS } from '../../nodes/UplusCentrex/api/results';

const error = (code: string) => new CentrexError('No', { advice: '', outcome: 'rejected', code });
const CODES = ['1001', '1002', '1003', '1004', '1005', '1007', '1008', '1202', '1203', '1204', '2001', '2002', '3001', '3002', '3003', '3004', '4001', '4002', '4003', '4004', '9999'];
const ADD_ON = "Ask LG U+ customer service to make the API add-on part of the line's contract";

test('every code has a name, what happened, and what to do', () => {
	expect(Object.keys(READINGS).sort()).toEqual(CODES);
	for (const { name, meaning, advice } of Object.values(READINGS)) {
		expect(name).toMatch(/^[A-Z]{2,}(_[A-Z]+)+$/);
		expect(meaning).toMatch(/^[A-Z].{15,}[a-z]$/);
		expect(advice).toMatch(/^[A-Z].{20,}\.$/);
	}
	expect(READINGS['1008'].advice).toContain('Sign in on the Centrex website (icentrex.uplus.co.kr, or centrex.uplus.co.kr), choose');
});

test('no other code refuses the sign-in, and none but three says that the line lacks a command', () => {
	expect(CODES.filter((code) => isSignInRefusal(error(code)))).toEqual(['1003', '1004', '1007', '1008']);
	expect(CODES.filter((code) => isLacking(error(code)))).toEqual(['1005', '2002', '4001']);
	const others = [new CentrexError('No', { advice: '', outcome: 'notSent' }), Object.assign(new Error('No'), { code: '1004' }), undefined];
	for (const other of [...others, Object.assign(new Error('No'), { code: '1005' })]) expect([isSignInRefusal(other), isLacking(other)]).toEqual([false, false]);
});

test.each([
	['0000', '', true],
	['0', '', true],
	['OK', '', true],
	['2000', 'OK', true],
	['2000', 'ok, OK', true],
	['2000', '', false],
	['2000', 'NOT OK', false],
	['2000', 'OK, NO', false],
	['', 'OK', false],
	['00001', 'OK', false],
	['10000', 'OK', false],
	['OKAY', 'OK', false],
	['NOK', 'OK', false],
	['1001', 'OK', false],
])('code %p with %p is done: %p', (code, message, done) => {
	expect(isDone(code, message)).toBe(done);
});

describe('a refusal', () => {
	test('of the document is told in its words', () => {
		expect(rejection('smssend', '1004', 'AUTH_ERR')).toMatchObject({
			message: 'The password is wrong, or the account is locked after repeated wrong passwords (1004 AUTH_ERR)',
			advice: READINGS['1004'].advice,
			details: '',
			outcome: 'rejected',
			mayPass: false,
			code: '1004',
			codeName: 'AUTH_ERR',
		});
	});

	test.each([
		// What the service writes, its name, what is shown of it.
		['BRAND_NEW', 'BRAND_NEW', ''],
		['brand new', 'UNLISTED', 'The service says: brand new.'],
		['BRAND_NEW1', 'UNLISTED', 'The service says: BRAND_NEW1.'],
		['1BRAND_NEW', 'UNLISTED', 'The service says: 1BRAND_NEW.'],
		['', 'UNLISTED', ''],
		[' no such thing (select 1 from dual', 'UNLISTED', 'The service says: no such thing.'],
		['no such thing\nselect 1 from dual', 'UNLISTED', 'The service says: no such thing.'],
		['x'.repeat(61), 'UNLISTED', `The service says: ${'x'.repeat(60)}.`],
	])('that no document lists is told as the service writes it: %p', (message, codeName, details) => {
		expect(rejection('smssend', '5050', message)).toMatchObject({
			message: `The service refused the request (5050 ${codeName})`,
			advice: 'No document of the service lists this code: ask LG U+ customer service what it means.',
			details,
			outcome: 'rejected',
			code: '5050',
			codeName,
		});
	});

	test.each([
		['123456', '123456'],
		['1234567', 'no code'],
		['', 'no code'],
		['a b', 'no code'],
		['<b>', 'no code'],
		['constructor', 'no code'],
	])('with %p in place of a code shows %s', (code, shown) => {
		expect(rejection('smssend', code, '').message).toBe(`The service refused the request (${shown} UNLISTED)`);
	});

	test.each(['3001', '9999'])('%s may pass, and leaves in doubt who was reached', (code) => {
		expect(rejection('smssend', code, '')).toMatchObject({ outcome: 'unknown', mayPass: true });
		expect(rejection('clickdial', code, '')).toMatchObject({ outcome: 'unknown', mayPass: true });
		expect(rejection('setforward', code, '')).toMatchObject({ outcome: 'rejected', mayPass: true });
		expect(rejection('userinfo', code, '')).toMatchObject({ outcome: 'rejected', mayPass: true });
	});
});

describe('a code that means something else for a command', () => {
	test.each(['4002', '4004'])('%s of a file: there is none', (code) => {
		expect(rejection('recorddownload', code, '')).toMatchObject({
			message: `The line has no recording of this name (${code} ${READINGS[code].name})`,
			advice: 'Pick one from the list: it may have been deleted meanwhile.',
		});
		expect(rejection('userinfo', code, '').message).toBe(`${READINGS[code].meaning} (${code} ${READINGS[code].name})`);
	});

	test('4001 of a file: its name is not taken, unless the command is unknown', () => {
		const notTaken = 'The service does not accept this file name: it belongs to another extension, or is no .wav file (4001 UNKNOWN_COMMNAD)';
		for (const message of ['', 'FILE_UNKNOWN']) {
			expect(rejection('recorddownload', '4001', message)).toMatchObject({ message: notTaken, advice: 'Pick a recording of this line from the list.' });
		}
		for (const message of ['UNKNOWN_COMMNAD', 'unknown command']) expect(rejection('recorddownload', '4001', message).message).toContain(READINGS['4001'].meaning);
		expect(rejection('userinfo', '4001', '').message).toContain(READINGS['4001'].meaning);
	});

	test('1002 of a registration: its address is not taken', () => {
		for (const command of ['setringcallback', 'setsmscallback'] as const) {
			const { message, advice } = rejection(command, '1002', '');
			expect(message).toBe('The service does not accept this callback address (1002 PARAM_ERR)');
			expect(advice).toBe('Check its host, a public IPv4 address, and its port: 80, 443, 8000 or 8080, unless LG U+ has arranged another one with you.');
			expect(rejection(command, '1001', '').message).toContain(READINGS['1001'].meaning);
		}
		for (const command of ['delringcallback', 'setforward', 'smssend'] as const) expect(rejection(command, '1002', '').message).toContain(READINGS['1002'].meaning);
	});

	test.each(['1005', '2002', '4001'])('%s of a command that lines may lack: what to take instead', (code) => {
		const { message, advice } = rejection('getrecvsmslist', code, '');
		expect(message).toBe(`The service or the contract of this line lacks this operation (${code} ${READINGS[code].name})`);
		expect(advice).toBe(`${ADD_ON}. The LG U+ Centrex Trigger starts a workflow with each text as it comes in.`);
	});

	test('a file needs more of the add-on', () => {
		expect(rejection('recordremove', '2002', '').advice).toBe(`${ADD_ON}, in its type B, which recordings need. Delete the recording on the Centrex website.`);
		expect(rejection('getrecvsmslist', '1004', '').message).toContain(READINGS['1004'].meaning);
		expect(rejection('userinfo', '2002', '').message).toContain(READINGS['2002'].meaning);
	});

	test('the contract lacks the add-on', () => {
		expect(rejection('userinfo', '2002', 'NO_API_PERM_ERR')).toMatchObject({
			message: 'The contract of this line lacks the API add-on (2002 NO_API_PERM_ERR)',
			advice: `${ADD_ON}.`,
			codeName: 'NO_API_PERM_ERR',
		});
		expect(rejection('recorddownload', '5050', 'NO_API_PERM_ERR')).toMatchObject({
			message: 'The contract of this line lacks the API add-on in its type B, which recordings need (5050 NO_API_PERM_ERR)',
			advice: `${ADD_ON}, in its type B, which recordings need.`,
		});
		expect(rejection('recordremove', '4002', 'NO_API_PERM_ERR').codeName).toBe('NO_API_PERM_ERR');
	});

	test('a name that no document lists stays with it', () => {
		expect(rejection('getrecvsmslist', '1005', 'ANYTHING').codeName).toBe('ERR_COMMAND');
	});
});
