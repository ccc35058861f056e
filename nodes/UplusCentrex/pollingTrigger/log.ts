import type { IPollFunctions } from 'n8n-workflow';

import { toHookError } from '../shared/nodeError';

/** Writes a warning into n8n's log. */
export function warn(hook: IPollFunctions, what: string): void {
	hook.logger.warn(`LG U+ Centrex Polling Trigger: ${what}`);
}

/** The same, of something that failed. */
export function warnOf(hook: IPollFunctions, failure: unknown): void {
	warn(hook, toHookError(hook.getNode(), failure).message);
}
