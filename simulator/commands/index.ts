import { delCallback, getCallback, setCallback } from './callbacks';
import type { Command } from './command';
import { smssend } from './smssend';
import { userinfo } from './userinfo';

/** The commands of the API by the name in their URL. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map(
	Object.entries({
		userinfo,
		smssend,
		setringcallback: setCallback('ring'),
		getringcallback: getCallback('ring'),
		delringcallback: delCallback('ring'),
		setsmscallback: setCallback('sms'),
		getsmscallback: getCallback('sms'),
		delsmscallback: delCallback('sms'),
	}),
);
