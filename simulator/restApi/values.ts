import { asDigits, withSlashes, withSpace } from '../office/koreanTime';
import type { Settings } from './settings';

/** A value that the service has been seen to write in more than one way: as the settings choose. */
export abstract class Value {
	/** @returns what stands in the JSON */
	abstract write(settings: Settings): string | number | string[];
}

/** A number of things, of a page, or of a place in a list. */
export class Count extends Value {
	/** @param inSample as the command's sample has it, a JSON number or a string */
	constructor(private readonly inSample: string | number) {
		super();
	}

	write({ numbers }: Settings): string | number {
		if (numbers === 'asInSamples') return this.inSample;
		return numbers === 'strings' ? `${this.inSample}` : Number(this.inSample);
	}
}

/** A phone number or an extension. */
export class PhoneNumber extends Value {
	/** @param digits masked ones have `*` for their last */
	constructor(private readonly digits: string) {
		super();
	}

	/** Where the service puts the hyphen of an extension is not recorded. */
	write({ phoneNumbers }: Settings): string {
		if (phoneNumbers === 'digits') return this.digits;
		return this.digits
			.replace(/^(02|0[\d]{2})([\d*]{3,4})([\d*]{4})$/, '$1-$2-$3')
			.replace(/^(1\d{3})([\d*]{4})$/, '$1-$2')
			.replace(/^(\d)(\d{3})$/, '$1-$2');
	}
}

const FORMS = { digits: asDigits, slashes: withSlashes, dashes: withSpace };

/** A time (service, 2.7). */
export class Time extends Value {
	/**
	 * @param at ISO 8601 with `+09:00`
	 * @param inSample the form that the command's sample has
	 */
	constructor(
		private readonly at: string,
		private readonly inSample: keyof typeof FORMS,
	) {
		super();
	}

	write({ times }: Settings): string {
		return FORMS[times === 'asInSamples' ? this.inSample : times](this.at);
	}
}

/** What says whether a phone or a call is there: a text, or a list of one. */
export class Status extends Value {
	constructor(private readonly word: string) {
		super();
	}

	write({ status }: Settings): string | string[] {
		return status === 'array' ? [this.word] : this.word;
	}
}
