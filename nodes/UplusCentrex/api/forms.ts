import type { IDataObject } from 'n8n-workflow';

import { readKoreanTime } from './time';
import { text, toCount } from './values';

/** What a value of an answer is: how it is read, and in which forms it is known. */
export interface Form<Value = unknown> {
	/** In words, `time`. */
	what: string;
	/** @returns the value as items have it */
	read(value: unknown): Value;
	/** Whether a text is in a form that is known; of a JSON number, its digits. */
	isKnown(written: string): boolean;
	/** The type of JSON in which it is known besides text. */
	also?: 'number' | 'list';
	/** Not every answer has it. */
	optional?: true;
}

/** The fields of a record by their names. */
export type Forms = Readonly<Record<string, Form>>;

/** Any text. */
export const words: Form<string> = { what: 'text', read: text, isKnown: () => true };

/** A number of things or seconds, or a place in a list: a JSON number or a string (service, 2.4). */
export const count: Form<number | null> = {
	what: 'whole number',
	read: (value) => toCount(value) ?? null,
	isKnown: (written) => toCount(written) !== undefined,
	also: 'number',
};

/** In each of the service's forms (service, 2.7). */
export const time: Form<string> = {
	what: 'time',
	read: (value) => readKoreanTime(text(value)),
	isKnown: (written) => readKoreanTime(written) !== written,
};

/** @returns the form of a text that is one of some words */
export function oneOf(...known: string[]): Form<string> {
	return { what: 'known word', read: text, isKnown: (written) => known.includes(written) };
}

/** @returns the form of a text that looks so */
export function like(what: string, pattern: RegExp): Form<string> {
	return { what, read: text, isKnown: (written) => pattern.test(written) };
}

/** @returns the values of a record's fields, each read as what it is */
export function readAs<Known extends Forms>(forms: Known, record: IDataObject): { [Name in keyof Known]: ReturnType<Known[Name]['read']> } {
	const values = Object.entries(forms).map(([name, form]) => [name, form.read(record[name])]);
	return Object.fromEntries(values) as { [Name in keyof Known]: ReturnType<Known[Name]['read']> };
}
