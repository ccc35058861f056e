import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { newCallbackKey } from '../../nodes/UplusCentrex/api/callbackKey';
import { forgetKeys, keepKeys, lineOfKey, linesWithKey } from '../../nodes/UplusCentrex/instantTrigger/ownKey';

const LINE = '07000001000';
const PATH = '/webhook/5f9c1c0e/callback.html';
const TEST_PATH = '/webhook-test/5f9c1c0e/callback.html';

let workflows = 0;

/** A trigger as a hook or an event sees it; `saved` is what n8n's database has of its static data. */
function trigger() {
	const id = `w${workflows++}`;
	const saved: IDataObject = {};
	const as = (mode: string) =>
		({ getMode: () => mode, getWorkflow: () => ({ id }), getNode: () => ({ id: 'node' }), getWorkflowStaticData: () => saved }) as unknown as IHookFunctions;
	return { saved, publishing: as('trigger'), event: as('webhook'), testRun: as('manual'), ending: as('internal') };
}

/** What a run leaves that began before the workflow was published again: the key of before. */
function putBack(saved: IDataObject, before: IDataObject): void {
	Object.assign(saved, before);
}

test('the newest key counts, also where an old run puts the old one back', () => {
	const { saved, publishing, event } = trigger();
	const [old, newest] = [newCallbackKey(), newCallbackKey()];
	keepKeys(publishing, PATH, new Map([[LINE, old]]));
	const before = structuredClone(saved);
	jest.spyOn(Date, 'now').mockReturnValueOnce(Date.now() + 1);
	keepKeys(publishing, PATH, new Map([[LINE, newest]]));
	putBack(saved, before);
	expect(lineOfKey(event, PATH, old)).toBeUndefined();
	expect(lineOfKey(event, PATH, newest)).toBe(LINE);
});

test.each([
	['the end of a test run leaves it', TEST_PATH, LINE, []],
	['unpublishing forgets it, and says whose it was', PATH, undefined, [LINE]],
])('%s', (_, path, line, forgotten) => {
	const { saved, publishing, event, ending } = trigger();
	const key = newCallbackKey();
	keepKeys(publishing, PATH, new Map([[LINE, key]]));
	delete saved.callbackKeys;
	expect(forgetKeys(ending, path)).toEqual(forgotten);
	expect(lineOfKey(event, PATH, key)).toBe(line);
});

test('the key of a test run is kept by n8n alone, which forgets it with the run', () => {
	const { saved, testRun } = trigger();
	const key = newCallbackKey();
	keepKeys(testRun, TEST_PATH, new Map([[LINE, key]]));
	expect(lineOfKey(testRun, TEST_PATH, key)).toBe(LINE);
	delete saved.callbackKeys;
	expect(lineOfKey(testRun, TEST_PATH, key)).toBeUndefined();
});

test('each line has a key of its own, which tells the line', () => {
	const { saved, publishing, event, ending } = trigger();
	const [one, other] = [newCallbackKey(), newCallbackKey()];
	keepKeys(publishing, PATH, new Map([[LINE, one], ['07000001001', other]]));
	expect([lineOfKey(event, PATH, one), lineOfKey(event, PATH, other), lineOfKey(event, PATH, newCallbackKey())]).toEqual([LINE, '07000001001', undefined]);
	expect(linesWithKey(ending, PATH)).toEqual([LINE, '07000001001']);
	expect(JSON.stringify(saved)).not.toMatch(new RegExp(`${one}|${other}`));
	// Published again for one line, the other's key counts no more.
	jest.spyOn(Date, 'now').mockReturnValueOnce(Date.now() + 1);
	const again = newCallbackKey();
	keepKeys(publishing, PATH, new Map([[LINE, again]]));
	expect([lineOfKey(event, PATH, again), lineOfKey(event, PATH, other)]).toEqual([LINE, undefined]);
	expect(linesWithKey(ending, PATH)).toEqual([LINE]);
});
