/** The core of the e2e tests once more, in the oldest n8n that the package works in, on the Node.js it brings along. */
process.env.N8N_VERSION = 'oldest';

const core = ['activation', 'allCommands', 'callbackKey', 'connection', 'credentialLock', 'credentialTest', 'editor', 'formToSms', 'incoming', 'lines', 'polling', 'registrations', 'sendAndWait'];

module.exports = async () => ({
	...(await require('./jest.e2e.config.js')()),
	testMatch: core.map((name) => `<rootDir>/test/e2e/${name}.test.ts`),
});
