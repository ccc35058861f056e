const { basename } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/** What takes long begins early: two at a time, one that has the cores busy and one that mostly waits. */
const FIRST = ['queueMode', 'testRun', 'examples', 'registrations', 'polling', 'dev', 'sendAndWait', 'firstText', 'timeLimits', 'editor', 'pickers'];
/** What measures speed runs when hardly anything else does. */
const LAST = ['simulatorLoad'];

/** Says in which order the files run; and, to globalSetup.ts, which jest calls afterwards, how many there are. */
module.exports = class Order extends Sequencer {
	sort(tests) {
		process.env.E2E_FILES = String(tests.length);
		const named = (names) => names.flatMap((name) => tests.filter(({ path }) => basename(path, '.test.ts') === name));
		const [first, last] = [named(FIRST), named(LAST)];
		const others = super.sort(tests).filter((test) => !first.includes(test) && !last.includes(test));
		return [...first, ...others, ...last];
	}
};
