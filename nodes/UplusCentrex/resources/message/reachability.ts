import type { NodeExecutionHint } from 'n8n-workflow';

import { isIpv4, isPublicIpv4 } from '../../api/ipv4';

/** @returns whether a phone on the internet can be expected to open an address; a name's meaning is not looked up */
export function isReachable(url: string): boolean {
	const { hostname } = new URL(url);
	if (isIpv4(hostname)) return isPublicIpv4(hostname);
	// An IPv6 address of the computer itself, or of its own network.
	if (hostname.startsWith('[')) return !/^\[(?:::1?\]|f[cd]|fe[89ab])/i.test(hostname);
	return hostname.includes('.') && !/\.(?:local|localhost|internal|lan|home|test)$/i.test(hostname);
}

/** @returns what to say above the output where a phone cannot open the link */
export function reachabilityHint(url: string): NodeExecutionHint {
	return {
		message: `The link in the text begins with ${new URL(url).origin}, which a phone cannot open. Set WEBHOOK_URL of this n8n to the address under which it is reached from the internet.`,
		type: 'warning',
		location: 'outputPane',
	};
}
