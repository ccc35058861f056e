const { emptyDescription } = require('./emptyDescription');

/** The least that a trigger of a community package can do. */
exports.EmptyTrigger = class {
	description = emptyDescription('emptyTrigger', 'Empty Trigger');

	async webhook() {
		return { workflowData: [[{ json: { ...this.getQueryData() } }]] };
	}
};
