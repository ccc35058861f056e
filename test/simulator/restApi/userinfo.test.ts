import { OFFICE, useSimulator } from '../helpers';

const simulator = useSimulator('document');

test('the document’s sample without forwarding', async () => {
	await simulator.setLine({ name: 'tmpname', extension: '0262' });
	expect(await simulator.answer('userinfo')).toBe(
		`{"SVC_RT":"0000","SVC_MSG":"OK","DATAS":{"NAME":"tmpname","EXTEN":"0262","NUMBER070":"${OFFICE}","FORWARD_TYPE":"0","FORWARD_DATA":"_","FORWARD_STR":""}}`,
	);
});

test('forwarding as it was set, Hangul in UTF-8', async () => {
	await simulator.setLine({
		name: '김하나',
		forwarding: { to: '01000001234' },
	});
	expect(await simulator.answer('userinfo')).toBe(
		`{"SVC_RT":"0000","SVC_MSG":"OK","DATAS":{"NAME":"김하나","EXTEN":"1000","NUMBER070":"${OFFICE}","FORWARD_TYPE":"1","FORWARD_DATA":"01000001234","FORWARD_STR":"무조건 착신전환"}}`,
	);
});

describe('today', () => {
	beforeEach(async () => await simulator.client().choose({ service: 'today' }));

	test.each([
		['no forwarding', null, { FORWARD_TYPE: 'N', FORWARD_DATA: '_', FORWARD_STR: '' }],
		[
			'a number',
			{ to: '01000001234', when: 'busy' },
			{ FORWARD_TYPE: 'F', FORWARD_DATA: '01000001234', FORWARD_STR: '매일외부:통화중일때:01000001234' },
		],
		['voice mail', { kind: 'voicemail', when: 'noAnswer' }, { FORWARD_TYPE: 'V', FORWARD_DATA: '' }],
	])('%s: FORWARD_TYPE is a letter', async (_name, forwarding, fields) => {
		await simulator.setLine({ forwarding });
		expect(JSON.parse(await simulator.answer('userinfo')).DATAS).toMatchObject(fields);
	});
});
