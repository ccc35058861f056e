import { rm } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { installPackage } from '../scripts/communityPackage';
import { CREDENTIAL_TYPE, furnishDemoOffice } from '../scripts/demoOffice';
import { newOwner } from '../scripts/demoOwner';
import type { Language } from '../scripts/language';
import { formUrl, N8nApi } from '../scripts/n8nApi';
import type { Owner, SavedWorkflow } from '../scripts/n8nApi';
import { startN8n } from '../scripts/n8nProcess';
import { packPackage } from '../scripts/packageTarball';
import { anyFreePort } from '../scripts/ports';
import { SimulatorClient } from '../simulator/client';
import { startSimulator } from '../simulator/server';
import { openBrowser, openEditor } from '../test/e2e/support/browser';
import { temporaryFolder } from '../test/e2e/support/temporaryFolder';

/** What stands before the camera: the demo of `npm start` in one language, and a browser. */
export interface Studio {
	language: Language;
	owner: Owner;
	/** Signed in. */
	api: N8nApi;
	/** All workflows of the demo, without their nodes. */
	workflows: SavedWorkflow[];
	/** The address of the published form. */
	formUrl: string;
	/** The demo's credential. */
	credential: { id: string };
	simulatorUrl: string;
	simulator: SimulatorClient;
	/** The packed package. */
	tarball: string;
	browser: Browser;
	/** n8n's editor, signed in. */
	editor: Page;
	/** Opens a page in the studio's language. */
	openPage: (url: string, width: number, height: number) => Promise<Page>;
	close: () => Promise<void>;
}

/** Starts the demo in a language, with a browser. */
export async function openStudio(language: Language): Promise<Studio> {
	const userFolder = temporaryFolder();
	const tarball = await packPackage(temporaryFolder());
	await installPackage(userFolder, tarball);
	const simulator = await startSimulator({ port: 0, host: '127.0.0.1' });
	const n8n = await startN8n({ userFolder, port: await anyFreePort(), onLine: () => undefined });
	const owner = newOwner();
	const api = new N8nApi(n8n.url);
	const [form] = await furnishDemoOffice(api, simulator.url, owner, language);
	const [credential] = (await api.credentials()).filter(({ type }) => type === CREDENTIAL_TYPE);
	const browser = await openBrowser();
	return {
		language,
		owner,
		api,
		workflows: await api.workflows(),
		formUrl: formUrl(n8n.url, await api.workflow(form.workflow.id)),
		credential: { id: String(credential.id) },
		simulatorUrl: simulator.url,
		simulator: new SimulatorClient(simulator.url),
		tarball,
		browser,
		editor: await openEditor(browser, n8n.url, owner),
		openPage: async (url, width, height) => {
			const page = await browser.newPage({ viewport: { width, height }, locale: language === 'ko' ? 'ko-KR' : 'en-US' });
			await page.goto(url);
			return page;
		},
		close: async () => {
			await browser.close();
			await n8n.stop();
			await simulator.close();
			await rm(userFolder, { recursive: true, force: true });
		},
	};
}
