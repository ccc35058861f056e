import { filesLike, textOf, wordsIn } from '../support/markdown';
import type { WorkflowFile } from '../../scripts/n8nApi';

/**
 * What is meant to be emphasised is: `*(1008)*으로` shows its asterisks, since Markdown closes no emphasis between a bracket or a quote and
 * a letter, and a Korean particle follows without a space.
 */

const starsIn = (markdown: string) => wordsIn(markdown).filter((words) => words.includes('*'));

test.each(filesLike('*.md'))('%s shows no asterisk', (page) => {
	expect(starsIn(textOf(page))).toEqual([]);
});

test.each(filesLike('examples/*.json', ':!examples/ko/words'))('the notes of %s show no asterisk', (file) => {
	const { nodes } = JSON.parse(textOf(file)) as WorkflowFile;
	const notes = nodes.flatMap(({ type, parameters }) => (type === 'n8n-nodes-base.stickyNote' ? [String(parameters.content)] : []));
	expect(notes.length).toBeGreaterThan(0);
	expect(notes.flatMap(starsIn)).toEqual([]);
});
