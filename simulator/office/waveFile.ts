import { Readable } from 'node:stream';

const SAMPLES_A_SECOND = 8000;
const BYTES_A_SAMPLE = 2;
const BYTES_A_SECOND = SAMPLES_A_SECOND * BYTES_A_SAMPLE;
const HEADER_BYTES = 44;

const HERTZ = 440;
const LOUDNESS = 0.3 * 0x7fff;

/** The tone has whole waves in a second, so every second of it is the same. */
const SECOND_OF_TONE = Buffer.alloc(BYTES_A_SECOND);
for (let sample = 0; sample < SAMPLES_A_SECOND; sample += 1) {
	const height = Math.sin((2 * Math.PI * HERTZ * sample) / SAMPLES_A_SECOND) * LOUDNESS;
	SECOND_OF_TONE.writeInt16LE(Math.round(height), sample * BYTES_A_SAMPLE);
}

/** @returns the size of a WAV file of so many seconds */
export function waveFileBytes(seconds: number): number {
	return HEADER_BYTES + seconds * BYTES_A_SECOND;
}

/** @returns a WAV file, 8 kHz, mono, 16-bit PCM, with a tone; it is made while it is read, a second at a time */
export function waveFile(seconds: number): Readable {
	return Readable.from(secondBySecond(seconds), { objectMode: false });
}

function* secondBySecond(seconds: number): Generator<Buffer> {
	yield header(seconds * BYTES_A_SECOND);
	for (let second = 0; second < seconds; second += 1) yield SECOND_OF_TONE;
}

/** RIFF, with one chunk for the format and one for the samples. */
function header(sampleBytes: number): Buffer {
	const bytes = Buffer.alloc(HEADER_BYTES);
	bytes.write('RIFF', 0, 'latin1');
	bytes.writeUInt32LE(HEADER_BYTES - 8 + sampleBytes, 4);
	bytes.write('WAVEfmt ', 8, 'latin1');
	bytes.writeUInt32LE(16, 16);
	bytes.writeUInt16LE(1, 20);
	bytes.writeUInt16LE(1, 22);
	bytes.writeUInt32LE(SAMPLES_A_SECOND, 24);
	bytes.writeUInt32LE(BYTES_A_SECOND, 28);
	bytes.writeUInt16LE(BYTES_A_SAMPLE, 32);
	bytes.writeUInt16LE(BYTES_A_SAMPLE * 8, 34);
	bytes.write('data', 36, 'latin1');
	bytes.writeUInt32LE(sampleBytes, 40);
	return bytes;
}
