import type { IExecuteFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

/** A stream of bytes, as n8n takes it for a file. */
export type ByteStream = Exclude<Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0], Uint8Array>;

/**
 * Waits for a part of a transfer, but gives up where it takes too long: n8n's own time limit ends with the headers. The time is
 * raced: a stream of n8n's HTTP client that waits for its next bytes cannot be ended from here.
 *
 * @param isStalled told once a second how many have passed; says why it is given up, if it is
 */
export async function watched<T>(work: Promise<T>, isStalled: (seconds: number) => string | undefined): Promise<T> {
	let finished = false;
	const watch = async (): Promise<T> => {
		// Nearly every answer is there a moment after its headers.
		for (let moment = 0; moment < 20 && !finished; moment++) await sleep(0);
		for (let seconds = 1; !finished; seconds++) {
			await sleep(1000);
			const reason = isStalled(seconds);
			if (reason && !finished) throw new Error(reason);
		}
		return await work;
	};
	return await Promise.race([work, watch()]).finally(() => {
		finished = true;
	});
}

/**
 * Reads a text in UTF-8.
 *
 * @param most how many bytes are read; what follows is left
 */
export async function readText(stream: ByteStream, most: number): Promise<string> {
	const decoder = new TextDecoder();
	let text = '';
	let bytes = 0;
	for await (const chunk of stream) {
		bytes += (chunk as Uint8Array).length;
		text += decoder.decode(chunk as Uint8Array, { stream: true });
		if (bytes > most) break;
	}
	return text + decoder.decode();
}
