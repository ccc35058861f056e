/** When a line forwards, in the order of the service's numbers 0 to 4 (service, 3.4.3). */
export const FORWARDED_WHEN = ['always', 'noAnswer', 'busy', 'simultaneous', 'busyOrNoAnswer'] as const;

/** How a line forwards its calls. */
export interface Forwarding {
	kind: 'number' | 'voicemail';
	/** Digits only: a number, or the extension of a line here; empty with voice mail. */
	to: string;
	when: (typeof FORWARDED_WHEN)[number];
}

/** @returns whether calls are forwarded while the phone is in use, or whoever sits there rejects them */
export function isForBusy(forwarding: Forwarding | null): boolean {
	return forwarding?.when === 'busy' || forwarding?.when === 'busyOrNoAnswer';
}

/** @returns whether calls are forwarded that nobody picks up */
export function isForNoAnswer(forwarding: Forwarding | null): boolean {
	return forwarding?.when === 'noAnswer' || forwarding?.when === 'busyOrNoAnswer';
}
