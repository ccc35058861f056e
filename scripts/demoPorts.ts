import { words } from './language';
import { PlainError } from './plainError';
import { isPortFree } from './ports';

/**
 * The port that a variable names, or the usual one.
 *
 * @param program such as n8n, in the language of this run
 * @throws PlainError when it is none, or in use; then with what to type to start on another one
 */
export async function portFor(program: string, variable: string, usual: number): Promise<number> {
	const text = process.env[variable] || String(usual);
	const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
	if (port < 1 || port > 65535) throw new PlainError(words(`${variable} must be a port from 1 to 65535, not "${text}".`, `${variable}에는 1부터 65535까지의 포트를 넣어야 합니다. 지금은 "${text}"입니다.`));
	const free = await isPortFree(port).catch((error: NodeJS.ErrnoException) => {
		throw new PlainError(
			words(
				`On this machine ${program} may not use port ${port} (${error.code}). Set ${variable} to another one.`,
				`이 컴퓨터에서는 ${program}에 포트 ${port}번을 쓸 수 없습니다(${error.code}). ${variable}에 다른 포트를 지정하세요.`,
			),
		);
	});
	if (free) return port;
	const command = startOnAnother(variable, port);
	throw new PlainError(
		words(
			`Port ${port} is in use by another program (is the demo running already?). Stop that program, or choose another port. Type:\n${command}`,
			`포트 ${port}번을 다른 프로그램이 쓰고 있습니다(데모가 이미 실행 중일 수 있습니다). 그 프로그램을 끝내거나, 다음과 같이 입력해 다른 포트로 시작하세요.\n${command}`,
		),
	);
}

/** @returns what to type to start on another port; for n8n one that calls and texts can be told to */
function startOnAnother(variable: string, taken: number): string {
	const other = (variable === 'N8N_PORT' ? [8000, 8080] : [7071, 7072]).find((port) => port !== taken);
	// Windows takes a space before && for a part of the value: two lines, and the quotes show where it ends.
	return process.platform === 'win32' ? `  set "${variable}=${other}"\n  npm start` : `  ${variable}=${other} npm start`;
}
