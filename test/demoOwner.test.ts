import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { furnishDemoOffice } from '../scripts/demoOffice';
import { demoOwner, newOwner } from '../scripts/demoOwner';
import { N8nError } from '../scripts/n8nApi';
import type { N8nApi } from '../scripts/n8nApi';
import { PlainError } from '../scripts/plainError';

let parent: string;
let folder: string;
let umask: number;
beforeEach(() => {
	parent = mkdtempSync(join(tmpdir(), 'uplus-centrex-owner-'));
	folder = join(parent, '.demo');
	// A machine where everybody may read and write what nobody takes care of.
	umask = process.umask(0);
});
afterEach(() => {
	process.umask(umask);
	rmSync(parent, { recursive: true });
});

const modeOf = (path: string) => statSync(path).mode & 0o777;

test('the password of the demo is made at the first start and kept, readable by its owner only', async () => {
	const owner = await demoOwner(folder);
	expect(readdirSync(folder)).toEqual(['password']);
	expect(readFileSync(join(folder, 'password'), 'utf8')).toBe(`${owner.password}\n`);
	expect([modeOf(folder), modeOf(join(folder, 'password'))]).toEqual([0o700, 0o600]);
	expect(await demoOwner(folder)).toEqual(owner);
});

test('a folder that is there already, and a password that somebody has written into it', async () => {
	mkdirSync(folder);
	writeFileSync(join(folder, 'password'), 'My-own-1\r\n');
	expect(await demoOwner(folder)).toMatchObject({ email: 'demo@example.com', password: 'My-own-1' });
});

test('each password is another one, as n8n demands it', () => {
	const passwords = Array.from({ length: 100 }, () => newOwner().password);
	expect(new Set(passwords).size).toBe(100);
	for (const password of passwords) expect(password).toMatch(/^(?=.*\d)(?=.*[A-Z])\w{28,64}$/);
});

test('where n8n takes another password, what to do is said, and the password is not', async () => {
	const owner = newOwner();
	const refusing = { signIn: jest.fn().mockRejectedValue(new N8nError(401, 'Wrong username or password.')) };
	const error: Error = await furnishDemoOffice(refusing as unknown as N8nApi, 'http://127.0.0.1:7070', owner).catch((thrown) => thrown);
	expect(refusing.signIn).toHaveBeenCalledWith(owner);
	expect(error).toBeInstanceOf(PlainError);
	expect(error.message).toMatch(/^n8n does not take the demo's sign-in \(demo@example\.com, .* delete the folder \.demo to begin anew\.$/);
	expect(error.message).not.toContain(owner.password);
});
