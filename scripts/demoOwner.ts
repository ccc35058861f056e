import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Owner } from './n8nApi';

/** An owner for a fresh n8n. Nobody else knows the password: an owner may install any package, so a known one would be a door. */
export function newOwner(): Owner {
	// n8n demands a digit and a capital letter, which the beginning has; one word, so that a double click selects it.
	const password = `Demo1${randomBytes(12).toString('hex')}`;
	return { email: 'demo@example.com', firstName: 'Demo', lastName: 'Office', password };
}

/**
 * The owner of the demo's n8n, made at the first start; the password is kept in the demo's folder.
 *
 * @param folder the demo's folder, which is made where there is none; nobody else of this machine may look into it
 */
export async function demoOwner(folder: string): Promise<Owner> {
	await mkdir(folder, { recursive: true, mode: 0o700 });
	// One that was there already may be open to all.
	await chmod(folder, 0o700);
	const file = join(folder, 'password');
	const owner = newOwner();
	const kept = await readFile(file, 'utf8').catch(async (error: NodeJS.ErrnoException) => {
		if (error.code !== 'ENOENT') throw error;
		await writeFile(file, `${owner.password}\n`, { mode: 0o600 });
		return owner.password;
	});
	return { ...owner, password: kept.trim() };
}
