import { installPackage } from '../../scripts/communityPackage';
import type { N8nApi } from '../../scripts/n8nApi';
import { startN8n } from '../../scripts/n8nProcess';
import type { N8nProcess } from '../../scripts/n8nProcess';
import { anyFreePort } from '../../scripts/ports';
import { testClock } from './support/clock';
import type { Clock } from './support/clock';
import { office, runByHand, signedInApi } from './support/office';
import { createRowsWorkflow } from './support/rowsWorkflow';
import { OFFICE_LINE, setFault, simulatorState } from './support/simulator';
import { temporaryFolder } from './support/temporaryFolder';
import { lineCredential } from './support/triggerWorkflow';

/** Advertisements from an n8n that stands in New York, with the clock at each hour that counts in Korea. */
describe('an advertisement', () => {
	const FORM = { senderName: '한빛치과', contact: '070-0000-1000', optOut: '080-000-0000' };
	const to = (index: number) => `0100000${8100 + index}`;
	let clock: Clock;
	let n8n: N8nProcess;
	let api: N8nApi;
	beforeAll(async () => {
		const userFolder = temporaryFolder();
		await installPackage(userFolder, office().tarball);
		clock = testClock(userFolder);
		const env = { ...clock.env, TZ: 'America/New_York', GENERIC_TIMEZONE: 'America/New_York' };
		n8n = await startN8n({ userFolder, port: await anyFreePort(), env, onLine: () => undefined });
		api = await signedInApi(n8n.url);
	}, 300_000);
	afterAll(async () => await n8n?.stop());

	/** Sends to so many people, from the moment that the clock is set. @returns what came out */
	async function send(time: string, first: number, count: number, form: object = FORM) {
		const rows = Array.from({ length: count }, (_, index) => ({ to: to(first + index), text: `12월 스케일링 예약받습니다 ${index}` }));
		const options = { advertisement: { values: form } };
		const workflow = await createRowsWorkflow(api, `Advertise ${first}`, rows, { options }, lineCredential(OFFICE_LINE));
		clock.set(`2026-12-01T${time}+09:00`);
		try {
			return (await runByHand(api, workflow.id, 'Start')).items.Send;
		} finally {
			await api.deleteWorkflow(workflow.id);
		}
	}
	const textsTo = async (first: number, count: number) => {
		const { texts } = await simulatorState();
		return texts.filter(({ number }) => Array.from({ length: count }, (_, index) => to(first + index)).includes(number)).map(({ text }) => text);
	};

	test('goes out at noon in Korea, in its form', async () => {
		const [item] = await send('12:00:00', 0, 1);
		expect(await textsTo(0, 1)).toEqual(['(광고)한빛치과 070-0000-1000\n12월 스케일링 예약받습니다 0\n무료거부 080-000-0000']);
		expect(item).toMatchObject({ success: true, type: 'SMS' });
	});

	test.each(['20:50:10', '03:00:00', '07:58:00'])('does not at %s in Korea, whatever the hour in New York', async (time) => {
		expect(await send(time, 10, 2)).toMatchObject([10, 11].map((index) => ({ outcome: 'notSent', recipients: [{ to: to(index), status: 'NOT_SENT' }] })));
		expect(await textsTo(10, 2)).toEqual([]);
	});

	test('does so with consent to texts at night', async () => {
		await send('03:00:00', 20, 1, { ...FORM, nightConsent: true });
		expect(await textsTo(20, 1)).toHaveLength(1);
	});

	test('ends a run at 20:50: the rest is not sent, and each item says to whom', async () => {
		// The fifth text takes until the night.
		await setFault({ command: 'smssend', kind: 'delay', seconds: 15, skip: 4 });
		const items = await send('20:49:48', 30, 9);
		expect(items.map(({ success, outcome }) => outcome ?? success)).toEqual([...Array(5).fill(true), ...Array(4).fill('notSent')]);
		expect(items.slice(5).map(({ recipients }) => recipients)).toEqual([35, 36, 37, 38].map((index) => [{ to: to(index), status: 'NOT_SENT' }]));
		expect(await textsTo(30, 9)).toHaveLength(5);
	});
});
