const { availableParallelism } = require('node:os');

/** Units, and the built nodes run in-process by n8n-core against the simulator. */
module.exports = {
	// Most tests wait for the network: three files at a time on two cores, where jest alone would run one. (jest reads '150%' as 150 files.)
	maxWorkers: Math.ceil(availableParallelism() * 1.5),
	// Five seconds, the usual, are not enough where other programs have the machine busy, such as the installation of n8n in .ci/run.
	testTimeout: 30_000,
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/', '<rootDir>/test/slow/'],
	transform: { '^.+\\.ts$': ['ts-jest', { diagnostics: false }] },
	globalSetup: '<rootDir>/test/support/globalSetup.ts',
	globalTeardown: '<rootDir>/test/support/globalTeardown.ts',
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.demo/', '<rootDir>/.stryker-tmp/', '<rootDir>/scripts/host/'],
};
