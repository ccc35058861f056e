/** A failure whose message is one clear sentence for the person at the keyboard: shown as it is, without a stack trace. */
export class PlainError extends Error {}
