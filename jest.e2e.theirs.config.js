const e2e = require('./jest.e2e.config.js');

/** Files that start an n8n of their own, or need none: the others run in one that somebody else has started. */
const leftOut = ['advertisement', 'dev', 'firstText', 'killed', 'queueMode', 'simulatorPage', 'telemetry'];

module.exports = async () => ({
	...(await e2e()),
	testPathIgnorePatterns: ['/node_modules/', ...leftOut.map((name) => `/test/e2e/${name}\\.test\\.ts$`)],
	globalSetup: '<rootDir>/test/e2e/support/theirSetup.ts',
	maxWorkers: 1,
});
