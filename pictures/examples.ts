import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Language } from '../scripts/language';
import type { WorkflowFile } from '../scripts/n8nApi';
import { aroundNodes, visit } from '../test/e2e/support/browser';
import { contents, examplePath, ROOT } from './subject';
import type { Subject } from './subject';

const FILES = readdirSync(join(ROOT, 'examples')).filter((name) => name.endsWith('.json'));

const pictureOf = (language: Language, file: string) => `docs/examples/${file.replace('.json', language === 'ko' ? '.ko.png' : '.png')}`;

/** Each example on n8n's canvas. */
export const examples: Subject = {
	shows: (language) => Object.fromEntries(FILES.map((file) => [pictureOf(language, file), contents(examplePath(language, file), 'icons')])),

	async take({ language, editor, workflows }, save) {
		await editor.setViewportSize({ width: 1600, height: 1400 });
		for (const file of FILES) {
			const { name, nodes } = JSON.parse(contents(examplePath(language, file))[0]) as WorkflowFile;
			await visit(editor, `/workflow/${workflows.find((workflow) => workflow.name === name)?.id}`);
			await editor.getByTestId('canvas-node').nth(nodes.length - 2).waitFor();
			save(pictureOf(language, file), await workflowOnCanvas(editor));
		}
		await visit(editor, '/home/workflows');
		await editor.setViewportSize({ width: 1280, height: 800 });
	},
};

/** A workflow's nodes and its note, without the buttons that n8n lays over them. */
async function workflowOnCanvas(editor: Page): Promise<Buffer> {
	await editor.getByTestId('zoom-to-fit').click();
	// n8n glides there.
	await editor.waitForTimeout(1_000);
	const execute = '[data-test-id=execute-workflow-button]';
	// Beside it stands a list of the triggers, where there are several.
	const hidden = ['.vue-flow__panel', '[data-test-id=canvas-controls]', execute, `div:has(> ${execute})`, '[class*=_split_]'];
	return await editor.screenshot({
		clip: await aroundNodes(editor, { left: 40, top: 20, right: 60, bottom: 100 }),
		style: `${hidden.join(', ')} { visibility: hidden !important; }`,
	});
}
