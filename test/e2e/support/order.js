const { basename } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/** The files that take a minute or more, the longest first: begun last, one of them would run on alone. */
const LONGEST = ['queueMode', 'examples', 'polling', 'testRun', 'editor', 'sendAndWait', 'timeLimits', 'registrations', 'pickers', 'firstText', 'simulatorLoad'];

/** Says in which order the files run; and, to globalSetup.ts, which jest calls afterwards, how many there are. */
module.exports = class LongestFirst extends Sequencer {
	sort(tests) {
		process.env.E2E_FILES = String(tests.length);
		const names = [...LONGEST].reverse();
		const rank = ({ path }) => names.indexOf(basename(path, '.test.ts'));
		return super.sort(tests).sort((one, other) => rank(other) - rank(one));
	}
};
