import type { IExecuteFunctions } from 'n8n-workflow';

import { factsOf } from '../api/commands';
import { invalidField, notTried } from '../api/error';
import type { CentrexError } from '../api/error';
import type { Line } from '../api/line';
import { isSignInRefusal } from '../api/results';
import { findOperation } from './index';
import { linesOfRun } from './linesOfRun';
import type { ItemByItem, ItemOutcome, LineOf, Operation } from './operation';

/** What the node is set to do. */
export interface Chosen {
	operation?: Operation;
	/** Why it is not done for any item. */
	problem?: CentrexError;
}

/** @returns the operation that the node is set to */
export function chosenOperation(node: IExecuteFunctions): Chosen {
	// Neither field takes an expression: they are the same for all items.
	const resource = node.getNodeParameter('resource', 0) as string;
	const name = node.getNodeParameter('operation', 0) as string;
	const operation = findOperation(resource, name);
	if (!operation) {
		return { problem: invalidField('Operation', 'there is none of this name', 'Choose one from the list.', `${resource}: ${name}`) };
	}
	if (reachesPeople(operation) && node.getNode().retryOnFail) return { operation, problem: retryIsOn(operation) };
	return { operation };
}

/** @returns whether carrying an operation out twice reaches somebody twice */
export function reachesPeople({ commands }: Operation): boolean {
	return commands.some((command) => factsOf(command).effect === 'reaches');
}

/** Carries out an operation for every item. @returns what came of each, as soon as it is known */
export async function* outcomes(node: IExecuteFunctions, { operation, problem }: Chosen): AsyncGenerator<ItemOutcome> {
	if (problem || !operation) {
		for (const itemIndex of node.getInputData().keys()) yield { itemIndex, error: problem };
		return;
	}
	const lines = linesOfRun(node);
	for await (const outcome of 'runAll' in operation ? operation.runAll.call(node, lines.of) : oneByOne(node, operation, lines.of)) {
		yield lines.note(outcome);
	}
}

async function* oneByOne(node: IExecuteFunctions, { run }: ItemByItem, lineOf: LineOf): AsyncGenerator<ItemOutcome> {
	const refused = new Map<Line, CentrexError>();
	for (const itemIndex of node.getInputData().keys()) {
		let line: Line | undefined;
		let outcome: ItemOutcome;
		try {
			line = await lineOf(itemIndex);
			const refusal = refused.get(line);
			if (refusal) throw notTried(refusal);
			outcome = { itemIndex, results: await run.call(node, itemIndex, line) };
		} catch (error) {
			outcome = { itemIndex, error };
			if (line && isSignInRefusal(error) && !refused.has(line)) refused.set(line, error as CentrexError);
		}
		yield outcome;
	}
}

function retryIsOn({ name }: Operation): CentrexError {
	return invalidField(
		'Retry On Fail',
		'it is on for this node',
		`After an error n8n would carry out "${name}" again for every item, and reach people a second time. Turn Retry On Fail off in the node's settings.`,
	);
}
