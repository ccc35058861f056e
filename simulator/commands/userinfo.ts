import type { Command } from './command';

const NOT_FORWARDED = { type: '0', data: '_', description: '' };

/** The subscriber (document, 2.2.10). */
export const userinfo: Command = {
	message: 'OK',
	required: [],
	carryOut(line) {
		const { type, data, description } = line.forwarding ?? NOT_FORWARDED;
		return {
			NAME: line.name,
			EXTEN: line.extension,
			NUMBER070: line.number,
			FORWARD_TYPE: type,
			FORWARD_DATA: data,
			FORWARD_STR: description,
		};
	},
};
