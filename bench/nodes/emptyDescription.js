/** The description of a trigger with one address and no fields. */
exports.emptyDescription = (name, displayName, more = {}) => ({
	name,
	displayName,
	description: 'Hands on the query of each request',
	group: ['trigger'],
	// As our own trigger: for every event of a version 1 n8n evaluates an expression more.
	version: 1.1,
	defaults: { name: displayName },
	inputs: [],
	outputs: ['main'],
	webhooks: [{ name: 'default', httpMethod: 'GET', responseMode: 'onReceived', path: 'bench' }],
	properties: [],
	...more,
});
