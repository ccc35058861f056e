/** The least that a trigger of a community package can do: one address, no fields. */
exports.EmptyTrigger = class {
	description = {
		name: 'emptyTrigger',
		displayName: 'Empty Trigger',
		description: 'Hands on the query of each request',
		group: ['trigger'],
		// As our own trigger: for every event of a version 1 n8n evaluates an expression more.
		version: 1.1,
		defaults: { name: 'Empty Trigger' },
		inputs: [],
		outputs: ['main'],
		webhooks: [{ name: 'default', httpMethod: 'GET', responseMode: 'onReceived', path: 'bench' }],
		properties: [],
	};

	async webhook() {
		return { workflowData: [[{ json: { ...this.getQueryData() } }]] };
	}
};
