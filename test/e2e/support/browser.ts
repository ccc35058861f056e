import { chromium, selectors, type Browser, type Page } from 'playwright-core';
import { DEMO_OWNER } from '../../../scripts/demoOffice';
import { PROGRAMS } from './debian';
import { office } from './office';

const WAIT_MS = 60_000;

/** Starts Chromium without a window. */
export async function openBrowser(): Promise<Browser> {
	selectors.setTestIdAttribute('data-test-id');
	return await chromium.launch({
		executablePath: PROGRAMS.chromium,
		args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
	});
}

/** Opens a page that gives up waiting for anything after a minute: another file may have the machine busy. */
export async function openPage(browser: Browser, url: string): Promise<Page> {
	const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
	page.setDefaultTimeout(WAIT_MS);
	await page.goto(url);
	return page;
}

/** Signs in to an n8n's editor with what `npm start` prints; the page then shows the list of workflows. */
export async function openEditor(browser: Browser, n8nUrl = office().n8nUrl): Promise<Page> {
	const page = await openPage(browser, `${n8nUrl}/signin`);
	await page.locator('input[name=emailOrLdapLoginId]').fill(DEMO_OWNER.email);
	await page.locator('input[name=password]').fill(DEMO_OWNER.password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL('**/home/workflows');
	return page;
}

/**
 * The part of n8n's canvas that holds the workflow's nodes and its notes.
 *
 * @param room how much of the canvas around them, in pixels
 */
export async function aroundNodes(page: Page, room: Record<'left' | 'top' | 'right' | 'bottom', number>) {
	const drawn = await page.locator('.vue-flow__node').all();
	const boxes = (await Promise.all(drawn.map(async (one) => await one.boundingBox()))).filter((box) => box !== null);
	const left = Math.min(...boxes.map(({ x }) => x)) - room.left;
	const top = Math.min(...boxes.map(({ y }) => y)) - room.top;
	const right = Math.max(...boxes.map(({ x, width }) => x + width)) + room.right;
	const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + room.bottom;
	return { x: left, y: top, width: right - left, height: bottom - top };
}
