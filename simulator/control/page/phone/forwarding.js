import { withHyphens } from '../shared/format.js';
import { speaker } from '../shared/language.js';

const WORDS = {
	voicemail: ['the voice mail', '음성사서함'],
	'when.always': ['always', '항상'],
	'when.noAnswer': ['when nobody answers', '무응답'],
	'when.busy': ['when busy', '통화 중'],
	'when.simultaneous': ['which rings at once', '동시착신'],
	'when.busyOrNoAnswer': ['when busy or nobody answers', '통화 중 또는 무응답'],
};
const say = speaker(WORDS);

/** Where calls are forwarded to. */
export const whereTo = ({ kind, to }) => (kind === 'voicemail' ? say('voicemail') : withHyphens(to));

/** In which case they are. */
export const whenTo = ({ when }) => say(`when.${when}`);
