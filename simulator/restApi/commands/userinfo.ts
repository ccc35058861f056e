import type { Forwarding } from '../../office/forwarding';
import type { Service } from '../settings';
import { PhoneNumber } from '../values';
import type { Command, Datas } from './command';
import { inWords, useOf } from './forwardingFields';

/** The subscriber (service, 3.7.1). */
export const userinfo: Command = {
	message: 'OK',
	required: [],
	carryOut(line, _parameters, { settings }) {
		return {
			NAME: line.name,
			EXTEN: new PhoneNumber(line.extension),
			NUMBER070: line.number,
			...forwardingOf(line.forwarding, settings.service),
		};
	},
};

/**
 * FORWARD_TYPE is a letter today (service, 3.7.1), and was `0` without forwarding. The document's sample with forwarding is lost:
 * its `1` and the words are guesses. Of today's FORWARD_DATA and FORWARD_STR without forwarding no source says anything:
 * they are as they were.
 */
function forwardingOf(forwarding: Forwarding | null, service: Service): Datas {
	const isToday = service === 'today';
	if (!forwarding) return { FORWARD_TYPE: isToday ? 'N' : '0', FORWARD_DATA: '_', FORWARD_STR: '' };
	return {
		FORWARD_TYPE: isToday ? useOf(forwarding) : '1',
		FORWARD_DATA: forwarding.to,
		FORWARD_STR: isToday || forwarding.when !== 'always' ? inWords(forwarding) : '무조건 착신전환',
	};
}
