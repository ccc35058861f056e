import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { isSamePlace, readUrl } from '../api/callback';
import type { CallbackAddress } from '../api/callback';
import { readKey } from '../api/callbackKey';
import type { OwnAddress } from './ownAddress';

/** What the URL of a test run has behind its key: what stood there before, packed. */
const BEFORE = /&before=([^&]*)/;

/**
 * What is registered for an event. The query of a test run's URL holds what stood before, so that whoever ends the test
 * run can put it back, even an n8n that was killed in between.
 *
 * @param key what its events must carry
 * @param earlier what stood before, where that is to be put back
 */
export function addressWith(key: string, own: OwnAddress, earlier?: CallbackAddress): CallbackAddress {
	const { url, host, port } = own;
	return { url: `${url}?key=${key}${earlier ? beforeOf(earlier, own) : ''}`, host, port };
}

/** The end of the query, which says what stood before. */
function beforeOf(earlier: CallbackAddress, own: OwnAddress): string {
	// A test run that was never ended holds it already.
	if (isSamePage(earlier, own)) return BEFORE.exec(earlier.url)?.[0] ?? '';
	return `&before=${pack(earlier)}`;
}

function pack({ host, port, url }: CallbackAddress): string {
	return `${host}:${port}${url}`.replace(/[^\w.~:/?=-]/gu, encodeURIComponent);
}

/** @returns what stood before a test run, by the URL of the test run; `undefined` where that tells of nothing */
export function readBefore({ url }: CallbackAddress): CallbackAddress | undefined {
	const [, packed = ''] = BEFORE.exec(readUrl(url).query) ?? [];
	const [, host, port, earlier] = /^([^:]+):(\d+)(.*)$/s.exec(decode(packed)) ?? [];
	return earlier === undefined ? undefined : { host, port, url: earlier };
}

/** @returns the text without its percent-encoding; as it is, where somebody else has written it wrongly */
function decode(encoded: string): string {
	try {
		return decodeURIComponent(encoded);
	} catch {
		return encoded;
	}
}

/** @returns the URL of a test run that puts nothing back when it ends */
export function withoutBefore(url: string): string {
	return url.replace(BEFORE, '');
}

/** @returns whether the trigger listens for one test event, rather than for good */
export function isTestRun(hook: IHookFunctions | IWebhookFunctions): boolean {
	return hook.getMode() === 'manual';
}

/** @returns whether a registration is this n8n's own, and nothing is lost when this trigger takes its place unasked */
export function mayTakeOver(hook: IHookFunctions, registered: CallbackAddress, own: OwnAddress): boolean {
	if (!isSamePlace(registered, own)) return false;
	// The same workflow: its test address, or its production address.
	if (isThisWorkflow(hook, registered) || isSamePage(registered, own)) return true;
	// Another workflow of this n8n: a test run hands the line back; what a test run left behind is nobody's.
	return isTriggers(registered) && (isTestRun(hook) || folder(registered) !== folder(own));
}

/** @returns whether an address is of this workflow: its test address and its production address differ before its id only */
export function isThisWorkflow(hook: IHookFunctions, { url }: CallbackAddress): boolean {
	const id = hook.getNode().webhookId;
	return id !== undefined && readUrl(url).path.endsWith(`/${id}/callback.html`);
}

/** @returns whether two addresses are of the same trigger, whatever key they have */
export function isSamePage(one: CallbackAddress, other: CallbackAddress): boolean {
	return isSamePlace(one, other) && readUrl(one.url).path === readUrl(other.url).path;
}

/** @returns whether an address is that of a trigger like this one */
export function isTriggers({ url }: CallbackAddress): boolean {
	const { path, query } = readUrl(url);
	return path.endsWith('/callback.html') && readKey(query) !== undefined;
}

/** What of a path is the same for all workflows of an n8n: `/webhook`, or `/webhook-test`. */
function folder({ url }: CallbackAddress): string {
	return readUrl(url).path.split('/').slice(0, -2).join('/');
}
