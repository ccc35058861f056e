import type { IExecuteFunctions } from 'n8n-workflow';

import { factsOf } from './api/commands';
import { CentrexError, invalidField, notTried, refusedSince } from './api/error';
import { isSignInRefusal } from './api/results';
import type { ItemByItem, ItemOutcome, Operation } from './operation';
import { accountOf, areThereRefusals, lastRefusal, noteAcceptance, noteRefusal } from './refusals';
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
	const error = problem ?? (await refusedBefore(node));
	if (error || !operation) {
		for (const itemIndex of node.getInputData().keys()) yield { itemIndex, error };
		return;
	}
	for await (const outcome of 'runAll' in operation ? operation.runAll.call(node) : oneByOne(node, operation)) {
		await remember(node, outcome);
		yield outcome;
	}
}

/** A workflow that runs by itself does not repeat a refused sign-in; whoever runs one by hand wants to know. */
async function refusedBefore(node: IExecuteFunctions): Promise<CentrexError | undefined> {
	if (!areThereRefusals() || node.getMode() === 'manual') return undefined;
	// Where the credential cannot be read, each item says so.
	const credentials = await node.getCredentials('uplusCentrexApi').catch(() => undefined);
	const refusal = credentials && lastRefusal(accountOf(credentials));
	return refusal instanceof CentrexError ? refusedSince(refusal) : undefined;
}

async function remember(node: IExecuteFunctions, outcome: ItemOutcome): Promise<void> {
	const isRefused = 'error' in outcome && isSignInRefusal(outcome.error);
	if (!isRefused && ('error' in outcome || !areThereRefusals())) return;
	const account = accountOf(await node.getCredentials('uplusCentrexApi'));
	if (!isRefused) noteAcceptance(account);
	// What follows the first refusal in a run was not tried.
	else if (lastRefusal(account) === undefined) noteRefusal(account, refusalIn(outcome.error as CentrexError));
}

/** What the service said, without who had been sent what in that run. */
function refusalIn(error: CentrexError): CentrexError {
	return error.cause instanceof CentrexError ? error.cause : error;
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
