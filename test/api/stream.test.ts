import { Readable } from 'node:stream';

import * as n8nWorkflow from 'n8n-workflow';

import { readText, watched } from '../../nodes/UplusCentrex/api/stream';
import type { ByteStream } from '../../nodes/UplusCentrex/api/stream';

const streamOf = (...chunks: Array<string | Buffer>) => Readable.from(chunks.map((chunk) => Buffer.from(chunk))) as unknown as ByteStream;

describe('a text', () => {
	test('is put together across its pieces, also inside a character', async () => {
		const bytes = Buffer.from('가나');
		expect(await readText(streamOf(bytes.subarray(0, 2), bytes.subarray(2)), 100)).toBe('가나');
		expect(await readText(streamOf(bytes.subarray(0, 5)), 100)).toBe('가\ufffd');
		expect(await readText(streamOf(), 100)).toBe('');
	});

	test('is read until it is longer than it may be', async () => {
		expect(await readText(streamOf('12', '34', '56'), 4)).toBe('123456');
		expect(await readText(streamOf('12', '34', '56', '78'), 4)).toBe('123456');
		expect(await readText(streamOf('12', '345', '67'), 4)).toBe('12345');
	});
});

describe('what is watched', () => {
	/** The milliseconds of each wait, of which none is waited for. */
	let waits: number[];
	beforeEach(() => {
		waits = [];
		jest.spyOn(n8nWorkflow, 'sleep').mockImplementation(async (milliseconds) => {
			waits.push(milliseconds);
			await new Promise((resolve) => setImmediate(resolve));
		});
	});
	afterEach(() => jest.restoreAllMocks());

	test('gives its result, and is asked nothing where that comes in a moment', async () => {
		const asked: number[] = [];
		expect(await watched(Promise.resolve('done'), (seconds) => void asked.push(seconds))).toBe('done');
		await new Promise((resolve) => setTimeout(resolve, 20));
		expect([asked, waits]).toEqual([[], [0]]);
	});

	test('is asked about once a second, and given up for the reason given', async () => {
		const asked: number[] = [];
		const never = new Promise(() => {});
		const stalled = (seconds: number) => {
			asked.push(seconds);
			return seconds === 3 ? 'too slow' : undefined;
		};
		await expect(watched(never, stalled)).rejects.toThrow('too slow');
		expect(asked).toEqual([1, 2, 3]);
		expect(waits).toEqual([...Array(20).fill(0), 1000, 1000, 1000]);
	});

	test('fails as the work fails, and is asked about no more', async () => {
		await expect(watched(Promise.reject(new Error('broken')), () => 'too slow')).rejects.toThrow('broken');
		await new Promise((resolve) => setTimeout(resolve, 20));
		expect(waits).toEqual([0]);
	});

	test('that ends while it is asked about has ended', async () => {
		let end: (result: string) => void = () => {};
		const work = new Promise<string>((resolve) => (end = resolve));
		const stalled = () => {
			end('done');
			return undefined;
		};
		expect(await watched(work, stalled)).toBe('done');
	});
});
