import { composeText } from '../../api/messageText';

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
