import { addresslist } from './addresslist';
import { delCallback, getCallback, setCallback } from './callbacks';
import { callhistory } from './callhistory';
import type { Command } from './command';
import { clickdial, conference } from './dial';
import { setforward, stopforward } from './forward';
import { hangup } from './hangup';
import { starthold, stophold } from './hold';
import { startrecord, stoprecord } from './record';
import { recorddownload } from './recorddownload';
import { recordlist } from './recordlist';
import { smssend } from './smssend';
import { channelstatus, phonestatus } from './status';
import { userinfo } from './userinfo';

/** The 23 commands of the API by the name in their URL, in the order of the document. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map(
	Object.entries({
		clickdial,
		hangup,
		starthold,
		stophold,
		conference,
		startrecord,
		stoprecord,
		recordlist,
		smssend,
		setforward,
		stopforward,
		addresslist,
		callhistory,
		userinfo,
		phonestatus,
		channelstatus,
		setringcallback: setCallback('ring'),
		getringcallback: getCallback('ring'),
		delringcallback: delCallback('ring'),
		setsmscallback: setCallback('sms'),
		getsmscallback: getCallback('sms'),
		delsmscallback: delCallback('sms'),
		recorddownload,
	}),
);
