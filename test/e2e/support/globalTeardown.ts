/** Ends what globalSetup.ts has started. */
export default async function closeOffice(): Promise<void> {
	await globalThis.closeOffice();
}
