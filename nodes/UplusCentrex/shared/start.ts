import type { IHookFunctions, IPollFunctions } from 'n8n-workflow';

/** @returns whether n8n starts with a workflow that was published before, rather than that somebody publishes it */
export function isStart(hook: IHookFunctions | IPollFunctions): boolean {
	return ['init', 'leadershipChange'].includes(hook.getActivationMode());
}
