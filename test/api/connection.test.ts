import { brokenAnswer, connectionProblem, overdue, timeoutSeconds } from '../../nodes/UplusCentrex/api/connection';

/** An error of n8n's HTTP client, around which n8n puts one of its own. */
const client = (code: string | undefined, more: object = {}) => ({ message: 'n8n says', cause: { code, message: '', request: {}, ...more } });
/** The same in n8n 2.6, which forgets the cause. */
const without = (httpCode: string | null, message: string) => ({ message: 'n8n says', httpCode, messages: [message] });

const NEITHER = { left: false, passing: false };
const NOT_LEFT = { left: false, passing: true };
const LEFT = { left: true, passing: true };
const LEFT_FOR_GOOD = { left: true, passing: false };

test.each<[string, unknown, string, object]>([
	['refused', client('ECONNREFUSED'), 'The service refused the connection', NOT_LEFT],
	['not found', client('ENOTFOUND', { syscall: 'getaddrinfo' }), 'The service was not found under its address', NOT_LEFT],
	['not found for the moment', client('EAI_AGAIN'), 'The service was not found under its address', NOT_LEFT],
	['closed', client('ECONNRESET'), 'The service closed the connection without an answer', LEFT],
	['closed while it was made', client('ECONNRESET', { syscall: 'connect' }), 'The service closed the connection without an answer', NOT_LEFT],
	['not made in time', client('ETIMEDOUT', { syscall: 'connect' }), 'The service did not answer in time', NOT_LEFT],
	['not made in time, as the error below says', client('ETIMEDOUT', { cause: { syscall: 'connect' } }), 'The service did not answer in time', NOT_LEFT],
	['silent', client('ETIMEDOUT'), 'The service did not answer in time', LEFT],
	['broken off', client('ERR_BAD_RESPONSE'), 'The service broke off its answer', LEFT],
	['silent for the time it has', client('ECONNABORTED'), 'The service did not answer within 30 seconds', LEFT_FOR_GOOD],
	['stopped meanwhile', client('ERR_CANCELED'), 'The service had not answered when the workflow was stopped', LEFT_FOR_GOOD],
	['a wrong certificate', client('CERT_HAS_EXPIRED'), 'The service could not be reached (CERT_HAS_EXPIRED)', NOT_LEFT],
	['a certificate of its own', client('DEPTH_ZERO_SELF_SIGNED_CERT'), 'The service could not be reached (DEPTH_ZERO_SELF_SIGNED_CERT)', NOT_LEFT],
	['a handshake that fails', client('EPROTO'), 'The service and this n8n could not agree on HTTPS', NOT_LEFT],
	['closed amid the handshake', client('ECONNRESET', { message: 'Client network socket disconnected before secure TLS connection was established' }), 'The service and this n8n could not agree on HTTPS', NOT_LEFT],
	['a code that nobody knows', client('ESOMETHING'), 'The service could not be reached (ESOMETHING)', LEFT],
	['no code', client(undefined), 'The service could not be reached (no reason given)', LEFT],
	['refused, in n8n 2.6', without('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:9'), 'The service refused the connection', NOT_LEFT],
	['not made in time, in n8n 2.6', without('ETIMEDOUT', 'connect ETIMEDOUT 203.0.113.5:443'), 'The service did not answer in time', NOT_LEFT],
	['silent, in n8n 2.6', without('ETIMEDOUT', 'read ETIMEDOUT'), 'The service did not answer in time', LEFT],
	['stopped before', client('ERR_CANCELED', { request: undefined }), 'The workflow was stopped before this was sent', NEITHER],
	['refused by the credential', new Error('Password in the credential is empty.'), 'Password in the credential is empty', NEITHER],
	['refused by the credential, in n8n 2.6', { httpCode: null, message: 'Password in the credential is empty.' }, 'Password in the credential is empty', NEITHER],
	['refused by n8n with a hash', new Error(`pass=${'0a'.repeat(64)}`), 'pass=***', NEITHER],
])('a connection that is %s', (_, thrown, problem, expected) => {
	const { advice, ...failure } = connectionProblem(thrown, 'userinfo');
	expect(failure).toEqual({ problem, ...expected });
	expect(advice).toMatch(/^$|\.$/);
});

test('a command that rings the phone of the line has 90 seconds, and says what it waited for', () => {
	expect(timeoutSeconds('clickdial')).toBe(90);
	expect(connectionProblem(client('ECONNABORTED'), 'clickdial').problem).toBe(
		'The service did not answer within 90 seconds: the phone of the line rings first, and must be picked up',
	);
});

test.each<[string, { code?: string; message?: string }, string, boolean]>([
	['breaks', { code: 'ECONNRESET' }, 'The service closed the connection without an answer', true],
	['ends too early', { code: 'ERR_BAD_RESPONSE' }, 'The service broke off its answer', true],
	['ends in an error that nobody knows', { code: 'ESOMETHING' }, 'The service broke off its answer', true],
	['is not complete in time', { message: overdue(30) }, 'The service did not complete its answer within 30 seconds', false],
	['is cut by the stop of the workflow', { code: 'ERR_CANCELED' }, 'The service had not answered when the workflow was stopped', false],
])('the rest of an answer that %s: the command may have been carried out', (_, error, problem, passing) => {
	expect(brokenAnswer(error)).toEqual({ problem, advice: '', left: true, passing });
});

test('an answer has half a minute from its headers on', () => {
	expect(overdue(29)).toBeUndefined();
	expect(overdue(30)).toBeDefined();
});
