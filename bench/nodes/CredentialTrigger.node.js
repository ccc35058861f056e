const { emptyDescription } = require('./emptyDescription');

/** The same, for a trigger that has to read a credential before it can trust a request. */
exports.CredentialTrigger = class {
	description = emptyDescription('credentialTrigger', 'Credential Trigger', {
		credentials: [{ name: 'uplusCentrexApi', required: true }],
	});

	async webhook() {
		await this.getCredentials('uplusCentrexApi');
		return { workflowData: [[{ json: { ...this.getQueryData() } }]] };
	}
};
