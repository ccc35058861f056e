import { sleep } from 'n8n-workflow';

import { CentrexError } from './error';
import type { ByteStream, Caller } from './request';
import { readAnswer, send } from './request';

/** The longest answer that is read as one: result codes are a few dozen bytes. */
const MOST_ANSWER_BYTES = 64 * 1024;

/** A transfer that brings nothing for so many seconds is given up. */
const STALLED_SECONDS = 30;

/**
 * Receives a recording: `recorddownload` (document, 2.2.15). The file is handed on as it arrives.
 *
 * @param fileName as the list of recordings names it
 * @param store takes the file in
 * @returns what `store` returned, and how many bytes arrived
 * @throws CentrexError when the service answers with a result code instead of a file, whatever its content type says,
 * and when the file breaks off, stalls, or is shorter than announced
 */
export async function receiveRecording<T>(
	caller: Caller,
	fileName: string,
	store: (file: ByteStream) => Promise<T>,
): Promise<{ stored: T; bytes: number }> {
	const { status, headers, body } = await send(caller, 'recorddownload', { filename: fileName, cpcode: '-1' }, 'stream');
	const file = body as ByteStream;
	const received = async <W>(work: Promise<W>, arrived?: () => number, whole?: number): Promise<W> =>
		await orStalled(work, arrived, whole).catch((error: Error) => {
			file.destroy();
			throw shortFile(fileName, error.message);
		});
	const first = await received(firstBytes(file));
	if (status >= 300 || /^\s*[{<]/.test(first.replace(/^\xef\xbb\xbf/, ''))) {
		readAnswer('recorddownload', status, await received(readText(file)));
		throw new CentrexError('The service answered without a file', {
			advice: 'Check the file name in the list of recordings, and try again later.',
			outcome: 'rejected',
		});
	}

	let bytes = 0;
	const counted = file.map((chunk: Uint8Array) => {
		bytes += chunk.length;
		return chunk;
	}) as ByteStream;
	const length = headers['content-length'];
	const stored = await received(store(counted), () => bytes, Number(length ?? Infinity));
	const announced = Number(length ?? bytes);
	if (bytes === 0) throw shortFile(fileName, 'it is empty');
	if (bytes !== announced) throw shortFile(fileName, `${bytes} of ${announced} bytes`);
	return { stored, bytes };
}

/**
 * Waits for a part of a transfer, but gives up when nothing comes for half a minute: n8n's own time limit ends with the
 * headers. The stall is raced: a stream of n8n's HTTP client that waits for its next bytes cannot be ended from here.
 *
 * @param arrived how many bytes have arrived
 * @param whole how many bytes there are: what is done once they are all there may take its time
 */
async function orStalled<T>(work: Promise<T>, arrived = () => 0, whole = Infinity): Promise<T> {
	let finished = false;
	const stalled = async (): Promise<never> => {
		let before = 0;
		for (let idleSeconds = 0; idleSeconds < STALLED_SECONDS && !finished; idleSeconds++) {
			await sleep(1000);
			if (arrived() > before || arrived() >= whole) idleSeconds = 0;
			before = arrived();
		}
		throw new Error(`nothing came for ${STALLED_SECONDS} seconds`);
	};
	return await Promise.race([work, stalled()]).finally(() => {
		finished = true;
	});
}

function shortFile(fileName: string, problem: string): CentrexError {
	return new CentrexError(`The recording ${fileName} did not arrive whole: ${problem}`, {
		advice: 'Download it again after a few seconds; the service blocks downloads that follow one another too fast.',
		outcome: 'rejected',
	});
}

/** Looks at the start of a stream, which can be read from its start all the same. */
async function firstBytes(stream: ByteStream): Promise<string> {
	return await new Promise((resolve, reject) => {
		const done = (look: () => void) => {
			stream.off('readable', onReadable);
			stream.off('end', onEnd);
			stream.off('close', onClose);
			stream.off('error', onError);
			look();
		};
		const onReadable = () => {
			const chunk = stream.read() as Uint8Array | null;
			if (chunk === null) return;
			stream.unshift(chunk);
			done(() => resolve(String.fromCharCode(...chunk.slice(0, 100))));
		};
		const onEnd = () => done(() => resolve(''));
		const onClose = () => done(() => reject(new Error('the connection was closed')));
		const onError = (error: Error) => done(() => reject(error));
		stream.on('readable', onReadable);
		stream.on('end', onEnd);
		stream.on('close', onClose);
		stream.on('error', onError);
	});
}

async function readText(stream: ByteStream): Promise<string> {
	const decoder = new TextDecoder();
	let text = '';
	for await (const chunk of stream) {
		text += decoder.decode(chunk as Uint8Array, { stream: true });
		if (text.length > MOST_ANSWER_BYTES) break;
	}
	return text;
}
