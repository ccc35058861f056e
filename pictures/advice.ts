import { aroundNodes, visit } from '../test/e2e/support/browser';
import { contents, labels, picture } from './subject';
import type { Subject } from './subject';

/** Places in n8n that a page leads to. */
export const advice: Subject = {
	shows(language) {
		const triggers = ['Polling', ''].flatMap((kind) => labels(`nodes/UplusCentrex/UplusCentrex${kind}Trigger.node.ts`));
		return {
			[picture(language, 'triggers.png')]: [...triggers, ...contents('icons')],
			[picture(language, 'more-lines.png')]: labels('credentials/UplusCentrexApi.credentials.ts'),
			[picture(language, 'human-review.png')]: contents('icons'),
		};
	},

	async take({ language, api, credential, editor }, save) {
		await visit(editor, '/workflow/new');
		await editor.getByTestId('canvas-add-button').click();
		const search = editor.getByTestId('node-creator');
		await search.getByTestId('node-creator-search-bar').fill('centrex');
		await search.getByText('LG U+ Centrex Polling', { exact: true }).waitFor();
		await editor.waitForTimeout(800);
		const box = (await search.boundingBox()) ?? { x: 0, y: 0, width: 1280 };
		save(picture(language, 'triggers.png'), await editor.screenshot({ clip: { ...box, height: 420 } }));
		await editor.keyboard.press('Escape');

		await editor.setViewportSize({ width: 1280, height: 1400 });
		await visit(editor, `/home/credentials/${credential.id}`);
		const modal = editor.getByTestId('editCredential-modal');
		// The last field is below its edge otherwise.
		await editor.addStyleTag({ content: '[data-test-id=editCredential-modal] { height: 1200px !important; max-height: none !important; }' });
		const boxOf = async (field: string) => (await modal.getByTestId(`parameter-input-${field}`).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
		await modal.getByText('Connection tested successfully').waitFor();
		await editor.waitForTimeout(500);
		const [first, last] = [await boxOf('number'), await boxOf('moreNumbers')];
		const clip = { x: first.x - 24, y: first.y - 48, width: first.width + 48, height: last.y + last.height - first.y + 72 };
		save(picture(language, 'more-lines.png'), await editor.screenshot({ clip }));
		await editor.keyboard.press('Escape');
		await editor.setViewportSize({ width: 1280, height: 800 });

		const agent = { name: 'AI Agent', type: '@n8n/n8n-nodes-langchain.agent', typeVersion: 3, position: [0, 0] as [number, number], parameters: {} };
		const tool = {
			name: language === 'ko' ? '문자 보내기' : 'Send a text',
			type: 'n8n-nodes-uplus-centrex.uplusCentrexTool',
			typeVersion: 1,
			position: [400, 288] as [number, number],
			parameters: { resource: 'message', operation: 'send' },
		};
		const connections = { [tool.name]: { ai_tool: [[{ node: agent.name, type: 'ai_tool', index: 0 }]] } };
		const workflow = await api.createWorkflow({ name: 'Agent', nodes: [agent, tool], connections });
		await visit(editor, `/workflow/${workflow.id}`);
		await editor.getByTestId('canvas-node').nth(1).waitFor();
		await editor.waitForTimeout(1_000);
		// The middle of the line between them.
		const middle = await editor.evaluate<{ x: number; y: number }>(`(() => {
			const line = document.querySelector('.vue-flow__edge path');
			const { x, y } = line.getPointAtLength(line.getTotalLength() / 2).matrixTransform(line.getScreenCTM());
			return { x, y };
		})()`);
		await editor.mouse.move(middle.x, middle.y, { steps: 5 });
		await editor.waitForTimeout(800);
		const room = { left: 60, top: 60, right: 160, bottom: 60 };
		// The model that is missing is none of the picture's business.
		const style = '[data-test-id=node-issues] { visibility: hidden !important; }';
		save(picture(language, 'human-review.png'), await editor.screenshot({ clip: await aroundNodes(editor, room), style }));
		await visit(editor, '/home/workflows');
		await api.deleteWorkflow(workflow.id);
	},
};
