import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { CallbackEvent } from '../../api/callback';
import { readChoice } from '../../shared/fields';

const EVENT_LABELS: Readonly<Record<CallbackEvent, string>> = { incomingCall: 'Incoming Call', incomingSms: 'Incoming Text' };

/** Which of the line's two registrations an operation is about. */
export const eventField: INodeProperties = {
	displayName: 'Event',
	name: 'event',
	type: 'options',
	options: [
		{ name: 'Incoming Call', value: 'incomingCall' },
		{ name: 'Incoming Text', value: 'incomingSms' },
	],
	default: 'incomingCall',
	description: 'What the service calls the address for: a line has one address for calls and one for texts',
};

/** @throws CentrexError where it is none of the two */
export function readEvent(node: IExecuteFunctions, itemIndex: number): CallbackEvent {
	return readChoice('Event', node.getNodeParameter('event', itemIndex), EVENT_LABELS);
}
