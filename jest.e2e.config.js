const { createServer } = require('node:net');

/** Whether the second office can have its ports: below 1024 an ordinary user may often not listen. */
async function mayListen(port) {
	return await new Promise((resolve) => {
		const server = createServer().once('error', () => resolve(false));
		server.listen(port, () => server.close(() => resolve(true)));
	});
}

/** What needs a real n8n and a browser: two files at a time where the ports allow it, with time for n8n to start. */
module.exports = async () => ({
	...require('./jest.config.js'),
	testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/'],
	globalSetup: '<rootDir>/test/e2e/support/globalSetup.ts',
	globalTeardown: '<rootDir>/test/e2e/support/globalTeardown.ts',
	testEnvironment: '<rootDir>/test/support/environment.ts',
	testSequencer: '<rootDir>/test/e2e/support/order.js',
	testTimeout: 120_000,
	maxWorkers: (await mayListen(443)) && (await mayListen(80)) ? 2 : 1,
});
