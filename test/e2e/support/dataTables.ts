import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { N8nApi } from '../../../scripts/n8nApi';
import { ensureN8n } from '../../../scripts/n8nHost';
import { office } from './office';

/** A row of one of n8n's data tables: its columns, and what n8n adds. */
export type Row = Record<string, unknown> & { id: number; createdAt: string };

interface DataTable {
	id: string;
	name: string;
	projectId: string;
}

/** As many rows as n8n 2.6.4 gives at once. */
const PAGE = 50;

/** n8n lists ten tables at a time, unless asked for more. */
async function find(api: N8nApi, name: string): Promise<DataTable | undefined> {
	const { data } = await api.call<{ data: DataTable[] }>('GET', 'data-tables-global?take=250');
	return data.find((table) => table.name === name);
}

/** All rows of a data table, oldest first; none where there is no such table. */
export async function rowsOf(api: N8nApi, name: string): Promise<Row[]> {
	const table = await find(api, name);
	if (!table) return [];
	const path = `projects/${table.projectId}/data-tables/${table.id}/rows`;
	const rows: Row[] = [];
	for (;;) {
		const { data } = await api.call<{ data: Row[] }>('GET', `${path}?skip=${rows.length}&take=${PAGE}&sortBy=id:asc`);
		rows.push(...data);
		if (data.length < PAGE) return rows;
	}
}

/** Makes a data table. */
export async function addTable(api: N8nApi, name: string, columns: string[]): Promise<void> {
	const { id } = await api.call<{ id: string }>('GET', 'projects/personal');
	await api.call('POST', `projects/${id}/data-tables`, { name, columns: columns.map((column) => ({ name: column, type: 'string' })) });
}

/** Adds rows to a data table. */
export async function addRows(api: N8nApi, name: string, rows: Array<Record<string, string>>): Promise<void> {
	const table = await find(api, name);
	await api.call('POST', `projects/${table?.projectId}/data-tables/${table?.id}/insert`, { data: rows, returnType: 'count' });
}

/** Deletes a data table, so that an example makes it anew. */
export async function dropTable(api: N8nApi, name: string): Promise<void> {
	const table = await find(api, name);
	if (table) await api.call('DELETE', `projects/${table.projectId}/data-tables/${table.id}`);
}

/** Lets all rows of a data table be older: n8n's own API has no way to. */
export async function letAge(api: N8nApi, name: string, minutes: number): Promise<void> {
	const table = await find(api, name);
	const { node, script } = await ensureN8n(() => undefined);
	const database = join(dirname(office().n8nLog), '.n8n/database.sqlite');
	const sql = `UPDATE data_table_user_${table?.id} SET createdAt = STRFTIME('%Y-%m-%d %H:%M:%f', createdAt, '-${minutes} minutes')`;
	const age = `
		const { Database } = require(${JSON.stringify(createRequire(script).resolve('sqlite3'))});
		const database = new Database(${JSON.stringify(database)});
		database.configure('busyTimeout', 10000);
		database.run(${JSON.stringify(sql)}, (error) => { if (error) throw error; database.close(); });
	`;
	await promisify(execFile)(node, ['-e', age]);
}
