import { furnishDemoOffice } from '../../../scripts/demoOffice';
import { N8nApi } from '../../../scripts/n8nApi';
import type { Office } from './office';

/**
 * Furnishes a fresh n8n for the tests: its owner, and the example workflows.
 *
 * @param empty what there is already
 * @param lastLines what to show below the message when a workflow cannot be switched on
 */
export async function furnishOffice(empty: Omit<Office, 'formToSmsId' | 'autoReplyId'>, lastLines: () => string): Promise<Office> {
	const api = new N8nApi(empty.n8nUrl);
	const [form, reply] = await furnishDemoOffice(api, empty.simulatorUrl, empty.owner);
	const problem = form.problem ?? reply.problem;
	if (problem) throw new Error(`An example workflow could not be switched on: ${problem}\n${lastLines()}`);
	// Its polls would be among the requests that tests count; incoming.test.ts lets it answer.
	await api.deactivateWorkflow(reply.workflow.id);
	return { ...empty, formToSmsId: form.workflow.id, autoReplyId: reply.workflow.id };
}
