import type { IExecuteFunctions } from 'n8n-workflow';

import { factsOf } from './api/commands';
import { invalidField, notTried } from './api/error';
import type { CentrexError } from './api/error';
import { isSignInRefusal } from './api/results';
import type { ItemByItem, ItemOutcome, Operation } from './operation';
import { findOperation } from './resources';

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
		return { problem: invalidField('Operation', `there is no "${name}" of "${resource}"`, 'Choose one from the list.') };
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
	} else if ('runAll' in operation) yield* operation.runAll.call(node);
	else yield* oneByOne(node, operation);
}

async function* oneByOne(node: IExecuteFunctions, { run }: ItemByItem): AsyncGenerator<ItemOutcome> {
	let refused: CentrexError | undefined;
	for (const itemIndex of node.getInputData().keys()) {
		let outcome: ItemOutcome;
		try {
			if (refused) throw notTried(refused);
			outcome = { itemIndex, results: await run.call(node, itemIndex) };
		} catch (error) {
			outcome = { itemIndex, error };
			if (isSignInRefusal(error)) refused ??= error as CentrexError;
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
