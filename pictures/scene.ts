/** The line on the pictures. */
export const OFFICE = '07000001000';

/** Who writes to the office, and what; customers of a Korean office write Korean. The number is nobody's. */
export const CUSTOMER = {
	name: '성춘향',
	number: '010-0000-2345',
	/** What she writes into the form. */
	inquiry: '토요일 오전에 견적을 받고 싶어요.',
	/** What she asks by text. */
	text: '오늘 몇 시까지 하나요?',
};
