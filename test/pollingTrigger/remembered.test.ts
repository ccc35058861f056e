import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { openMemories } from '../../nodes/UplusCentrex/pollingTrigger/remembered';
import type { TriggerState } from '../../nodes/UplusCentrex/pollingTrigger/triggerState';

const memoryOf = (total: number) => ({ '0700001': { lists: { texts: { known: {}, floor: '', total } } } });
let saved: IDataObject;
let state: TriggerState;
beforeEach(() => {
	saved = {};
	state = { polledAt: 0, isUnderWay: false, trouble: { goodAt: 0, daily: {} }, lines: new Map() };
});
const open = (occasion?: 'publishing' | 'republishing', service = 'a') =>
	openMemories({ getWorkflowStaticData: () => saved } as unknown as IPollFunctions, state, service, occasion);

test('what is kept is there at the next poll, and in what n8n saves', () => {
	expect(open().remembered).toEqual({});
	open().keep(memoryOf(1));
	expect(saved).toEqual({ service: 'a', lines: memoryOf(1) });
	expect(open().remembered).toEqual(memoryOf(1));
	const next = { '0700002': { withoutInboundCalls: true } };
	open().keep(next);
	expect(saved).toEqual({ service: 'a', lines: next });
	expect(open().remembered).toEqual(next);
});

test('what is as it was is not written again: n8n saves what is written', () => {
	open().keep(memoryOf(1));
	Object.freeze(saved);
	expect(() => open().keep(memoryOf(1))).not.toThrow();
	expect(() => open().keep(memoryOf(2))).toThrow();
});

test('of another service nothing is remembered', () => {
	open().keep(memoryOf(1));
	expect(open(undefined, 'b').remembered).toEqual({});
});

test('publishing begins anew', () => {
	open().keep(memoryOf(1));
	expect(open('publishing').remembered).toEqual({});
});

test('publishing is remembered by the process, over what n8n has saved and has not changed since', () => {
	const before = structuredClone(saved);
	open('publishing').keep(memoryOf(5));
	// n8n with durable cursors throws away what the first poll leaves.
	saved = structuredClone(before);
	expect(open().remembered).toEqual(memoryOf(5));
	saved = structuredClone(before);
	open().keep(memoryOf(6));
	expect(open().remembered).toEqual(memoryOf(6));
	// From then on what is saved counts, also where it is as it was before publishing.
	saved = structuredClone(before);
	expect(open().remembered).toEqual({});
});

test('published again it goes on with what it knew last, whatever is saved under its name', () => {
	open().keep(memoryOf(3));
	saved = { service: 'a', lines: memoryOf(1) };
	expect(open('republishing').remembered).toEqual(memoryOf(3));
	expect(open().remembered).toMatchObject(memoryOf(1));
	state.latest = undefined;
	expect(open('republishing').remembered).toMatchObject(memoryOf(1));
});

test('what is kept does not change with what is handed in', () => {
	const next = memoryOf(7);
	open('publishing').keep(next);
	next['0700001'].lists.texts.total = 8;
	expect([state.published?.remembered.lines, state.latest?.lines]).toEqual([memoryOf(7), memoryOf(7)]);
});
