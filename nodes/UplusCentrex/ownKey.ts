import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { isCallbackKey, isEqual, keyDigest, pageOf } from './api/callbackKey';
import { readSignIn } from './api/signIn';

/**
 * Keeps a published trigger's key in n8n's static data, as a digest: by it events are known without the credential,
 * whose reading costs a third of an event, and also after the password has changed. A test run keeps nothing.
 */
export function keepKey(hook: IHookFunctions | IWebhookFunctions, path: string, key: string): void {
	if (hook.getMode() === 'manual') return;
	hook.getWorkflowStaticData('node').callbackKey = { page: pageOf(path), digest: keyDigest(key) };
}

/**
 * Whether an event's key is the trigger's own. What is kept for another page, as in a copy of the workflow, counts for
 * nothing; where no kept key is the right one, the credential says which is.
 */
export async function isOwnKey(hook: IWebhookFunctions, path: string, key: string): Promise<boolean> {
	if (isKept(hook, path, key)) return true;
	if (!isCallbackKey(readSignIn(await hook.getCredentials('uplusCentrexApi')), path, key)) return false;
	keepKey(hook, path, key);
	return true;
}

function isKept(hook: IWebhookFunctions, path: string, key: string): boolean {
	if (hook.getMode() === 'manual') return false;
	const { page, digest } = (hook.getWorkflowStaticData('node').callbackKey ?? {}) as IDataObject;
	return page === pageOf(path) && isEqual(String(digest), keyDigest(key));
}
