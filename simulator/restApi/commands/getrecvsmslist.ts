import { Count, PhoneNumber, Time } from '../values';
import { listCommand } from './list';

/** The samples say `NO_DATA(` and the server's SQL; this text is made up, so that a test can prove that nobody sees it. */
const NO_DATA = 'NO_DATA(SELECT * FROM TB_RECV_SMS WHERE SUBSCRIBER_NO = ? ORDER BY RECV_DATE DESC)';

/** Lists the texts that came in, newest first (service, 3.2.2). A code of `getauthcode` is not among them: whether it is, no source says. */
export const getrecvsmslist = listCommand({
	since: 'today',
	// Not marked as optional, and all clients send it.
	required: ['page'],
	// In the order of arrival, also where the clock was set back in between.
	entries: ({ receivedTexts }) => [...receivedTexts].reverse(),
	record: ({ from, text, at }, position) => ({
		NO: new Count(position),
		TIME: new Time(at, 'dashes'),
		SRC: new PhoneNumber(from),
		// Spelt so.
		MNESSAGE: text,
	}),
	stringsInSample: () => ['page'],
	whenEmpty: { SVC_RT: '4002', SVC_MSG: NO_DATA },
});
