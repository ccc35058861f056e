/** What goes by the clock for a minute or more, and needs no n8n: one file after the other, since most of it is waiting. */
module.exports = {
	...require('./jest.config.js'),
	testMatch: ['<rootDir>/test/slow/**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/'],
	testEnvironment: '<rootDir>/test/support/environment.ts',
	maxWorkers: 1,
};
