import { speaker } from './shared/language.js';

const WORDS = {
	'0000': ['done', '정상 처리'],
	1001: ['a parameter is missing', '필수 파라미터 누락'],
	1002: ['a parameter is wrong', '파라미터 오류'],
	1003: ['no such line', '등록되지 않은 번호'],
	1004: ['wrong password, or locked', '비밀번호 오류 또는 잠김'],
	1005: ['unknown command, or no API add-on', '알 수 없는 명령 또는 API 부가서비스 없음'],
	1007: ['initial password', '초기 비밀번호'],
	1008: ['password expired', '비밀번호 만료'],
	1202: ['too many password changes', '비밀번호 변경 횟수 초과'],
	1203: ['code already used', '이미 사용한 인증코드'],
	1204: ['code wrong or too old', '인증코드 오류 또는 만료'],
	2001: ['IP address or host wrong', 'IP 주소 또는 호스트 오류'],
	2002: ['no permission', '권한 없음'],
	3001: ['internal error', '내부 처리 오류'],
	3002: ['text too long', '메시지 길이 초과'],
	3003: ['too many recipients', '동시 발송 수 초과'],
	3004: ['no sends left', '남은 발송 건수 없음'],
	4001: ['no such command', 'API 이름 오류'],
	4002: ['nothing there', '정보 없음'],
	4003: ['unknown phone state', '알 수 없는 전화기 상태'],
	4004: ['nothing there, or no call in progress', '정보 없음 또는 통화 중 아님'],
	9999: ['other error', '기타 오류'],
	OK: ['done', '정상 처리'],
};
const say = speaker(WORDS);

/** The codes that say no. */
export const ERROR_CODES = Object.keys(WORDS).filter((code) => /^\d{4}$/.test(code) && code !== '0000');

/** What a result code means; some commands have 2000 where others have 0000. */
export const meaningOf = (code) => (code === '2000' ? say('0000') : code in WORDS ? say(code) : '');
