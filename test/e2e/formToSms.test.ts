import type { Browser } from 'playwright-core';
import { inBrowser, openBrowser, openPage } from './support/browser';
import { office, waitInOffice } from './support/office';
import { OFFICE_LINE, setFault, waitForTextTo } from './support/simulator';

describe('form to SMS', () => {
	let browser: Browser;
	beforeAll(async () => {
		browser = await openBrowser();
	});
	afterAll(async () => await browser.close());

	async function fillInForm(phone: string, message: string) {
		const url = `${office().n8nUrl}/form/send-a-text`;
		await waitInOffice('the form to open', 30, async () => ((await fetch(url)).ok ? true : undefined));
		const page = await openPage(browser, url);
		await page.getByLabel('Name').fill('홍길동');
		await page.getByLabel('Phone').fill(phone);
		await page.getByLabel('Message').fill(message);
		await page.getByRole('button', { name: 'Send' }).click();
		return page;
	}

	test('sends what was filled in, with the Hangul right', inBrowser(async () => {
		const page = await fillInForm('010-0000-1101', '예약이 확인되었습니다. 내일 뵙겠습니다!');
		await page.getByText('Thank you! The text has been sent.').waitFor();
		expect(await waitForTextTo('01000001101')).toMatchObject({
			line: OFFICE_LINE,
			text: '홍길동님, 예약이 확인되었습니다. 내일 뵙겠습니다!',
			type: 'SMS',
			bytes: 49,
		});
	}));

	test('does not thank for a text that the service refused for this number', inBrowser(async () => {
		const DATAS = { STATUS: 'OK', RESCNT: 9, DEBUG: '01000001102=FAIL' };
		await setFault({ command: 'smssend', kind: 'body', body: JSON.stringify({ SVC_RT: '0000', SVC_MSG: '', DATAS }) });
		const page = await fillInForm('010-0000-1102', '안녕하세요');
		await page.getByText('Problem submitting response').waitFor();
		expect(await page.getByText('Thank you! The text has been sent.').isVisible()).toBe(false);
	}));

	test('does not thank for a text that could not be sent', inBrowser(async () => {
		const page = await fillInForm('not a number', '안녕하세요');
		await page.getByText('Problem submitting response').waitFor();
		expect(await page.getByText('Thank you! The text has been sent.').isVisible()).toBe(false);
	}));
});
