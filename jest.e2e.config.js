/** What needs a real n8n and a browser: one after the other, with time for n8n to start. */
module.exports = {
	...require('./jest.config.js'),
	testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/'],
	globalSetup: '<rootDir>/test/e2e/support/globalSetup.ts',
	globalTeardown: '<rootDir>/test/e2e/support/globalTeardown.ts',
	testEnvironment: '<rootDir>/test/e2e/support/environment.ts',
	testTimeout: 120_000,
	maxWorkers: 1,
};
