import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { isEqual, keyDigest, pageOf } from '../api/callbackKey';
import { isTestRun } from './callbackUrl';

/** A key that a trigger has registered. */
interface OwnKey {
	/** The trigger's id and page, so that a copy of the workflow does not take it for its own. */
	page: string;
	/** The key's SHA-256. */
	digest: string;
	/** When it was registered, in milliseconds; the same for all lines. */
	at: number;
	/** The number of the line that calls with it. */
	line: string;
}

/**
 * The newest keys of each published trigger of this process. n8n saves the static data as a whole: a run that began before a
 * workflow was published again, and ends after it, puts the old keys back there. An entry goes when its trigger is unpublished.
 */
const newest = new Map<string, { keys: OwnKey[]; path: string }>();

/**
 * Keeps the keys of what a trigger has registered in n8n's static data, as digests: by them events are known, and the line that they
 * are for, without the credential. What a test run keeps n8n forgets with it.
 *
 * @param keyOf the key of each line, by its number
 */
export function keepKeys(hook: IHookFunctions, path: string, keyOf: ReadonlyMap<string, string>): void {
	const at = Date.now();
	const keys = [...keyOf].map(([line, key]) => ({ page: pageOf(path), digest: keyDigest(key), at, line }));
	save(hook, keys);
	if (!isTestRun(hook)) newest.set(nameOf(hook), { keys, path });
}

/**
 * Forgets the keys of a trigger that is unpublished.
 *
 * @param path where it was called: the end of a test run, at its own path, leaves them
 * @returns the lines for which this process had it published
 */
export function forgetKeys(hook: IHookFunctions, path: string): string[] {
	const known = newest.get(nameOf(hook));
	if (known?.path !== path) return [];
	newest.delete(nameOf(hook));
	return known.keys.map(({ line }) => line);
}

/** @returns the lines that have called the trigger with a key that n8n keeps */
export function linesWithKey(hook: IHookFunctions, path: string): string[] {
	return savedKeys(hook, path).map(({ line }) => line);
}

/** @returns the line that a key is of; `undefined` where it is none that is kept. What is kept for another page, as in a copy of the workflow, counts for nothing */
export function lineOfKey(hook: IHookFunctions | IWebhookFunctions, path: string, key: string): string | undefined {
	const saved = savedKeys(hook, path);
	const known = isTestRun(hook) ? [] : (newest.get(nameOf(hook))?.keys ?? []).filter(({ page }) => page === pageOf(path));
	// Another process may have registered newer ones than this.
	const isKnownNewer = known.length > 0 && (saved.length === 0 || known[0].at > saved[0].at);
	const digest = keyDigest(key);
	const own = (isKnownNewer ? known : saved).find((one) => isEqual(String(one.digest), digest));
	if (own && isKnownNewer) save(hook, known);
	return own?.line;
}

function savedKeys(hook: IHookFunctions | IWebhookFunctions, path: string): OwnKey[] {
	const saved = (hook.getWorkflowStaticData('node').callbackKeys ?? []) as unknown as OwnKey[];
	return saved.filter(({ page }) => page === pageOf(path));
}

function save(hook: IHookFunctions | IWebhookFunctions, keys: OwnKey[]): void {
	hook.getWorkflowStaticData('node').callbackKeys = keys.map((own) => ({ ...own })) as IDataObject[];
}

function nameOf(hook: IHookFunctions | IWebhookFunctions): string {
	return `${hook.getWorkflow().id} ${hook.getNode().id}`;
}
