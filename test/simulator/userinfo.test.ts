import { OFFICE, useSimulator } from './helpers';

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
		forwarding: { type: '1', data: '01000001234', description: '항상' },
	});
	expect(await simulator.answer('userinfo')).toBe(
		`{"SVC_RT":"0000","SVC_MSG":"OK","DATAS":{"NAME":"김하나","EXTEN":"1000","NUMBER070":"${OFFICE}","FORWARD_TYPE":"1","FORWARD_DATA":"01000001234","FORWARD_STR":"항상"}}`,
	);
});
