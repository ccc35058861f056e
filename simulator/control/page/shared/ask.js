import { speaker } from './language.js';

const WORDS = {
	silent: [
		'The simulator does not answer. Is it still running? This page comes back by itself.',
		'시뮬레이터가 응답하지 않습니다. 실행 중인지 확인하세요. 다시 시작되면 이 화면도 자동으로 돌아옵니다.',
	],
};
const say = speaker(WORDS);

/** Asks the simulator for something; fails with the sentence that says what is wrong. */
export async function ask(method, path, body) {
	const answer = await fetch(`/_simulator/${path}`, {
		method,
		headers: body ? { 'content-type': 'application/json' } : {},
		body: body && JSON.stringify(body),
	});
	const values = await answer.json();
	if (!answer.ok) throw new Error(values.error);
	return values;
}

/** That no answer comes from it. */
export const silence = () => say('silent');

/** What was wrong when something was asked. */
export const wrongInWords = (error) => (error instanceof TypeError ? silence() : error.message);
