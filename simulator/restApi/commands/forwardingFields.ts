import type { Forwarding } from '../../office/forwarding';

/**
 * What FORWARD_STR says of each: `매일외부:통화중일때:<number>` is the only one that a source has (service, 3.4.4); the words for
 * the others are guesses, and so is that the rest is the same.
 */
const WORDS: Readonly<Record<Forwarding['when'], string>> = {
	always: '무조건',
	noAnswer: '무응답일때',
	busy: '통화중일때',
	simultaneous: '동시착신',
	busyOrNoAnswer: '통화중이거나무응답일때',
};

/** @returns FORWARD_STR of today's service */
export function inWords({ kind, to, when }: Forwarding): string {
	return `매일${kind === 'voicemail' ? '음성사서함' : '외부'}:${WORDS[when]}:${to}`;
}

/** @returns how today's service says where calls go: to a number (F), to the voice mail (V), or nowhere (N) (service, 3.4.4) */
export function useOf(forwarding: Forwarding | null): 'F' | 'V' | 'N' {
	if (!forwarding) return 'N';
	return forwarding.kind === 'voicemail' ? 'V' : 'F';
}
