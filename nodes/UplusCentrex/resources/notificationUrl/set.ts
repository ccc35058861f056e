import { isPort, register } from '../../api/callback';
import { HIDDEN_KEY } from '../../api/callbackKey';
import { invalidField } from '../../api/error';
import { isIpv4 } from '../../api/ipv4';
import type { Operation } from '../operation';
import { statusItem } from '../statusItem';
import { eventField, readEvent } from './event';

/** Registers an address, and replaces an earlier one: `setringcallback`, `setsmscallback` (service, 3.9.1 and 3.9.4). */
export const set: Operation = {
	name: 'Set',
	value: 'set',
	sentence: 'Set the notification URL',
	description:
		'Have the service call an address of yours when a call or a text comes in, instead of the one it calls now. For n8n itself use the LG U+ Centrex Trigger.',
	commands: ['setringcallback', 'setsmscallback'],
	fields: [
		eventField,
		{
			displayName: 'URL',
			name: 'url',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. /www/call.html',
			description: 'The page to call, /page or http://host/page; it must end in a file name with an extension, such as .html',
		},
		{
			displayName: 'Host',
			name: 'host',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 203.0.113.5',
			description: 'The public IPv4 address of your server',
		},
		{
			displayName: 'Port',
			name: 'port',
			type: 'number',
			required: true,
			default: 80,
			description: 'The port of your server, for plain HTTP: 80, 443, 8000, 8080, or another that you have arranged with LG U+',
		},
	],
	async run(itemIndex, line) {
		const event = readEvent(this, itemIndex);
		const url = String(this.getNodeParameter('url', itemIndex) ?? '').trim();
		const host = String(this.getNodeParameter('host', itemIndex) ?? '').trim();
		const port = String(this.getNodeParameter('port', itemIndex) ?? '').trim();
		if (!/^(?:http:\/\/[^/\s]+)?\/[^\s?]*\.\w+(?:\?\S*)?$/i.test(url)) {
			throw invalidField('URL', 'it is no page with an extension', 'Enter one such as /www/call.html.', url);
		}
		if (url.includes(HIDDEN_KEY)) {
			throw invalidField('URL', 'the key of an LG U+ Centrex Trigger is hidden in it', 'Unpublish that workflow and publish it again instead.');
		}
		if (!isIpv4(host)) throw invalidField('Host', 'it is not an IPv4 address', 'Enter one such as 203.0.113.5.', host);
		if (!isPort(port)) {
			throw invalidField('Port', 'it is not a port', 'Enter 80, 443, 8000 or 8080.', port);
		}
		return [statusItem(await register(line, event, { url, host, port }))];
	},
};
