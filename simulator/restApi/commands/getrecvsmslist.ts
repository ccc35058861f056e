import { withSpace } from '../../office/koreanTime';
import { ListAnswer, type Command } from './command';
import { listPage } from './listPage';

/** The samples say `NO_DATA(` and the server's SQL; this text is made up, so that a test can prove that nobody sees it. */
const NO_DATA = 'NO_DATA(SELECT * FROM TB_RECV_SMS WHERE SUBSCRIBER_NO = ? ORDER BY RECV_DATE DESC)';

/** Lists the texts that came in, newest first (today, 3.1). A code of `getauthcode` is not among them: whether it is, no source says. */
export const getrecvsmslist: Command = {
	since: 'today',
	message: 'OK',
	whenEmpty: { code: '4002', message: NO_DATA },
	// Not marked as optional, and all clients send it.
	required: ['page'],
	carryOut({ receivedTexts }, parameters) {
		// In the order of arrival, also where the clock was set back in between.
		const newestFirst = [...receivedTexts].reverse();
		const { records, page, ...info } = listPage(newestFirst, parameters.page, ({ from, text, at }, position) => ({
			NO: position,
			TIME: withSpace(at),
			SRC: from,
			// Spelt so.
			MNESSAGE: text,
		}));
		return new ListAnswer({ LISTINFO: { page: `${page}`, ...info }, DATAS: records });
	},
};
