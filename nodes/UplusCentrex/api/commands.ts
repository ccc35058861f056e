/** What a command is, where that decides how it is sent and what is said when it fails. */
interface CommandFacts {
	/** `reads`: asked again it does no harm; `changes`: something on the line; `reaches`: other people. */
	effect: 'reads' | 'changes' | 'reaches';
	/** It answers only after somebody has picked up the line's own phone (service, 1.7). */
	rings?: true;
	/** It is about the file of a recording, for which result codes have readings of their own (service, 5.2). */
	file?: true;
	/** For a command that services and contracts may lack (service, 5.2): what does the nearest thing, as a sentence. */
	instead?: string;
}

/** The commands of the API that the nodes use, by their names in the request URL. */
export const COMMAND_FACTS = {
	addresslist: { effect: 'reads' },
	callhistory: { effect: 'reads' },
	channelstatus: { effect: 'reads' },
	clickdial: { effect: 'reaches', rings: true },
	conference: { effect: 'reaches', rings: true },
	delringcallback: { effect: 'changes' },
	delsmscallback: { effect: 'changes' },
	extendauth: { effect: 'changes', instead: 'Until then sign in on the Centrex website before the password expires, choose a new one, and enter it in the credential.' },
	getforwardtype: { effect: 'reads', instead: 'Line → Get says whether calls are forwarded, and where to.' },
	getinboundcall: { effect: 'reads', instead: 'Call History → Get Many with the direction Inbound lists the calls with the end of their numbers hidden.' },
	getrecvsmslist: { effect: 'reads', instead: 'The LG U+ Centrex Trigger starts a workflow with each text as it comes in.' },
	getringcallback: { effect: 'reads' },
	getsmscallback: { effect: 'reads' },
	hangup: { effect: 'changes' },
	phonestatus: { effect: 'reads' },
	recorddownload: { effect: 'reads', file: true },
	recordlist: { effect: 'reads' },
	recordremove: { effect: 'changes', file: true, instead: 'Delete the recording on the Centrex website.' },
	setforward: { effect: 'changes' },
	setforwardtype: { effect: 'changes', instead: 'Call Forwarding → Set with When at Always works on every line.' },
	setringcallback: { effect: 'changes' },
	setsmscallback: { effect: 'changes' },
	smssend: { effect: 'reaches' },
	starthold: { effect: 'changes' },
	startrecord: { effect: 'changes' },
	stopforward: { effect: 'changes' },
	stophold: { effect: 'changes' },
	stoprecord: { effect: 'changes' },
	userinfo: { effect: 'reads' },
} as const satisfies Record<string, CommandFacts>;

/** The name of a command, `smssend`. */
export type CommandName = keyof typeof COMMAND_FACTS;

/** @returns what a command is */
export function factsOf(command: CommandName): CommandFacts {
	return COMMAND_FACTS[command];
}

/** @returns whether a text is the name of a command */
export function isCommandName(name: string): name is CommandName {
	return Object.hasOwn(COMMAND_FACTS, name);
}
