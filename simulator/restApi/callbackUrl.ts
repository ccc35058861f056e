import type { EventKind } from '../office/lines';

/** How the document writes a kind of event in DEBUG, CALLBACK and the event itself. */
export const KIND_NUMBERS: Readonly<Record<EventKind, '1' | '2'>> = { ring: '1', sms: '2' };

/** @returns whether a URL's page is a file name with an extension; others fail, or nothing comes (service, 4.1) */
export function hasExtension(url: string): boolean {
	return /[^/]\.\w+$/.test(url.split('?')[0]);
}
