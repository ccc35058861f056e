/** What somebody is asked behind the link of a text. */
export interface Question {
	text: string;
	/** The number of the line that asks, as people write it; empty where it is not known. */
	from: string;
	language: 'ko' | 'en';
	/** The words on the buttons, empty for the usual ones; missing where the answer is written. */
	buttons?: { approve?: string; decline?: string };
}

/** The longest answer; only a program sends a longer one. */
export const MOST_ANSWER_CHARACTERS = 2000;

const WORDS = {
	ko: {
		title: (from: string) => (from ? `${from}에서 보낸 질문` : '질문'),
		approve: '승인',
		decline: '거절',
		field: '답변',
		send: '보내기',
		missing: `답변을 ${MOST_ANSWER_CHARACTERS.toLocaleString('en')}자 이내로 적어 주세요.`,
		thanks: '답변이 전달되었습니다',
		close: '이 페이지를 닫아도 됩니다.',
		closed: '더 이상 답변할 수 없는 질문입니다. 새로 받은 문자가 있으면 그 문자의 링크를 열어 주세요.',
	},
	en: {
		title: (from: string) => (from ? `A question from ${from}` : 'A question'),
		approve: 'Approve',
		decline: 'Decline',
		field: 'Your answer',
		send: 'Send',
		missing: `Please write an answer of up to ${MOST_ANSWER_CHARACTERS.toLocaleString('en')} characters.`,
		thanks: 'Your answer has arrived',
		close: 'You can close this page.',
		closed: 'This question no longer waits for an answer. If you have got a newer text, please open its link.',
	},
};

const STYLE = `
:root { color-scheme: light dark; --text: #1c1c1e; --soft: #5c5c66; --back: #f4f4f7; --card: #fff; --line: #c9c9d2; --main: #c4006a; --onMain: #fff }
@media (prefers-color-scheme: dark) { :root { --text: #f2f2f5; --soft: #b0b0ba; --back: #111114; --card: #1e1e23; --line: #4a4a55; --main: #ff5cab; --onMain: #1c0010 } }
* { box-sizing: border-box }
body { margin: 0; padding: 1.25rem; background: var(--back); color: var(--text); font: 1.125rem/1.6 system-ui, sans-serif }
main { max-width: 30rem; margin: 0 auto; padding: 1.25rem; background: var(--card); border-radius: 1rem }
h1 { margin: 0 0 0.75rem; color: var(--soft); font-size: 1rem; font-weight: 600 }
h1 span { white-space: nowrap }
p { margin: 0 0 1.25rem; white-space: pre-wrap; overflow-wrap: anywhere }
label { display: block; margin-bottom: 0.25rem; color: var(--soft); font-size: 1rem }
textarea { width: 100%; min-height: 8rem; margin-bottom: 1rem; padding: 0.75rem; background: var(--back); color: inherit; border: 1px solid var(--line); border-radius: 0.75rem; font: inherit }
button { display: block; width: 100%; min-height: 3.5rem; margin-top: 0.75rem; padding: 0.5rem 1rem; border: 2px solid var(--main); border-radius: 0.75rem; background: var(--main); color: var(--onMain); font: inherit; font-weight: 600; overflow-wrap: anywhere }
button.other { border-color: var(--line); background: none; color: var(--text) }
`;

/** @param isMissing whether somebody has just sent the form without an answer */
export function answerPage(question: Question, isMissing: boolean): string {
	const { text, from, language, buttons } = question;
	const words = WORDS[language];
	const fields = buttons
		? button('approve', buttons.approve || words.approve) +
			(buttons.decline === undefined ? '' : button('decline', buttons.decline || words.decline, 'other'))
		: `<label for="text">${words.field}</label><textarea id="text" name="text" maxlength="${MOST_ANSWER_CHARACTERS}" required></textarea><button>${words.send}</button>`;
	const missing = isMissing && !buttons ? `<p role="alert">${words.missing}</p>` : '';
	return page(language, words.title(from), `<p>${escape(text)}</p>${missing}<form method="post">${fields}</form>`);
}

/** @param answer what was answered */
export function thanksPage({ language, from, buttons }: Question, answer: { approved: boolean } | { text: string }): string {
	const words = WORDS[language];
	const pressed = (approved: boolean) => (approved ? buttons?.approve || words.approve : buttons?.decline || words.decline);
	const answered = 'text' in answer ? answer.text : pressed(answer.approved);
	return page(language, words.title(from), `<p role="status"><strong>${words.thanks}</strong></p><p>${escape(answered)}</p><p>${words.close}</p>`);
}

/** For the link of a question that is over, while its run waits for another one. */
export function closedPage({ language, from }: Question): string {
	const words = WORDS[language];
	return page(language, words.title(from), `<p>${words.closed}</p>`);
}

/** For when the question cannot be read: nobody knows its language then. */
export function troublePage(): string {
	const content = '<p>지금은 답변할 수 없습니다. 답변은 아직 전달되지 않았습니다. 잠시 뒤 링크를 다시 열어 주세요.</p>';
	return page('ko', '질문', `${content}<p lang="en">You cannot answer right now. Nothing was decided. Please open the link again later.</p>`);
}

function button(value: string, label: string, kind = 'main'): string {
	return `<button name="answer" value="${value}" class="${kind}">${escape(label)}</button>`;
}

function page(language: string, title: string, content: string): string {
	return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escape(title)}</title>
<style>${STYLE}</style>
</head>
<body><main><h1>${escape(title).replace(/[\d-]{9,}/, '<span>$&</span>')}</h1>${content}</main></body>
</html>`;
}

function escape(text: string): string {
	const NAMES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
	return text.replace(/[&<>"']/g, (character) => NAMES[character]);
}
