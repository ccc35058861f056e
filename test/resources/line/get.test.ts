import { runAction } from '../../support/runAction';
import { credentialFor, listenOnTheWire } from '../../support/wire';

let wire: Awaited<ReturnType<typeof listenOnTheWire>>;
afterEach(async () => await wire.close());

const forwarded = {
	NAME: '본사',
	EXTEN: '02-62',
	NUMBER070: '07000000262',
	FORWARD_TYPE: '1',
	FORWARD_DATA: '01000001234',
	FORWARD_STR: '무조건 착신전환',
};
const get = async (DATAS: Record<string, unknown>, simplify = true) => {
	wire = await listenOnTheWire(JSON.stringify({ SVC_RT: '0000', SVC_MSG: 'OK', DATAS }));
	const items = await runAction({
		parameters: { resource: 'line', operation: 'get', simplify },
		credential: credentialFor(wire.baseUrl),
	});
	return items.map(({ json }) => json);
};

test('a line without forwarding, as in the document', async () => {
	const DATAS = { NAME: 'tmpname', EXTEN: '0262', NUMBER070: '07000000262', FORWARD_TYPE: '0', FORWARD_DATA: '_', FORWARD_STR: '' };
	expect(await get(DATAS)).toEqual([
		{
			name: 'tmpname',
			extension: '0262',
			number: '07000000262',
			forwarding: { active: false, kind: 'none', type: '0', data: '', description: '' },
		},
	]);
	expect(wire.requests[0].url).toBe('/RestApi/userinfo');
});

test('a line that forwards its calls', async () => {
	expect(await get(forwarded)).toEqual([
		{
			name: '본사',
			extension: '0262',
			number: '07000000262',
			forwarding: { active: true, kind: 'number', type: '1', data: '01000001234', description: '무조건 착신전환' },
		},
	]);
});

test('what should be a text and is none comes out as the service wrote it', async () => {
	expect(await get({ ...forwarded, NAME: { first: '길동' }, EXTEN: [{}], FORWARD_DATA: ['01000001234'], FORWARD_STR: { toString: 1 } })).toMatchObject([
		{ name: '{"first":"길동"}', extension: '{}', forwarding: { data: '01000001234', description: '{"toString":1}' } },
	]);
});

test("not simplified, the service's own record", async () => {
	expect(await get(forwarded, false)).toEqual([forwarded]);
});

test.each([
	['F', '01000001234', { active: true, kind: 'number', data: '01000001234' }],
	['V', '', { active: true, kind: 'voicemail', data: '' }],
	['N', '_', { active: false, kind: 'none', data: '' }],
	['', '', { active: false, kind: 'none', data: '' }],
	['0', '_', { active: false, kind: 'none', data: '' }],
])('the type %p of today and of the document', async (FORWARD_TYPE, FORWARD_DATA, expected) => {
	const [{ forwarding }] = await get({ ...forwarded, FORWARD_TYPE, FORWARD_DATA });
	expect(forwarding).toMatchObject({ ...expected, type: FORWARD_TYPE });
});
