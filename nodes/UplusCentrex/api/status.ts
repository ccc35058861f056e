/** @returns whether a status says that the command was carried out */
export function isOk(status: string): boolean {
	return status.toUpperCase() === 'OK';
}
