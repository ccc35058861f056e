/** When calls are forwarded, by the digits that the service has for it (service, 3.4.3). */
export const WHEN: Readonly<Record<string, string>> = {
	'0': 'always',
	'1': 'noAnswer',
	'2': 'busy',
	'3': 'simultaneous',
	'4': 'busyOrNoAnswer',
};
