import { join } from 'node:path';
import { chromium, selectors } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import type { Owner } from '../../../scripts/n8nApi';
import { waitFor } from '../../../scripts/waitFor';
import { PROGRAMS } from './debian';
import { lastN8nLines, office } from './office';

const RESULTS = join(__dirname, '../../../test-results');
const WAIT_MS = 60_000;
/** Vue Router's NavigationFailureType.cancelled. */
const CANCELLED = 8;

/** The browsers that a test file has opened. */
const browsers: Browser[] = [];

/** Starts Chromium without a window. */
export async function openBrowser(): Promise<Browser> {
	selectors.setTestIdAttribute('data-test-id');
	const browser = await chromium.launch({
		executablePath: PROGRAMS.chromium,
		args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
	});
	browsers.push(browser);
	return browser;
}

/**
 * A test that drives the browser: when it fails, its message tells where pictures of the open pages are, and what n8n printed last.
 */
export function inBrowser(work: () => Promise<void>): () => Promise<void> {
	return async () => {
		try {
			await work();
		} catch (error) {
			if (!(error instanceof Error)) throw error;
			const evidence = [error.message, ...(await pictures()), lastN8nLines()].join('\n');
			// Jest prints the stack, which holds the message as it was at first.
			error.stack = error.stack?.replace(error.message, () => evidence);
			error.message = evidence;
			throw error;
		}
	};
}

async function pictures(): Promise<string[]> {
	const pages = browsers.flatMap((browser) => browser.contexts()).flatMap((context) => context.pages());
	return await Promise.all(
		pages.map(async (page, index) => {
			const path = join(RESULTS, `failed-${Date.now()}-${index + 1}.png`);
			await page.screenshot({ path }).catch(() => undefined);
			return `${page.url()} was open: ${path}`;
		}),
	);
}

/**
 * Opens a page that gives up waiting for anything after a minute: another file may have the machine busy.
 *
 * @param httpCredentials what is typed when the page asks for a user name and a password
 */
export async function openPage(browser: Browser, url: string, httpCredentials?: { username: string; password: string }): Promise<Page> {
	const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, httpCredentials });
	page.setDefaultTimeout(WAIT_MS);
	await page.goto(url);
	return page;
}

/** Signs in to an n8n's editor, by default as the owner in this run; the page then shows the list of workflows. */
export async function openEditor(browser: Browser, n8nUrl = office().n8nUrl, owner: Pick<Owner, 'email' | 'password'> = office().owner): Promise<Page> {
	const page = await openPage(browser, `${n8nUrl}/signin`);
	await page.locator('input[name=emailOrLdapLoginId]').fill(owner.email);
	await page.locator('input[name=password]').fill(owner.password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL('**/home/workflows');
	await page.getByTestId('project-home-menu-item').waitFor();
	return page;
}

/**
 * Goes to another page of the editor as its own links do: loading the editor anew takes ten seconds.
 *
 * @param path such as /workflow/new
 */
export async function visit(page: Page, path: string): Promise<void> {
	// By way of the list of workflows, so that nothing of another workflow is taken for what is to come.
	const leave = page.getByRole('button', { name: 'Leave without saving' });
	const hasLeft = waitFor('the editor to leave the workflow', 60, async () => {
		if (await leave.isVisible()) await leave.click();
		return (await page.getByTestId('canvas-wrapper').count()) === 0 ? true : undefined;
	});
	await Promise.all([follow(page, '/home/workflows'), hasLeft]);
	await waitFor(`the editor to go to ${path}`, 60, async () => await follow(page, path));
}

/** True when the editor is there; it is not when it was on its way elsewhere itself. */
async function follow(page: Page, path: string): Promise<true | undefined> {
	const router = "document.querySelector('#app').__vue_app__.config.globalProperties.$router";
	const failure = await page.evaluate(`${router}.push(${JSON.stringify(path)}).then((failure) => failure?.type)`);
	return failure === CANCELLED ? undefined : true;
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
