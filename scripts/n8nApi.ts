import { randomUUID } from 'node:crypto';
import { parse } from 'flatted';
import { waitFor } from './waitFor';

/** Whoever owns an n8n: the account that signs in. */
export interface Owner {
	email: string;
	firstName: string;
	lastName: string;
	/** 8 to 64 characters with a digit and a capital letter, as n8n demands. */
	password: string;
}

/** A credential as n8n takes it; `id` once it is saved. */
export interface Credential {
	id?: string;
	name: string;
	/** The credential type, such as uplusCentrexApi. */
	type: string;
	data: Record<string, unknown>;
}

/** A node of a workflow, as far as we look into it. */
export interface WorkflowNode {
	/** n8n makes these where there are none. */
	id?: string;
	webhookId?: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string | null; name: string }>;
	/** What happens after an error; by default the workflow ends. */
	onError?: 'continueRegularOutput' | 'continueErrorOutput' | 'stopWorkflow';
}

/** A workflow as in a file that n8n exports. */
export interface WorkflowFile {
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
}

/** A workflow that n8n has saved. */
export interface SavedWorkflow extends WorkflowFile {
	id: string;
	versionId: string;
	/** Whether it is published: n8n's word for switched on. */
	active: boolean;
	/** The version that is published, which may be older than the one last saved. */
	activeVersionId: string | null;
}

/** One run of a workflow. */
export interface Execution {
	id: string;
	/** Such as success, error, running. */
	status: string;
	/** What started it: `webhook` for an event of an active workflow, `manual` for a test run. */
	mode: string;
	/** What each node put out: the JSON of its items, by the node's name. */
	items: Record<string, Array<Record<string, unknown>>>;
	/** Why it failed, when it did. */
	error?: string;
}

/** n8n's API said no; the message is n8n's own. */
export class N8nError extends Error {
	/** @param status the HTTP status, such as 401 for a wrong password */
	constructor(
		readonly status: number,
		message: string,
	) {
		super(message);
	}
}

interface Publication {
	status: 'in_progress' | 'published' | 'partial' | 'failed' | 'not_published';
	triggers: Array<{ status: 'activated' | 'failed'; errorMessage?: string }>;
}

const FORM_TRIGGER = 'n8n-nodes-base.formTrigger';

const DONE: Publication = { status: 'published', triggers: [] };

interface RunData {
	resultData: {
		error?: { message: string };
		runData: Record<string, Array<{ data?: { main: Array<Array<{ json: Record<string, unknown> }> | null> } }>>;
	};
}

/** An execution as n8n keeps it, in its database as in its API. */
export interface StoredExecution {
	id: string;
	status: string;
	mode: string;
	/** JSON as the library flatted writes it. */
	data: string;
}

/** n8n 2.6.4 leaves the id of a trigger's address to the editor; and every n8n, the path of a form trigger before version 2.2. */
function withAddress(node: WorkflowNode): WorkflowNode {
	if (!node.type.endsWith('Trigger')) return node;
	const webhookId = node.webhookId ?? randomUUID();
	const hasPath = node.type === FORM_TRIGGER && node.typeVersion < 2.2;
	return { ...node, webhookId, parameters: { ...(hasPath && { path: webhookId }), ...node.parameters } };
}

/**
 * The address of a saved workflow's form.
 *
 * @param n8nUrl such as http://127.0.0.1:8080
 * @throws Error when it has no form
 */
export function formUrl(n8nUrl: string, { name, nodes }: Pick<SavedWorkflow, 'name' | 'nodes'>): string {
	const form = nodes.find(({ type }) => type === FORM_TRIGGER);
	if (!form) throw new Error(`"${name}" has no form`);
	const { path, options } = form.parameters as { path?: string; options?: { path?: string } };
	return `${n8nUrl}/form/${path || options?.path || form.webhookId}`;
}

/** Reads what n8n has stored of an execution. */
export function readExecution({ id, status, mode, data }: StoredExecution): Execution {
	const { error, runData } = (parse(data) as RunData).resultData;
	const items = Object.entries(runData ?? {}).map(([node, runs]) => [
		node,
		runs.flatMap((run) => (run.data?.main ?? []).flatMap((output) => (output ?? []).map(({ json }) => json))),
	]);
	return { id, status, mode, items: Object.fromEntries(items), error: error?.message };
}

/**
 * A client for the API that n8n's own editor uses. Every method throws an N8nError when n8n says no.
 */
export class N8nApi {
	private cookie = '';

	/** @param url n8n's address, such as http://127.0.0.1:8080 */
	constructor(readonly url: string) {}

	/**
	 * Signs in, and on a fresh n8n makes the owner first.
	 *
	 * @throws N8nError with status 401 when the password is no longer this one
	 */
	async signIn(owner: Owner): Promise<void> {
		if (!(await this.isOwned())) await this.call('POST', 'owner/setup', owner);
		else await this.call('POST', 'login', { emailOrLdapLoginId: owner.email, password: owner.password });
	}

	/** Whether somebody owns it: nobody does until its first owner is made. */
	async isOwned(): Promise<boolean> {
		const settings = await this.call<{ userManagement: { showSetupOnFirstLoad?: boolean } }>('GET', 'settings');
		return !settings.userManagement.showSetupOnFirstLoad;
	}

	/** All saved credentials, without their data. */
	async credentials(): Promise<Array<{ id: string; name: string; type: string }>> {
		return await this.call('GET', 'credentials');
	}

	/** One credential with its data; n8n blanks out the secrets in it. */
	async credential(id: string): Promise<Required<Credential>> {
		return await this.call('GET', `credentials/${id}?includeData=true`);
	}

