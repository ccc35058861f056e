import { addresslist } from './addresslist';
import { delCallback, getCallback, setCallback } from './callbacks';
import { callhistory } from './callhistory';
import type { Command } from './command';
import { clickdial, conference } from './dial';
import { extendauth } from './extendauth';
import { getforwardtype, setforward, setforwardtype, stopforward } from './forward';
import { getauthcode } from './getauthcode';
import { getinboundcall } from './getinboundcall';
import { getrecvsmslist } from './getrecvsmslist';
import { hangup } from './hangup';
import { starthold, stophold } from './hold';
import { startrecord, stoprecord } from './record';
import { recorddownload } from './recorddownload';
import { recordlist } from './recordlist';
import { recordremove } from './recordremove';
import { setauthchange } from './setauthchange';
import { smssend } from './smssend';
import { channelstatus, phonestatus } from './status';
import { updateauth } from './updateauth';
import { userinfo } from './userinfo';

/** The commands of the API by the name in their URL: the document's 23 in its order, then those that it does not have. */
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
		getrecvsmslist,
		setforwardtype,
		getforwardtype,
		getinboundcall,
		recordremove,
		getauthcode,
		setauthchange,
		updateauth,
		extendauth,
	}),
);
