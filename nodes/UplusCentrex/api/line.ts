import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';

import { digest } from './digest';
import { readNumbers } from './signIn';

/** Whoever can send requests with n8n's HTTP helper and the credential. */
export type Caller = IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions | IPollFunctions;

/** A line of the office, with all that its requests need. */
export interface Line {
	/** Who sends them. */
	caller: Caller;
	/** Digits only. */
	number: string;
	/** Whether the credential has more lines than this. */
	isOneOfSeveral: boolean;
	/** Names the line with its password: another one after any change of what it signs in with. */
	account: string;
	/** What signs the requests: the credential, with this line's number as its own. */
	credentials: ICredentialDataDecryptedObject;
}

/**
 * The lines of a credential: the one of its number first, then those of More Lines (service, 1.4).
 *
 * @throws CentrexError naming the field that cannot be right
 */
export function linesOf(caller: Caller, credentials: ICredentialDataDecryptedObject): Line[] {
	const { service, baseUrl, password, alreadyHashed } = credentials;
	return readNumbers(credentials).map((number, _, numbers) => ({
		caller,
		number,
		isOneOfSeveral: numbers.length > 1,
		account: digest([service, baseUrl, number, password, alreadyHashed]),
		credentials: { ...credentials, number, moreNumbers: '' },
	}));
}
