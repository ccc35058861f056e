const { basename } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/** What takes long begins early; and, as far as that goes, one that has the cores busy beside one that mostly waits. */
const FIRST = ['queueMode', 'testRun', 'examples', 'dev', 'firstText', 'simulatorPage', 'polling', 'sendAndWait', 'editor', 'pickers', 'registrations', 'advertisement', 'lines'];

/** Says in which order the files run; and, to globalSetup.ts, which jest calls afterwards, how many there are. */
module.exports = class Order extends Sequencer {
	sort(tests) {
		process.env.E2E_FILES = String(tests.length);
		const first = FIRST.flatMap((name) => tests.filter(({ path }) => basename(path, '.test.ts') === name));
		const others = super.sort(tests).filter((test) => !first.includes(test));
		return [...first, ...others];
	}
};
