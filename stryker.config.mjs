/** Changes the code in small ways and looks whether a test notices: `npm run test:mutation` (scripts/mutation.mjs says in which files). */
export default {
	testRunner: 'circus',
	plugins: ['./test/support/mutationRunner.mjs'],
	// Whole-node tests run dist/: it is made of the changed sources, in the sandbox.
	buildCommand: 'npm run build --silent',
	ignorePatterns: ['.git', '.demo', 'bench', 'dist', 'docs/images', 'scripts/host', 'test-results'],
	concurrency: 2,
	// For a change that makes a loop endless; its tests' own time, and half of it again, come on top.
	timeoutMS: 5_000,
	// The tests without a change take long on a busy machine.
	dryRunTimeoutMinutes: 20,
	tempDirName: '.stryker-tmp',
	reporters: ['progress-append-only', 'clear-text', 'json', 'html'],
	jsonReporter: { fileName: 'test-results/mutation.json' },
	htmlReporter: { fileName: 'test-results/mutation.html' },
	clearTextReporter: { allowColor: false, logTests: false, reportTests: false, skipFull: true },
};
