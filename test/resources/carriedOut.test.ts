import { whatWentBefore } from '../../nodes/UplusCentrex/resources/carriedOut';

const OK = [{ json: { success: true } }];
const NOTHING: typeof OK = [];
const part = (...recipients: Array<{ to: string; status: string }>) => [{ json: { success: false, recipients } }];
const sentence = (items: string) => `Carried out before it: ${items}. Do not send that again.`;

test.each([
	['nothing', [NOTHING], []],
	['no item', [], []],
	['the first', [OK, NOTHING], [sentence('the first item')]],
	['the first three', [OK, OK, OK, NOTHING], [sentence('the first 3 items')]],
	['one in the middle', [NOTHING, OK], [sentence('item 2')]],
	['a range', [NOTHING, OK, OK, OK], [sentence('items 2 to 4')]],
	['ranges and one', [OK, OK, NOTHING, OK, NOTHING, OK, OK], [sentence('items 1 to 2, 4, 6 to 7')]],
	['an item of several results', [[...OK, ...OK], NOTHING], [sentence('the first item')]],
])('%s', (_, results, sentences) => {
	expect(whatWentBefore(results)).toEqual(sentences);
});

test('what was not carried out for everybody is told apart, with who has it', () => {
	const doubt = part({ to: '01000000001', status: 'OK' }, { to: '01000000002', status: 'UNKNOWN' });
	const refused = part({ to: '01000000003', status: 'FAIL' });
	expect(whatWentBefore([OK, doubt, refused, OK, NOTHING])).toEqual([
		sentence('items 1, 4'),
		'Not carried out, or not surely, for everybody: items 2 to 3.',
		'Sent to: 01000000001. Possibly sent to: 01000000002. Refused for: 01000000003.',
	]);
});
