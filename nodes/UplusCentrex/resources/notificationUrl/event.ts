import type { INodeProperties } from 'n8n-workflow';

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
