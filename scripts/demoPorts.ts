import { PlainError } from './plainError';
import { isPortFree } from './ports';

/**
 * The port that a variable names, or the usual one.
 *
 * @throws PlainError when it is none, or in use; then with what to type to start on another one
 */
export async function portFor(program: string, variable: string, usual: number): Promise<number> {
	const text = process.env[variable] || String(usual);
	const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
	if (port < 1 || port > 65535) throw new PlainError(`${variable} must be a port from 1 to 65535, not "${text}".`);
	const free = await isPortFree(port).catch((error: NodeJS.ErrnoException) => {
		throw new PlainError(`On this machine ${program} may not use port ${port} (${error.code}). Set ${variable} to another one.`);
	});
	if (free) return port;
	throw new PlainError(
		`Port ${port} is in use by another program (is the demo running already?). Stop that program, or choose another port. Type:\n${startOnAnother(variable, port)}`,
	);
}

/** @returns what to type to start on another port; for n8n one that calls and texts can be told to */
function startOnAnother(variable: string, taken: number): string {
	const other = (variable === 'N8N_PORT' ? [8000, 8080] : [7071, 7072]).find((port) => port !== taken);
	// Windows takes a space before && for a part of the value: two lines, and the quotes show where it ends.
	return process.platform === 'win32' ? `  set "${variable}=${other}"\n  npm start` : `  ${variable}=${other} npm start`;
}
