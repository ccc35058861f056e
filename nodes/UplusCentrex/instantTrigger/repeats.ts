import { createHmac } from 'node:crypto';

import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import type { IncomingEvent } from '../api/incomingEvent';

/**
 * Whether an event repeats one with the same kind, sender and message. What came is remembered in the workflow's static data, which
 * n8n keeps in its database for all its processes, and as digests only: nobody can read numbers or texts there.
 *
 * @param seconds how long ago the earlier one may be; 0 takes nothing for a repeat and remembers nothing
 */
export function isRepeat(hook: IWebhookFunctions, incoming: IncomingEvent, seconds: number): boolean {
	if (!(seconds > 0)) return false;
	const now = Date.now();
	const staticData = hook.getWorkflowStaticData('node');
	const recent = Object.entries((staticData.recentEvents ?? {}) as IDataObject).filter(
		([, at]) => now - Number(at) < seconds * 1000,
	);
	const { event, sender, message, key } = incoming;
	const digest = createHmac('sha256', key).update(JSON.stringify([event, sender, message])).digest('base64');
	if (recent.some(([known]) => known === digest)) return true;
	staticData.recentEvents = Object.fromEntries([...recent, [digest, now]]);
	return false;
}
