/** Ends what globalSetup.ts has started. */
export default async function closeOffices(): Promise<void> {
	await globalThis.closeOffices();
}
