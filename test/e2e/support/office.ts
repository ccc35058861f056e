import { readFileSync } from 'node:fs';
import { N8nApi } from '../../../scripts/n8nApi';
import type { Execution, Owner } from '../../../scripts/n8nApi';
import { waitFor } from '../../../scripts/waitFor';

/** Where everything is that one of jest's workers needs; globalSetup.ts hands them all to the tests as JSON in E2E_OFFICES. */
export interface Office {
	n8nUrl: string;
	/** Whether somebody else has started it (theirSetup.ts): nobody here can end it, or start it anew. */
	isTheirs: boolean;
	/** Who signs in to each n8n of this run; the password is a new one each time. */
	owner: Owner;
	simulatorUrl: string;
	/** The ids of the two example workflows; the automatic reply is not published. */
	formToSmsId: string;
	autoReplyId: string;
	/** The file with everything n8n has printed, in the folder in which it keeps everything it has. */
	n8nLog: string;
	/** The only folder in which its nodes may read and write files, if there is one. */
	files: string;
	/** The packed package. */
	tarball: string;
}

/** The office that globalSetup.ts has furnished for this worker. */
export function office(): Office {
	const offices = JSON.parse(process.env.E2E_OFFICES ?? '') as Office[];
	return offices[Number(process.env.JEST_WORKER_ID) - 1];
}

/** A client of an n8n's API, signed in as its owner, whom it makes where there is none. */
export async function signedInApi(url = office().n8nUrl): Promise<N8nApi> {
	const api = new N8nApi(url);
	await api.signIn(office().owner);
	return api;
}

/** Like `waitFor`, with the last lines of n8n's log below the message. */
export async function waitInOffice<T>(
	what: string,
	seconds: number,
	ask: () => Promise<T | undefined> | T | undefined,
): Promise<T> {
	return await waitFor(what, seconds, ask, lastN8nLines);
}

/** What n8n printed last, as the lines below an error's message. */
export function lastN8nLines(): string {
	const lines = readFileSync(office().n8nLog, 'utf8').trimEnd().split('\n').slice(-30);
	return `The last lines of n8n:\n  ${lines.join('\n  ')}`;
}

/** Waits for an execution of a workflow that has ended and is none of the known ones; n8n's polls are a minute apart. */
export async function waitForExecution(api: N8nApi, workflowId: string, known: string[], seconds = 30): Promise<Execution> {
	return await waitInOffice('a new execution of the workflow', seconds, async () => {
		const id = (await api.executionIds(workflowId)).find((candidate) => !known.includes(candidate));
		if (!id) return undefined;
		return await ifEnded(api, id);
	});
}

/**
 * Runs a workflow as *Execute workflow* in the editor does, and waits until it has ended.
 *
 * @param trigger the name of the node to start from, one that waits for nothing
 */
export async function runByHand(api: N8nApi, workflowId: string, trigger: string): Promise<Execution> {
	const workflow = await api.workflow(workflowId);
	const id = await api.startTestRun(workflow, trigger);
	if (!id) throw new Error(`"${trigger}" waits for something instead of running at once.`);
	return await waitInOffice(`the run of ${workflow.name} to end`, 60, async () => await ifEnded(api, id));
}

async function ifEnded(api: N8nApi, id: string): Promise<Execution | undefined> {
	const execution = await api.execution(id);
	return ['success', 'error', 'crashed'].includes(execution.status) ? execution : undefined;
}
