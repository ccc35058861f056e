/** @returns `STATUS` of an answer as one text; it has been seen to be an array (field notes) */
export function readStatus(status: unknown): string {
	return [status]
		.flat()
		.map((part) => String(part ?? '').trim())
		.filter((part) => part !== '')
		.join(', ');
}

/** @returns whether a status says that the command was carried out */
export function isOk(status: string): boolean {
	return status.toUpperCase() === 'OK';
}
