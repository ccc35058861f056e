import { composeText } from '../../api/messageText';

/**
 * What the link's query and the node's context call the question that is open: n8n itself would give all questions of a run, as in
 * a loop, the same link.
 */
export const QUESTION = 'q';

/**
 * What is asked, in the text and on the page behind its link.
 *
 * @param text the field Text
 * @param message for a human review of an AI agent's tool call n8n has a field Message of its own
 * @returns the first of them that is not empty; empty where both are
 */
export function questionOf(text: unknown, message: unknown): string {
	const [written, review] = [text, message].map((value) => composeText(String(value ?? '')).trim());
	return written || review;
}
