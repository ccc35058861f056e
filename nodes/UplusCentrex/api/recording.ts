import { readAnswer } from './answer';
import { CentrexError } from './error';
import { send } from './request';
import type { Line } from './line';
import { readText, watched } from './stream';
import type { ByteStream } from './stream';

/** The longest answer that is read as one: result codes are a few dozen bytes. */
const MOST_ANSWER_BYTES = 64 * 1024;

/** A transfer that brings nothing for so many seconds is given up; and one that takes longer than any call. */
const STALLED_SECONDS = 30;
const MOST_SECONDS = 60 * 60;

/** More than a day of talk has: what is longer is no recording. */
const MOST_BYTES = 2 ** 31;

/**
 * Receives a recording: `recorddownload` (service, 3.3.2). The file is handed on as it arrives.
 *
 * @param fileName as the list of recordings names it
 * @param store takes the file in
 * @returns what `store` returned, and how many bytes arrived
 * @throws CentrexError when the service answers with a result code instead of a file, whatever its content type says,
 * and when the file breaks off, stalls, or is shorter than announced
 */
export async function receiveRecording<T>(
	line: Line,
	fileName: string,
	store: (file: ByteStream) => Promise<T>,
): Promise<{ stored: T; bytes: number }> {
	const { status, headers, body } = await send(line, 'recorddownload', { filename: fileName, cpcode: '-1' }, 'stream');
	const file = body as ByteStream;
	const received = async <W>(work: Promise<W>, arrived?: () => number, whole?: number): Promise<W> =>
		await watched(work, stalled(arrived, whole)).catch((error: Error) => {
			file.destroy();
			throw shortFile(fileName, error.message);
		});
	const first = await received(firstBytes(file));
	if (status >= 300 || /^\s*[{<]/.test(first.replace(/^\xef\xbb\xbf/, ''))) {
		readAnswer('recorddownload', status, await received(readText(file, MOST_ANSWER_BYTES)));
		throw new CentrexError('The service answered without a file', {
			advice: 'Check the file name in the list of recordings, and try again later.',
			outcome: 'rejected',
		});
	}

	let bytes = 0;
	const length = headers['content-length'];
	const most = Math.min(Number(length ?? MOST_BYTES), MOST_BYTES);
	const counted = file.map((chunk: Uint8Array) => {
		bytes += chunk.length;
		if (bytes > most) throw new Error(`it has more than ${most} bytes`);
		return chunk;
	}) as ByteStream;
	const stored = await received(store(counted), () => bytes, Number(length ?? Infinity));
	const announced = Number(length ?? bytes);
	if (bytes === 0) throw shortFile(fileName, 'it is empty');
	if (bytes !== announced) throw shortFile(fileName, `${bytes} of ${announced} bytes`);
	return { stored, bytes };
}

/**
 * For `watched`: gives up when nothing comes for half a minute, or after an hour.
 *
 * @param arrived how many bytes have arrived
 * @param whole how many bytes there are: what is done once they are all there may take its time
 */
function stalled(arrived = () => 0, whole = Infinity): (seconds: number) => string | undefined {
	let before = 0;
	let idleSeconds = 0;
	return (seconds) => {
		idleSeconds = arrived() > before || arrived() >= whole ? 0 : idleSeconds + 1;
		before = arrived();
		if (idleSeconds >= STALLED_SECONDS) return `nothing came for ${STALLED_SECONDS} seconds`;
		return seconds >= MOST_SECONDS && arrived() < whole ? 'it took longer than an hour' : undefined;
	};
}

function shortFile(fileName: string, problem: string): CentrexError {
	return new CentrexError(`The recording did not arrive whole: ${problem}`, {
		mayPass: true,
		details: `File: ${fileName}.`,
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
