import { createHash } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import type { N8nApi } from '../../scripts/n8nApi';
import { inBrowser, openBrowser, openPage } from './support/browser';
import { createChain } from './support/chainWorkflow';
import { office, signedInApi, waitForExecution, waitInOffice } from './support/office';
import { OFFICE_LINE, simulator, simulatorLine, waitForCallbacks, waitForTextTo } from './support/simulator';
import { createTriggerWorkflow, lineCredential } from './support/triggerWorkflow';

const SECOND_LINE = '07000001001';

/** What the page does when a workflow uses the line, and what a workflow does when somebody uses the page. */
describe("the simulator's page", () => {
	let browser: Browser;
	let page: Page;
	let api: N8nApi;
	beforeAll(async () => {
		api = await signedInApi();
		browser = await openBrowser();
		page = await openPage(browser, office().simulatorUrl);
		await page.locator('.phone').first().waitFor();
		// A page that is loaded again has no such mark.
		await page.evaluate('window.isStillTheSame = true');
		await simulator().hangUp(OFFICE_LINE);
	});
	afterAll(async () => {
		expect(await page.evaluate('window.isStillTheSame')).toBe(true);
		await browser.close();
		await simulator().setLine(OFFICE_LINE, { pickUpSeconds: 2, forwarding: null, addOn: 'B', initialPassword: false });
		await simulator().choose({ service: 'today' });
	});

	const phone = (number: string, on = page) => on.locator(`#phone-${number}`);
	/** A number with hyphens at which it does not break. */
	const shown = (number: string) => number.replaceAll('-', '\u2011');

	test(
		'a text that a workflow sends appears without a reload',
		inBrowser(async () => {
			const fields = { to: '010-0000-4101, 070-0000-1001', text: '[금도끼 철물] 내일 오전 10시에 방문하겠습니다.' };
			const chain = await createChain(api, 'page-text', lineCredential(OFFICE_LINE), [{ operation: 'message.send', fields }]);
			try {
				expect((await chain.run()).status).toBe('success');
				await phone(OFFICE_LINE).getByRole('button', { name: shown('010-0000-4101') }).click();
				await phone(OFFICE_LINE).locator('.bubble.out').getByText(fields.text).waitFor();
				// The other recipient is a line of the simulator.
				await phone(SECOND_LINE).locator('.bubble.in').getByText(fields.text).waitFor();
				await page.locator('#requests li').first().getByText('smssend').waitFor();
			} finally {
				await chain.remove();
			}
		}),
	);

	test(
		'an address in a text can be clicked',
		inBrowser(async () => {
			const url = 'http://127.0.0.1:8080/webhook-waiting/7/ask?signature=0f';
			await simulator().incomingText({ line: SECOND_LINE, from: '01000004104', text: `<b>괜찮으세요?</b>\n${url}` });
			await phone(SECOND_LINE).getByRole('button', { name: shown('010-0000-4104') }).click();
			const bubble = phone(SECOND_LINE).locator('.bubble.in').getByText('<b>괜찮으세요?</b>');
			expect(await bubble.getByRole('link').getAttribute('href')).toBe(url);
		}),
	);

	test(
		'"a text comes in" starts a workflow, and its reply appears',
		inBrowser(async () => {
			const workflow = await createTriggerWorkflow(api, 'Reply', ['incomingSms'], lineCredential(OFFICE_LINE), {}, '곧 연락드리겠습니다.');
			await api.activateWorkflow(workflow);
			await waitForCallbacks(OFFICE_LINE, { ring: false, sms: true });
			const form = phone(OFFICE_LINE).locator('form');
			await form.getByLabel('From').fill('010-0000-4102');
			await form.getByLabel('Text').fill('견적 부탁드려요. 50% 할인 되나요?');
			await form.getByRole('button', { name: 'A text comes in' }).click();
			await form.getByText(/^Told http:\/\/127\.0\.0\.1:\d+\/webhook\/.+, which answered 200\.$/).waitFor();

			const execution = await waitForExecution(api, workflow.id, []);
			expect(execution.items.Trigger).toMatchObject([
				{ sender: '01000004102', message: '견적 부탁드려요. 50% 할인 되나요?' },
			]);
			const { text } = await waitForTextTo('01000004102');
			const thread = phone(OFFICE_LINE).locator('.thread');
			await phone(OFFICE_LINE).getByRole('button', { name: shown('010-0000-4102') }).click();
			await thread.locator('.bubble.in').getByText('견적 부탁드려요. 50% 할인 되나요?').waitFor();
			await thread.locator('.bubble.out').getByText(text).waitFor();
			await api.deleteWorkflow(workflow.id);
		}),
	);

	test(
		'a call is dialled by a workflow, picked up on the page, put on hold by a workflow, hung up on the page, and stands in the history',
		inBrowser(async () => {
			const line = phone(OFFICE_LINE);
			const dial = { operation: 'call.dial', fields: { to: '010-0000-4103' } };
			const dialling = await createChain(api, 'page-dial', lineCredential(OFFICE_LINE), [dial]);
			const holding = await createChain(api, 'page-hold', lineCredential(OFFICE_LINE), [{ operation: 'call.hold' }]);
			try {
				await line.getByText('The line', { exact: true }).click();
				await line.locator('.pick-up-seconds').selectOption({ label: 'until I pick it up, 60 s at most' });
				const dialled = dialling.run();
				await line.getByText(`n8n calls ${shown('010-0000-4103')}: this phone rings first`).waitFor();
				await line.getByRole('button', { name: 'Pick up' }).click();
				expect((await dialled).items['call.dial']).toEqual([{ success: true, status: 'OK' }]);
				await line.getByText(`Talking with ${shown('010-0000-4103')}`).waitFor();

				expect((await holding.run()).status).toBe('success');
				await line.getByText(`On hold: ${shown('010-0000-4103')}`).waitFor();
				await line.getByText('The line', { exact: true }).click();
				await line.getByRole('button', { name: 'Hang up' }).click();
				await line.getByText('No call').waitFor();
				await line.getByText('Last calls').click();
				const newest = line.locator('.history li').first();
				await newest.getByText(`To ${shown('010-0000-4103')}`).waitFor();
				expect(await newest.textContent()).toMatch(/\d+ s/);
				await line.getByText('Last calls').click();
			} finally {
				await dialling.remove();
				await holding.remove();
			}
			expect((await simulatorLine(OFFICE_LINE)).history.at(-1)).toMatchObject({ number: '01000004103', status: 'OK' });
		}),
	);

	test.each([
		['another name', 'otherName'],
		['none (HTTP/1.0)', 'none'],
	])(
		'a call told with Host header %s, chosen on the page, starts a workflow',
		async (label, eventHost) => {
			const workflow = await createTriggerWorkflow(api, `Host ${eventHost}`, ['incomingCall'], lineCredential(SECOND_LINE));
			try {
				await api.activateWorkflow(workflow);
				await waitForCallbacks(SECOND_LINE, { ring: true, sms: false });
				await page.locator('[name=eventHost]').selectOption({ label });
				await page.locator('#settings-form .changed').getByText('Host header of an event').waitFor();
				await phone(SECOND_LINE).getByLabel('From').fill('010-0000-4104');
				await phone(SECOND_LINE).getByRole('button', { name: 'A call comes in' }).click();
				await phone(SECOND_LINE).getByText(`${shown('010-0000-4104')} is calling`).waitFor();
				const { items } = await waitForExecution(api, workflow.id, []);
				expect(items.Trigger).toMatchObject([{ event: 'incomingCall', sender: '01000004104' }]);
				await phone(SECOND_LINE).getByRole('button', { name: 'Hang up' }).click();
			} finally {
				await api.deleteWorkflow(workflow.id);
				await page.getByRole('button', { name: 'All as this service does it' }).click();
			}
		},
	);

	test('an advertisement stands there as a phone shows it, mark and line breaks and all; who has refused at the provider gets none', inBrowser(async () => {
		const values = { senderName: '한빛치과', contact: '070-0000-1000', optOut: '080-000-0000', nightConsent: true };
		const fields = { to: '010-0000-8401, 010-0000-8402', text: '12월 스케일링\n예약받습니다', options: { advertisement: { values } } };
		const chain = await createChain(api, 'page-advertisement', lineCredential(OFFICE_LINE), [{ operation: 'message.send', fields }]);
		try {
			const form = page.locator('#fault-form');
			await form.locator('[name=command]').selectOption('smssend');
			await form.locator('[name=kind]').selectOption({ label: 'A recipient has refused' });
			await form.locator('[name=number]').fill('010-0000-8402');
			await form.getByRole('button', { name: 'Add' }).click();
			await page.locator('#coming').getByText(`A recipient has refused, ${shown('010-0000-8402')}`).waitFor();
			const { items } = await chain.runByHand();
			expect(items['message.send']).toMatchObject([
				{ success: false, sent: 1, failed: 1, recipients: [{ to: '01000008401', status: 'OK' }, { to: '01000008402', status: 'REFUSED' }] },
			]);
			await phone(OFFICE_LINE).getByRole('button', { name: shown('010-0000-8401') }).click();
			const words = phone(OFFICE_LINE).locator('.bubble.out .words').last();
			await words.getByText('(광고)').waitFor();
			expect(await words.innerText()).toBe('(광고)한빛치과 070-0000-1000\n12월 스케일링\n예약받습니다\n무료거부 080-000-0000');
			expect(await phone(OFFICE_LINE).getByRole('button', { name: shown('010-0000-8402') }).count()).toBe(0);
			expect(await page.locator('#coming li').count()).toBe(0);
		} finally {
			await chain.remove();
		}
	}));

	test('a fault that is added on the page meets the next request, and stands in the log', async () => {
		const form = page.locator('#fault-form');
		await form.locator('[name=command]').selectOption('userinfo');
		await form.locator('[name=kind]').selectOption({ label: 'The connection drops' });
		await form.locator('[name=carryOut]').selectOption({ label: 'after it was carried out' });
		await form.getByRole('button', { name: 'Add' }).click();
		await page.locator('#coming').getByText('The connection drops, after it was carried out').waitFor();
		await expect(fetch(`${office().simulatorUrl}/RestApi/userinfo`, { method: 'POST' })).rejects.toThrow('fetch failed');
		await page.locator('#coming li').waitFor({ state: 'detached' });
		const entry = page.locator('#requests li').first();
		await entry.getByText('userinfo').click();
		await entry.getByText('The connection drops').waitFor();
	});

	/** A command of the office line, past n8n. */
	const command = async (name: string, parameters: Record<string, string> = {}) => {
		const pass = createHash('sha512').update('demo-1000').digest('hex');
		const body = new URLSearchParams({ id: OFFICE_LINE, pass, ...parameters });
		return (await (await fetch(`${office().simulatorUrl}/RestApi/${name}`, { method: 'POST', body })).json()) as { SVC_RT: string };
	};

	test('the service of today or of the document is chosen, and the settings follow', async () => {
		const form = page.locator('#settings-form');
		const follows = async (name: string, choice: string) =>
			await waitInOffice(`${name} to be ${choice}`, 5, async () =>
				(await form.locator(`[name=${name}]`).inputValue()) === choice ? true : undefined,
			);
		expect(await form.locator('[name=service]').inputValue()).toBe('today');
		expect(await command('getforwardtype')).toMatchObject({ SVC_RT: '0000' });
		await form.locator('[name=service]').selectOption({ label: 'of the document (v2.0)' });
		await follows('sendsLeft', 'RESCNT');
		expect(await form.locator('.changed').count()).toBe(0);
		expect(await command('getforwardtype')).toMatchObject({ SVC_RT: '4001' });
		await form.locator('[name=service]').selectOption({ label: 'of today' });
		await follows('callbackParts', '8');
	});

	test('a condition for forwarding is shown, and the call rings where it is forwarded to', async () => {
		await command('setforwardtype', { destnumber: SECOND_LINE, ftype: '0' });
		await phone(OFFICE_LINE).getByText(`Calls are forwarded to ${shown('070-0000-1001')}, always.`).waitFor();
		await phone(OFFICE_LINE).getByRole('button', { name: 'A call comes in' }).click();
		await phone(SECOND_LINE).and(page.locator('[data-state=ringing]')).waitFor();
		await phone(SECOND_LINE).getByRole('button', { name: 'Hang up' }).click();
		await phone(OFFICE_LINE).getByRole('button', { name: 'Stop', exact: true }).click();
		await phone(OFFICE_LINE).getByText('Calls are forwarded').waitFor({ state: 'detached' });
	});

	test('a code for a new password appears on the phone', async () => {
		await command('getauthcode');
		const { authCode } = await simulatorLine(OFFICE_LINE);
		await phone(OFFICE_LINE).getByText(`the code for a new password is ${authCode?.code}`).waitFor();
	});

	test('a call on the mobile app is told to nobody, and listed', async () => {
		await simulator().setLine(OFFICE_LINE, { listDelaySeconds: 0, inboundCalls: [] });
		const form = phone(OFFICE_LINE).locator('.incoming');
		await form.locator('[name=rings]').selectOption({ label: 'on the mobile app only, and is missed' });
		await form.getByRole('button', { name: 'A call comes in' }).click();
		await form.getByText('It rings on the mobile app only').waitFor();
		await form.locator('[name=rings]').selectOption('phone');
		await phone(OFFICE_LINE).locator('summary', { hasText: 'Inbound calls' }).click();
		await phone(OFFICE_LINE).locator('.inboundCalls').getByText('given up').waitFor();
		await phone(OFFICE_LINE).locator('summary', { hasText: 'Inbound calls' }).click();
	});

	test('what the contract lacks is set on the line, and said', async () => {
		await phone(OFFICE_LINE).locator('summary', { hasText: 'The line' }).click();
		await phone(OFFICE_LINE).locator('.add-on').selectOption({ label: 'not at all (1005)' });
		await phone(OFFICE_LINE).getByText('No API add-on: every command is answered 1005.').waitFor();
		expect(await command('userinfo')).toMatchObject({ SVC_RT: '1005', SVC_MSG: 'NO_API_PERM_ERR' });
		await phone(OFFICE_LINE).locator('.add-on').selectOption({ label: 'of type B, with recordings' });
		await phone(OFFICE_LINE).locator('.password-state').selectOption({ label: 'is the initial one (1007)' });
		await phone(OFFICE_LINE).getByText('Still the initial password').waitFor();
		expect(await command('userinfo')).toMatchObject({ SVC_RT: '1007' });
		await phone(OFFICE_LINE).locator('.password-state').selectOption({ label: 'never expires' });
		await phone(OFFICE_LINE).locator('summary', { hasText: 'The line' }).click();
		expect(await command('userinfo')).toMatchObject({ SVC_RT: '0000' });
	});

	test('a text never becomes HTML', async () => {
		const text = '<img src="x" onerror="window.isStillTheSame = false"><b>50%</b>';
		await simulator().incomingText({ line: '07000003004', from: '010-0000-4105', text });
		await phone('07000003004').locator('.bubble.in').getByText(text).waitFor();
		expect(await phone('07000003004').locator('img, b').count()).toBe(0);
	});

	test('what is being typed and read stays as it is while requests come in', async () => {
		await command('phonestatus');
		const entry = page.locator('#requests li').first();
		await entry.getByText('phonestatus').click();
		const text = phone(SECOND_LINE).getByLabel('Text', { exact: true });
		await text.focus();
		for (const letters of ['아직', ' 쓰는', ' 중']) {
			await page.keyboard.insertText(letters);
			await command('userinfo');
			await page.locator('#requests li').first().getByText('userinfo').waitFor();
			await command('channelstatus');
			await page.locator('#requests li').first().getByText('channelstatus').waitFor();
		}
		expect(await text.inputValue()).toBe('아직 쓰는 중');
		expect(await text.evaluate((field) => field.matches(':focus'))).toBe(true);
		const opened = page.locator('#requests li', { has: page.locator('details[open]') }).filter({ hasText: 'phonestatus' });
		expect(await opened.count()).toBe(1);
		await text.fill('');
		await opened.getByText('phonestatus').click();
	});

	test('hashes and keys are nowhere in full', async () => {
		const [hash] = /[0-9a-f]{128}/.exec(JSON.stringify(await simulator().state())) ?? [];
		expect(hash).toBeUndefined();
		for (const entry of await page.locator('#requests summary').all()) await entry.click();
		const text = await page.locator('body').innerText();
		expect(text).toContain('f64eedc8…');
		expect(text).not.toMatch(/[0-9a-f]{128}|key=[\w-]{43}/);
	});

	test.each([
		['another port', '127.0.0.1'],
		['another name', 'localhost'],
	])('a page at %s reads nothing here, changes nothing and shows nothing; a link leads here', async (_which, name) => {
		const url = office().simulatorUrl;
		const before = JSON.stringify(await simulator().state());
		const other = await openPage(browser, `${office().n8nUrl.replace('127.0.0.1', name)}/healthz`);
		const answers: Array<[string, number]> = [];
		other.on('response', (answer) => answers.push([answer.url().replace(url, ''), answer.status()]));
		await other.evaluate(`fetch('${url}/_simulator/reset', { method: 'POST', mode: 'no-cors' })`);
		await other.evaluate(`fetch('${url}/RestApi/userinfo', { method: 'POST', mode: 'no-cors', body: new URLSearchParams({ id: '1' }) })`);
		await other.evaluate(`fetch('${url}/_simulator/state', { mode: 'no-cors' })`);
		expect(answers).toEqual(['/_simulator/reset', '/RestApi/userinfo', '/_simulator/state'].map((path) => [path, 403]));
		expect(JSON.stringify(await simulator().state())).toBe(before);

		await other.evaluate(`new Promise((done) => document.body.append(Object.assign(document.createElement('iframe'), { src: '${url}', onload: done })))`);
		await waitInOffice('the frame to stay empty', 10, () => other.frames()[1].url().startsWith('chrome-error:') || undefined);
		await other.evaluate(`document.body.append(Object.assign(document.createElement('a'), { href: '${url}', textContent: 'The simulator' }))`);
		await other.getByText('The simulator').click();
		await other.locator('.phone').first().waitFor();
		await other.close();
	});

	describe.each([
		['English', 'en-US', 'light', 'A call comes in', 'is calling', 'Pick up', 'Hang up'],
		['Korean', 'ko-KR', 'dark', '전화 오게 하기', '에서 전화가 왔습니다', '받기', '끊기'],
	] as const)('at 360 px, in %s', (_language, locale, colorScheme, callComesIn, isCalling, pickUp, hangUp) => {
		let small: Page;
		beforeAll(async () => {
			small = await browser.newPage({ viewport: { width: 360, height: 740 }, locale, colorScheme });
			await small.goto(office().simulatorUrl);
			await small.locator('.phone').first().waitFor();
		});
		afterAll(async () => await small.close());

		test('nothing stands beyond the edge', async () => {
			for (const summary of await small.locator('summary').all()) await summary.click();
			expect(await small.evaluate('document.documentElement.scrollWidth')).toBe(360);
			for (const summary of await small.locator('.phone summary').all()) await summary.click();
			const ground = await small.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)[0]");
			expect(colorScheme === 'dark' ? Number(ground) < 60 : Number(ground) > 200).toBe(true);
		});

		test('a call comes in, is picked up and hung up by keyboard alone', async () => {
			const focused = () => small.evaluate('document.activeElement.textContent');
			const press = async (name: string) => {
				for (let times = 0; times < 60 && (await focused()) !== name; times += 1) await small.keyboard.press('Tab');
				expect(await focused()).toBe(name);
				expect(await small.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
				await small.keyboard.press('Enter');
			};
			const fromTheTop = () => small.evaluate("(document.querySelector('h1').tabIndex = -1, document.querySelector('h1').focus())");
			await fromTheTop();
			await press(callComesIn);
			await phone(OFFICE_LINE, small).locator('.call').getByText(isCalling).waitFor();
			await fromTheTop();
			await press(pickUp);
			await phone(OFFICE_LINE, small).and(small.locator('[data-state=talking]')).waitFor();
			await press(hangUp);
			await phone(OFFICE_LINE, small).and(small.locator('[data-state=idle]')).waitFor();
		});
	});

	test('the language can be changed, and is remembered', async () => {
		const context = await browser.newContext();
		const other = await context.newPage();
		await other.goto(office().simulatorUrl);
		await other.getByRole('button', { name: '한국어' }).click();
		await other.getByRole('heading', { name: '센트릭스 시뮬레이터' }).waitFor();
		await other.reload();
		await other.getByRole('heading', { name: '센트릭스 시뮬레이터' }).waitFor();
		expect(await other.locator('html').getAttribute('lang')).toBe('ko');
		await context.close();
	});
});
