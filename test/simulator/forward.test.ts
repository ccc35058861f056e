import { errorAnswer, OFFICE, useSimulator } from './helpers';

const simulator = useSimulator('document');
const { answer, office } = simulator;

test('the document’s sample of setforward; userinfo shows it', async () => {
	expect(await answer('setforward', { destnumber: '01000001234' })).toBe(
		'{"SVC_RT":"0000","SVC_MSG":"","DATAS":{"STATUS":"OK"}}',
	);
	expect(await answer('userinfo')).toBe(
		`{"SVC_RT":"0000","SVC_MSG":"OK","DATAS":{"NAME":"Demo Office","EXTEN":"1000","NUMBER070":"${OFFICE}","FORWARD_TYPE":"1","FORWARD_DATA":"01000001234","FORWARD_STR":"무조건 착신전환"}}`,
	);
});

test('setting it again replaces it', async () => {
	await answer('setforward', { destnumber: '01000001234' });
	await answer('setforward', { destnumber: '020000000' });
	expect((await office()).forwarding?.data).toBe('020000000');
});

test('the document’s sample of stopforward; userinfo is as before', async () => {
	const before = await answer('userinfo');
	await answer('setforward', { destnumber: '01000001234' });
	const stopped = '{"SVC_RT":"0000","SVC_MSG":"OK","DATAS":{"STATUS":"OK"}}';
	expect(await answer('stopforward')).toBe(stopped);
	expect(await answer('userinfo')).toBe(before);
	expect(await answer('stopforward')).toBe(stopped);
});

test.each([
	['no number', {}, '1001'],
	['an empty number', { destnumber: '' }, '1001'],
	['no area code', { destnumber: '10001234' }, '1002'],
	['hyphens', { destnumber: '010-0000-1234' }, '1002'],
	['two numbers', { destnumber: '01000001234,01000005678' }, '1002'],
])('%s: forwarding stays as it is', async (_name, parameters, code) => {
	await answer('setforward', { destnumber: '01000009999' });
	const number = parameters as Record<string, string>;
	expect(await answer('setforward', number)).toBe(errorAnswer(code, 'PARAM_ERR'));
	expect((await office()).forwarding?.data).toBe('01000009999');
});
