import packageJson from '../package.json';
import { N8nApi } from '../scripts/n8nApi';
import type { WorkflowFile, WorkflowNode } from '../scripts/n8nApi';
import { startN8n } from '../scripts/n8nProcess';
import { anyFreePort } from '../scripts/ports';
import { openEditor } from '../test/e2e/support/browser';
import { walkToFirstText } from '../test/e2e/support/firstTextWalk';
import { startInternet } from '../test/e2e/support/internet';
import { temporaryFolder } from '../test/e2e/support/temporaryFolder';
import { CUSTOMER, OFFICE } from './scene';
import { contents, examplePath, labels, picture } from './subject';
import type { Subject } from './subject';

const FORM = 'form-to-sms.json';

/** The steps of docs/first-text.md, in an n8n without the package. */
export const firstText: Subject = {
	shows(language) {
		const workflow = contents(examplePath(language, FORM));
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
		const [example] = contents(examplePath(language, FORM));
		const { name: node } = (JSON.parse(example) as WorkflowFile).nodes.find(({ type }) => type.endsWith('.uplusCentrex')) as WorkflowNode;
		const userFolder = temporaryFolder();
		const internet = await startInternet(userFolder, tarball, packageJson, simulatorUrl);
		const n8n = await startN8n({ userFolder, port: await anyFreePort(), env: internet.env, onLine: () => undefined });
		try {
			await new N8nApi(n8n.url).signIn(owner);
			const editor = await openEditor(browser, n8n.url, owner);
			const entered = [CUSTOMER.name, CUSTOMER.number, CUSTOMER.inquiry];
			await walkToFirstText(editor, n8n.url, { example, node, entered }, async (name, what) => {
				if (name === 'form') await what.page().setViewportSize({ width: 560, height: 560 });
				// n8n's editor scrolls as one types.
				if (name === 'credential') await what.getByTestId('parameter-input-service').scrollIntoViewIfNeeded();
				// What glides comes to rest.
				await editor.waitForTimeout(500);
				save(picture(language, `${name}.png`), await what.screenshot());
			});

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
