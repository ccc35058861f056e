import { speaker } from './language.js';
import { state } from './state.js';

const WORDS = {
	length: [
		(minutes, seconds) => (minutes ? `${minutes} min ${seconds} s` : `${seconds} s`),
		(minutes, seconds) => (minutes ? `${minutes}분 ${seconds}초` : `${seconds}초`),
	],
};
const say = speaker(WORDS);

/** 07000001000 is 070-0000-1000; with hyphens at which a number does not break. */
export const withHyphens = (number) =>
	number
		.replace(/^(?:(02|0\d\d)(\d{3,4})|(1\d{3}))(\d{4})$/, (_all, area, middle, start, end) =>
			area ? `${area}-${middle}-${end}` : `${start}-${end}`,
		)
		.replaceAll('-', '\u2011');

/** Hashes of passwords, and keys in URLs. */
export const shorten = (text) =>
	text.replace(/(?<![0-9a-f])[0-9a-f]{64}(?:[0-9a-f]{64})?(?![0-9a-f])/gi, (secret) => `${secret.slice(0, 8)}…`);

/** A time in milliseconds, as the simulator writes times. */
export const inKorea = (at) => `${new Date(at + 9 * 3600 * 1000).toISOString().slice(0, 19)}+09:00`;

/** Now in Korea, as the simulator's clock shows it. */
const now = () => state.clock ?? inKorea(Date.now());

/** Whether a time has come. */
export const isOver = (time) => new Date(time) <= new Date(now());

/** The time of day in Korea, to the second. */
export const timeOfDay = (at) => at.slice(11, 19);

/** The time of day in Korea, with the day unless it is today. */
export const shortTime = (at) =>
	at.slice(0, 10) === now().slice(0, 10) ? at.slice(11, 16) : `${at.slice(5, 10)} ${at.slice(11, 16)}`;

/** How long something took. */
export const length = (seconds) => say('length', Math.floor(seconds / 60), seconds % 60);
