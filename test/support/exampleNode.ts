import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowFile, WorkflowNode } from '../../scripts/n8nApi';

/** A node of an example, by its name. */
export function exampleNode(file: string, name: string): WorkflowNode {
	const { nodes } = JSON.parse(readFileSync(join(__dirname, '../../examples', file), 'utf8')) as WorkflowFile;
	const node = nodes.find((candidate) => candidate.name === name);
	if (!node) throw new Error(`${file} has no node "${name}"`);
	return node;
}

/** Runs what a Code node of an example holds, with n8n's names as it uses them. */
export function runCode<T>(file: string, name: string, given: Record<string, unknown>): T {
	return new Function(...Object.keys(given), exampleNode(file, name).parameters.jsCode as string)(...Object.values(given)) as T;
}