	/** Saves a new credential. */
	async createCredential(credential: Credential): Promise<{ id: string; name: string }> {
		return await this.call('POST', 'credentials', credential);
	}

	/** Saves changes; secrets that n8n has blanked out keep their value. */
	async updateCredential(credential: Required<Credential>): Promise<void> {
		await this.call('PATCH', `credentials/${credential.id}`, credential);
	}

	/** Runs the test of a new credential. Saves it for that long: n8n 2.6.4 tests only what is saved. */
	async testCredential(credential: Credential): Promise<{ status: 'OK' | 'Error'; message: string }> {
		const { id } = await this.createCredential(credential);
		try {
			return await this.call('POST', 'credentials/test', { credentials: { ...credential, id } });
		} finally {
			await this.call('DELETE', `credentials/${id}`);
		}
	}

	/** All workflows that are not archived. Their nodes are not included. */
	async workflows(): Promise<SavedWorkflow[]> {
		return await this.call('GET', `workflows?filter=${encodeURIComponent('{"isArchived":false}')}`);
	}

	/** One workflow with its nodes. */
	async workflow(id: string): Promise<SavedWorkflow> {
		return await this.call('GET', `workflows/${id}`);
	}

	/** Saves a new workflow, not yet active. Its triggers get their addresses as the editor gives them. */
	async createWorkflow(workflow: WorkflowFile): Promise<SavedWorkflow> {
		return await this.call('POST', 'workflows', { ...workflow, nodes: workflow.nodes.map(withAddress) });
	}

	/**
	 * Switches a version of a workflow on, and waits until n8n has registered its triggers.
	 *
	 * @throws N8nError with the reason when a trigger could not be registered
	 */
	async activateWorkflow({ id, versionId }: { id: string; versionId: string }): Promise<void> {
		await this.call('POST', `workflows/${id}/activate`, { versionId });
		const { triggers } = await this.publication(id);
		const failed = triggers.find(({ status }) => status === 'failed');
		if (failed) throw new N8nError(200, failed.errorMessage ?? 'A trigger could not be registered');
	}

	/** Switches a workflow off, and waits until n8n has taken its triggers back. */
	async deactivateWorkflow(id: string): Promise<void> {
		await this.call('POST', `workflows/${id}/deactivate`, {});
		await this.publication(id);
	}

	/** Deletes a workflow for good, which also switches it off. */
	async deleteWorkflow(id: string): Promise<void> {
		await this.call('POST', `workflows/${id}/archive`, {});
		await this.publication(id);
		await this.call('DELETE', `workflows/${id}`);
	}

	/** How far n8n, which does this in the background, got with switching a workflow on or off. Waits for the end of it. */
	private async publication(id: string): Promise<Publication> {
		// n8n tries a refused one five times, which takes 18 seconds on a machine that has nothing else to do.
		return await waitFor(`n8n to switch workflow ${id} on or off`, 60, async () => {
			const publication = await this.call<Publication>('GET', `workflows/${id}/publication-status`).catch((error) => {
				// n8n 2.6.4 has switched before it answers, and knows no such address.
				if (error instanceof N8nError && error.status === 404) return DONE;
				throw error;
			});
			return publication.status === 'in_progress' ? undefined : publication;
		});
	}

	/** Saves changes of a workflow; an active one keeps running as it was published. */
	async updateWorkflow({ id, ...changes }: Partial<SavedWorkflow> & { id: string }): Promise<SavedWorkflow> {
		return await this.call('PATCH', `workflows/${id}`, changes);
	}

	/**
	 * Starts a test run, as the editor does. For a trigger with an address n8n then listens for one event, two minutes at
	 * most; any other runs at once.
	 *
	 * @param trigger the name of the node to start from
	 * @returns the id of the execution that runs at once, `undefined` where n8n listens
	 */
	async startTestRun(workflow: SavedWorkflow, trigger: string): Promise<string | undefined> {
		const { executionId } = await this.call<{ executionId?: string }>('POST', `workflows/${workflow.id}/run`, {
			workflowData: workflow,
			triggerToStartFrom: { name: trigger },
		});
		return executionId;
	}

	/** Stops listening for a test event. n8n answers at once and takes the trigger back a moment later. */
	async stopTestRun(workflowId: string): Promise<void> {
		await this.call('DELETE', `test-webhook/${workflowId}`);
	}

	/** The ids of a workflow's newest executions, newest first, 20 at most. */
	async executionIds(workflowId: string): Promise<string[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const { results } = await this.call<{ results: Array<{ id: string }> }>('GET', `executions?filter=${filter}`);
		return results.map(({ id }) => id);
	}

	/** One execution with what its nodes put out. */
	async execution(id: string): Promise<Execution> {
		const { data, ...execution } = await this.call<Omit<StoredExecution, 'id'>>('GET', `executions/${id}`);
		return readExecution({ ...execution, id, data });
	}

	/**
	 * Calls whatever else n8n's editor calls.
	 *
	 * @param path what stands behind `/rest/`
	 * @returns the answer's `data`
	 */
	async call<T>(method: string, path: string, body?: unknown): Promise<T> {
		const response = await fetch(`${this.url}/rest/${path}`, {
			method,
			headers: { 'content-type': 'application/json', cookie: this.cookie },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const cookies = response.headers.getSetCookie();
		if (cookies.length > 0) this.cookie = cookies.map((cookie) => cookie.split(';')[0]).join('; ');
		if (!response.ok) {
			const { message } = (await response.json().catch(() => ({}))) as { message?: string };
			throw new N8nError(response.status, message ?? `${method} ${path} failed`);
		}
		return ((await response.json()) as { data: T }).data;
	}
}
