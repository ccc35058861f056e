import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { isCommandName } from '../nodes/UplusCentrex/api/commands';
import { CentrexError, sentences } from '../nodes/UplusCentrex/api/error';
import { rejection, READINGS } from '../nodes/UplusCentrex/api/results';
import { readSignIn } from '../nodes/UplusCentrex/api/signIn';
import type { SignIn } from '../nodes/UplusCentrex/api/signIn';
import { lookUp } from '../nodes/UplusCentrex/api/values';

const SERVICES: Record<string, string> = {
	imsCentrex: 'https://icentrex.uplus.co.kr/RestApi',
	centrex: 'https://centrex.uplus.co.kr/RestApi',
};

const NO_ADD_ON = rejection('userinfo', '1005', 'NO_API_PERM_ERR');

/** A line of LG U+ Centrex: adds the line's number and the SHA-512 of its password to every request (service, 1.4). */
export class UplusCentrexApi implements ICredentialType {
	name = 'uplusCentrexApi';

	displayName = 'LG U+ Centrex API';

	icon = { light: 'file:../icons/centrex.svg', dark: 'file:../icons/centrex.dark.svg' } as const;

	/** Another node, such as HTTP Request, could send the password's hash wherever it likes; n8n 2.6 does not know this yet. */
	restrictToSupportedNodes = true as const;

	documentationUrl =
		'https://github.com/n8n-nodes-uplus-centrex/n8n-nodes-uplus-centrex/blob/main/docs/first-text.md#the-credential';

	properties: INodeProperties[] = [
		{
			displayName: 'Service',
			name: 'service',
			type: 'options',
			options: [
				{ name: 'IMS Centrex', value: 'imsCentrex', description: 'Where you sign in at icentrex.uplus.co.kr' },
				{ name: 'Centrex', value: 'centrex', description: 'Where you sign in at centrex.uplus.co.kr' },
				{ name: 'Other Address', value: 'custom', description: 'Another address, such as the simulator' },
			],
			default: 'imsCentrex',
			description: 'The LG U+ product that the line belongs to: the one whose website you sign in on',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. http://127.0.0.1:7070/RestApi',
			description: 'The address in front of the command names',
			displayOptions: { show: { service: ['custom'] } },
		},
		{
			displayName: 'Number',
			name: 'number',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 070-0000-1000',
			description: 'The number that you sign in with on the Centrex website: a 070 number, or a main number such as 02-000-0000',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'The password that you sign in with on the Centrex website. Only its SHA-512 hash is ever sent.',
		},
		{
			displayName: 'Already Hashed',
			name: 'alreadyHashed',
			type: 'boolean',
			default: false,
			description:
				'Whether the password field holds the SHA-512 hash of the password, 128 hexadecimal digits, instead of the password itself',
		},
		{
			displayName: 'More Lines',
			name: 'moreNumbers',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			placeholder: 'e.g. 070-0000-1001',
			description:
				'Further numbers of the office that sign in with the same password, one a row; the nodes can choose among them. A line with another password needs a credential of its own.',
		},
		{
			displayName: 'Send Parameters In',
			name: 'sendParametersIn',
			type: 'options',
			options: [
				{ name: 'Body', value: 'body', description: 'As a form: keeps the password hash out of access logs' },
				{ name: 'Query', value: 'query', description: "In the address, as in the provider's document" },
			],
			default: 'body',
			description: 'Where the requests carry number, password hash and values. Leave at Body unless the service refuses it.',
		},
	];

	authenticate: IAuthenticate = async (credentials, requestOptions) => authenticate(credentials, requestOptions);

	test: ICredentialTestRequest = {
		request: {
			method: 'POST',
			url: '/userinfo',
			disableFollowRedirect: true,
		},
		rules: [
			{
				// Its code, 1005, alone would speak of an unknown command (service, 1.5).
				type: 'responseSuccessBody',
				properties: { key: 'SVC_MSG', value: 'NO_API_PERM_ERR', message: `${NO_ADD_ON.message}. ${NO_ADD_ON.advice}` },
			},
			...Object.entries(READINGS).map(([code, { name, meaning, advice }]) => ({
				type: 'responseSuccessBody' as const,
				properties: { key: 'SVC_RT', value: code, message: `${meaning} (${code} ${name}). ${advice}` },
			})),
			{
				// Whatever else came, a result code nobody listed included: it is not this line's information.
				type: 'responseSuccessBody' as const,
				properties: {
					key: 'DATAS.NUMBER070',
					value: undefined,
					message:
						"The address answered, but not with this line's information. Check Service and Base URL: the address ends in /RestApi.",
				},
			},
		],
	};
}

/** What one of this package's nodes never asks for: where else the request would go, or who could read it on the way. */
const STRANGE_OPTIONS = ['uri', 'proxy', 'skipSslCertificateValidation', 'agentOptions'];

/**
 * Completes a request whose URL is a command (`/smssend`) and whose body holds the command's parameters.
 *
 * @throws Error for any other request, and naming the credential's field, when a field cannot be right; nothing is sent then
 */
function authenticate(
	credentials: ICredentialDataDecryptedObject,
	requestOptions: IHttpRequestOptions,
): IHttpRequestOptions {
	const { method, url } = requestOptions;
	// After a 401 that broke off n8n hands a complete request in once more, to send it again; a text would go out twice. Cause: the
	// `catch` of n8n-core's request-helpers/authentication.ts, 2.41 still (n8n-io/n8n#37000 names it). Can go when n8n sends once.
	if (/^https?:/i.test(url)) {
		throw Object.assign(new Error('The request is complete already, and is sent once.'), { code: 'ERR_BAD_RESPONSE', request: {} });
	}
	const isCommand = method === 'POST' && typeof url === 'string' && url.startsWith('/') && isCommandName(url.slice(1));
	if (!isCommand || STRANGE_OPTIONS.some((option) => (requestOptions as unknown as IDataObject)[option])) {
		throw new Error('This credential signs requests of the LG U+ Centrex nodes only. Use one of them instead.');
	}
	const { sendParametersIn = 'body' } = credentials;
	if (sendParametersIn !== 'body' && sendParametersIn !== 'query') {
		throw new Error('Send Parameters In in the credential must be Body or Query.');
	}
	const parameters = {
		...signInOf(credentials),
		...(requestOptions.body as Record<string, string> | undefined),
	};
	const complete = { ...requestOptions, baseURL: undefined, url: serviceUrl(credentials) + requestOptions.url };
	return sendParametersIn === 'query'
		? { ...complete, qs: parameters, body: undefined }
		: { ...complete, body: new URLSearchParams(parameters) };
}

function signInOf(credentials: ICredentialDataDecryptedObject): SignIn {
	try {
		return readSignIn(credentials);
	} catch (error) {
		// The nodes read the numbers beforehand: this is the credential's test, which shows nothing but a message.
		throw error instanceof CentrexError ? new Error(sentences(`${error.message}.`, error.details, error.advice)) : error;
	}
}

function serviceUrl(credentials: ICredentialDataDecryptedObject): string {
	const service = String(credentials.service ?? 'imsCentrex');
	const url = service === 'custom' ? String(credentials.baseUrl ?? '').trim().replace(/\/+$/, '') : lookUp(SERVICES, service);
	if (url === undefined) throw new Error('Service in the credential must be IMS Centrex, Centrex or Other Address.');
	if (!/^https?:\/\/[^\s/?#]+[^\s?#]*$/i.test(url)) {
		throw new Error('Base URL in the credential must be an address such as https://icentrex.uplus.co.kr/RestApi.');
	}
	return url;
}
