import type { Locator } from 'playwright-core';
import packageJson from '../package.json';
import { N8nApi } from '../scripts/n8nApi';
import { startN8n } from '../scripts/n8nProcess';
import { anyFreePort } from '../scripts/ports';
import { openEditor } from '../test/e2e/support/browser';
import { startInternet } from '../test/e2e/support/internet';
import { temporaryFolder } from '../test/e2e/support/temporaryFolder';
import { CUSTOMER, OFFICE } from './scene';
import { contents, labels, picture } from './subject';
import type { Subject } from './subject';

/** The steps of docs/first-text.md, in an n8n without the package; test/e2e/firstText.test.ts proves that they are those. */
export const firstText: Subject = {
	shows(language) {
		const workflow = contents(language === 'ko' ? 'examples/ko/form-to-sms.json' : 'examples/form-to-sms.json');
		const node = labels('nodes/UplusCentrex/UplusCentrex.node.ts');
		return {
			[picture(language, 'install.png')]: [...node, ...contents('icons')],
			[picture(language, 'risks.png')]: [packageJson.name],
			[picture(language, 'connect.png')]: [...node, ...workflow],
			[picture(language, 'credential.png')]: labels('credentials/UplusCentrexApi.credentials.ts'),
			[picture(language, 'form.png')]: workflow,
			[picture(language, 'phone.png')]: [...workflow, ...contents('simulator/control/page')],
		};
	},

	async take({ language, owner, tarball, simulator, simulatorUrl, browser, openPage }, save) {
		const keep = async (file: string, of: Locator) => save(picture(language, file), await of.screenshot());
		const example = contents(language === 'ko' ? 'examples/ko/form-to-sms.json' : 'examples/form-to-sms.json')[0];
		const send = (JSON.parse(example) as { nodes: Array<{ name: string; type: string }> }).nodes.find(({ type }) => type.endsWith('.uplusCentrex'));
		const userFolder = temporaryFolder();
		const internet = await startInternet(userFolder, tarball, packageJson, simulatorUrl);
		const n8n = await startN8n({ userFolder, port: await anyFreePort(), env: internet.env, onLine: () => undefined });
		try {
			await new N8nApi(n8n.url).signIn(owner);
			const editor = await openEditor(browser, n8n.url, owner);
			await editor.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: n8n.url });
			await editor.goto(`${n8n.url}/workflow/new`);
			await editor.getByText('Add first step').waitFor();
			await editor.evaluate(`navigator.clipboard.writeText(${JSON.stringify(example)})`);
			await editor.keyboard.press('Control+v');
			await editor.getByTestId('canvas-node').filter({ hasText: send?.name }).waitFor();

			await editor.keyboard.press('Enter');
			const panel = editor.getByTestId('ndv');
			await panel.getByText('Install this node to use it').waitFor();
			await keep('install.png', panel);
			await panel.getByRole('button', { name: 'Install' }).click();
			const dialog = editor.getByTestId('communityPackageInstall-modal');
			await dialog.getByText('I understand the risks').click();
			await editor.waitForTimeout(500);
			await keep('risks.png', dialog);
			await dialog.getByRole('button', { name: 'Install' }).click();
			await editor.getByText('Package installed').waitFor();
			await panel.waitFor({ state: 'hidden' });

			await editor.keyboard.press('Enter');
			await panel.getByText('Connect to LG U+ Centrex').waitFor();
			await keep('connect.png', panel.getByTestId('node-parameters'));
			await panel.getByText('Connect to LG U+ Centrex').click();
			const credential = editor.getByTestId('editCredential-modal');
			await credential.getByTestId('parameter-input-number').locator('input').click();
			await editor.keyboard.type('070-0000-1000');
			for (let tabs = 0; tabs < 3; tabs += 1) await editor.keyboard.press('Tab');
			await editor.keyboard.type('demo-1000');
			await editor.waitForTimeout(1_000);
			await keep('credential.png', credential);
			await credential.getByRole('button', { name: 'Save' }).click();
			await credential.waitFor({ state: 'hidden' });

			await editor.keyboard.press('Escape');
			await panel.waitFor({ state: 'hidden' });
			const opened = editor.context().waitForEvent('page');
			await editor.keyboard.press('Control+Enter');
			const form = await opened;
			await form.setViewportSize({ width: 560, height: 560 });
			await form.waitForLoadState();
			for (const entered of [CUSTOMER.name, CUSTOMER.number, CUSTOMER.inquiry]) {
				await form.keyboard.press('Tab');
				await form.keyboard.type(entered);
			}
			await keep('form.png', form.locator('body'));
			await form.keyboard.press('Tab');
			await form.keyboard.press('Enter');

			const phone = await openPage(simulatorUrl, 400, 800);
			await phone.getByText(`${CUSTOMER.name}님`).first().waitFor();
			// From its top to the end of the conversation.
			const line = phone.locator(`#phone-${OFFICE}`);
			const [top, thread] = [await line.boundingBox(), await line.locator('.thread').boundingBox()];
			if (!top || !thread) throw new Error('The phone of the line is not there.');
			save(picture(language, 'phone.png'), await phone.screenshot({ clip: { ...top, height: thread.y + thread.height - top.y } }));
			await phone.close();
			await editor.close();
			await simulator.reset();
		} finally {
			await n8n.stop();
			await internet.close();
		}
	},
};
