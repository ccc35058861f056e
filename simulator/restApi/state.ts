import type { Delivery, Office } from '../office/office';
import type { Fault } from './fault';
import type { Service, Settings } from './settings';
import type { UrlCaller } from './urlCaller';

/** A command as it arrived, and how it was answered; of secrets only the beginning is kept. */
export interface ReceivedRequest {
	id: number;
	at: string;
	command: string;
	parameters: Record<string, string>;
	/** `query` as soon as one parameter stood in the query string. */
	sentIn: 'body' | 'query';
	contentType: string | null;
	/** The fault that it met. */
	fault: Fault['kind'] | null;
	/** Missing until it is answered; `null` where a fault kept the command from being carried out. */
	resultCode?: string | null;
	/** The body that was sent, up to 2,000 characters; missing until it is, and where nothing was. */
	answer?: string;
	/** From its arrival to the answer; missing until then. */
	milliseconds?: number;
}

/** All that the simulator knows: the office, and how the service deals with whoever asks; lists have the newest last. */
export interface State extends Office {
	/** What an office file holds: the lines that a reset goes back to. */
	officeFile: unknown;
	/** The service that a reset goes back to. */
	service: Service;
	urlCaller: UrlCaller;
	settings: Settings;
	deliveries: Delivery[];
	requests: ReceivedRequest[];
	faults: Fault[];
}
