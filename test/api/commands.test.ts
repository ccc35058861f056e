import { COMMAND_FACTS, factsOf, isCommandName } from '../../nodes/UplusCentrex/api/commands';
import type { CommandName } from '../../nodes/UplusCentrex/api/commands';

const names = Object.keys(COMMAND_FACTS) as CommandName[];

test('who rings a phone first, and who is about a file', () => {
	expect(names.filter((name) => factsOf(name).rings)).toEqual(['clickdial', 'conference']);
	expect(names.filter((name) => factsOf(name).file)).toEqual(['recorddownload', 'recordremove']);
});

test('what helps where a line lacks a command is a sentence', () => {
	const helped = names.filter((name) => factsOf(name).instead !== undefined);
	expect(helped).toEqual(['extendauth', 'getforwardtype', 'getinboundcall', 'getrecvsmslist', 'recordremove', 'setforwardtype']);
	for (const name of helped) expect(factsOf(name).instead).toMatch(/^[A-Z].{30,}\.$/);
});

test('a name is one of them, and nothing that every object has', () => {
	expect(['smssend', 'constructor', 'SMSSEND', ''].map(isCommandName)).toEqual([true, false, false, false]);
});
