import type { IDataObject } from 'n8n-workflow';

import type { CommandName } from '../api/commands';
import type { Line } from '../api/line';
import { request } from '../api/request';
import { isOk, text } from '../api/values';

/**
 * Carries out a command that answers with a status, and with the call's channel where it is about a call.
 *
 * @returns `success, status`, and `channel` where the answer has one
 */
export async function runForStatus(
	line: Line,
	command: CommandName,
	parameters?: Record<string, string>,
): Promise<[{ json: IDataObject }]> {
	const { values } = await request(line, command, parameters);
	const item = statusItem(text(values.STATUS));
	if (values.CHANNEL !== undefined) item.json.channel = text(values.CHANNEL);
	return [item];
}

/** @returns the item for a command that was carried out and answers with a status alone, or with none */
export function statusItem(status: string): { json: IDataObject } {
	return { json: { success: status === '' || isOk(status), status } };
}
