import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium, selectors, type Browser, type Page } from 'playwright-core';
import { DEMO_OWNER } from '../../../scripts/demoOffice';
import { office } from './office';

const CHROMIUM = '/usr/bin/chromium';
const WAIT_MS = 30_000;

/**
 * Makes sure that Chromium is there: installs it where it is missing and we may.
 *
 * @throws Error saying how to install it
 */
export function ensureBrowser(): void {
	if (!existsSync(CHROMIUM) && process.getuid?.() === 0) {
		const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
		spawnSync('sh', ['-c', 'apt-get update -q && apt-get install -y -q chromium'], { stdio: 'inherit', env });
	}
	if (!existsSync(CHROMIUM)) {
		throw new Error(`These tests need Chromium at ${CHROMIUM}. On Debian: sudo apt-get install chromium`);
	}
}

/** Starts Chromium without a window. */
export async function openBrowser(): Promise<Browser> {
	selectors.setTestIdAttribute('data-test-id');
	return await chromium.launch({
		executablePath: CHROMIUM,
		args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
	});
}

/** Opens a page that gives up waiting for anything after half a minute. */
export async function openPage(browser: Browser, url: string): Promise<Page> {
	const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
	page.setDefaultTimeout(WAIT_MS);
	await page.goto(url);
	return page;
}

/** Signs in to n8n's editor with what `npm start` prints; the page then shows the list of workflows. */
export async function openEditor(browser: Browser): Promise<Page> {
	const page = await openPage(browser, `${office().n8nUrl}/signin`);
	await page.locator('input[name=emailOrLdapLoginId]').fill(DEMO_OWNER.email);
	await page.locator('input[name=password]').fill(DEMO_OWNER.password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL('**/home/workflows');
	return page;
}
