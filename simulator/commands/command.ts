import type { Line } from '../lines';
import type { State } from '../state';

/** A command's own values, in the order of the document's sample. */
export type Datas = Record<string, string | number>;

/** One command of the API. */
export interface Command {
	/** SVC_MSG when it is done, as in the document's sample: some say `OK`, some nothing. */
	message: 'OK' | '';
	/** The parameters it cannot do without, besides `id` and `pass`; empty is missing. */
	required: string[];
	/**
	 * Carries the command out.
	 *
	 * @param line the caller's line, signed in
	 * @param parameters all parameters, the required ones given
	 * @returns DATAS
	 * @throws ResultCodeError the result code to answer with
	 */
	carryOut(line: Line, parameters: Readonly<Record<string, string>>, state: State): Datas;
}
