import type { Locator, Page } from 'playwright-core';

/** What the walk reads and clicks, in both languages. */
export const SAYS = {
	missing: 'Install this node to use it',
	install: 'Install',
	risks: 'I understand the risks',
	installed: 'Package installed',
	connect: 'Connect to LG U+ Centrex',
	number: 'Number',
	password: 'Password',
	save: 'Save',
};

/** What is pasted and entered on the way. */
export interface FirstText {
	/** The workflow, as the file of the example has it. */
	example: string;
	/** The name of its node that sends. */
	node: string;
	/** What goes into the form: name, mobile number, inquiry. */
	entered: string[];
}

/**
 * Goes the numbered steps of docs/first-text.md, from the paste to the form that is sent off.
 *
 * @param page n8n's editor, signed in
 * @param look called at each step that the page has a picture of, with the picture's name and what is on it
 * @returns the form's page
 */
export async function walkToFirstText(
	page: Page,
	n8nUrl: string,
	{ example, node, entered }: FirstText,
	look: (name: string, what: Locator) => Promise<void> = async () => undefined,
): Promise<Page> {
	const press = async (...keys: string[]) => {
		for (const key of keys) await page.keyboard.press(key);
	};
	await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: n8nUrl });

	// 1. to 3. Paste the workflow.
	await page.goto(`${n8nUrl}/workflow/new`);
	await page.getByText('Add first step').waitFor();
	await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(example)})`);
	await press('Control+v');
	await page.getByTestId('canvas-node').filter({ hasText: node }).waitFor();

	// 4. to 7. Install the package.
	await press('Enter');
	const panel = page.getByTestId('ndv');
	await panel.getByText(SAYS.missing).waitFor();
	await look('install', panel);
	await panel.getByRole('button', { name: SAYS.install }).click();
	const dialog = page.getByTestId('communityPackageInstall-modal');
	await dialog.getByText(SAYS.risks).click();
	await look('risks', dialog);
	await dialog.getByRole('button', { name: SAYS.install }).click();
	await page.getByText(SAYS.installed).waitFor();
	await panel.waitFor({ state: 'hidden' });

	// 8. to 11. Sign in to the line.
	await press('Enter');
	await panel.getByText(SAYS.connect).waitFor();
	await look('connect', panel.getByTestId('node-parameters'));
	await panel.getByText(SAYS.connect).click();
	const credential = page.getByTestId('editCredential-modal');
	for (const label of [SAYS.number, SAYS.password]) await credential.getByText(new RegExp(`^\\s*${label}\\b`)).first().waitFor();
	await credential.getByTestId('parameter-input-number').locator('input').click();
	await page.keyboard.type('070-0000-1000');
	await press('Tab', 'Tab', 'Tab');
	await page.keyboard.type('demo-1000');
	// n8n takes over what is typed a moment later; a click as fast as ours would save the first letter only.
	await page.waitForTimeout(1_000);
	await look('credential', credential);
	await credential.getByRole('button', { name: SAYS.save }).click();
	await credential.waitFor({ state: 'hidden' });

	// 12. to 14. Fill in the form.
	await press('Escape');
	await panel.waitFor({ state: 'hidden' });
	const opened = page.context().waitForEvent('page');
	await press('Control+Enter');
	const form = await opened;
	await form.waitForLoadState();
	for (const text of entered) {
		await form.keyboard.press('Tab');
		await form.keyboard.type(text);
	}
	await look('form', form.locator('body'));
	await form.keyboard.press('Tab');
	await form.keyboard.press('Enter');
	return form;
}
