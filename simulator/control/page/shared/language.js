/** The language that was chosen here before, or else the browser's. */
export let language = localStorage.getItem('language') ?? (navigator.language.startsWith('ko') ? 'ko' : 'en');

/** Chooses a language, and remembers it. */
export function speak(chosen) {
	language = chosen;
	localStorage.setItem('language', chosen);
}

/**
 * How a part of the page speaks: the words for a key, with what is put in.
 *
 * @param words for each key English and Korean; functions where something is put in
 */
export const speaker =
	(words) =>
	(key, ...values) => {
		const [en, ko] = words[key];
		const chosen = language === 'ko' ? ko : en;
		return typeof chosen === 'function' ? chosen(...values) : chosen;
	};
