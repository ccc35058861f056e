import { callStatus, type CallDirection, type PastCall, type Recording } from './callRecords';
import { daysAgo, secondsAfter } from './koreanTime';
import type { Contact } from './lines';

type Row = [days: number, time: string, number: string, rings: number, talks: number, recorded?: 'recorded'];

const OUTBOUND: Row[] = [
	[12, '09:12:40', '01000001234', 11, 182],
	[11, '15:48:05', '0200001000', 6, 95],
	[10, '10:20:31', '01000005678', 30, 0],
	[10, '10:41:02', '01000005678', 9, 64],
	[8, '13:30:00', '07000002002', 4, 22],
	[7, '16:05:57', '0310001000', 8, 241],
	[6, '09:33:18', '01000002345', 14, 58, 'recorded'],
	[5, '11:02:44', '15880000', 5, 426],
	[4, '14:19:09', '01000003456', 10, 37],
	[3, '09:58:26', '01000001234', 7, 119],
	[3, '17:21:50', '2001', 12, 15],
	[2, '10:07:33', '00100001234', 16, 73],
	[1, '11:45:12', '01000004567', 25, 0],
	[1, '16:02:08', '01000001234', 8, 42, 'recorded'],
];

const INBOUND: Row[] = [
	[13, '11:25:16', '01000006789', 5, 88],
	[12, '14:09:51', '01000002345', 20, 0],
	[11, '09:04:27', '0200001000', 3, 36],
	[9, '10:55:40', '01000001234', 6, 150],
	[8, '15:17:03', '07000002002', 2, 48],
	[7, '09:41:38', '01000007890', 4, 75],
	[6, '13:12:22', '0510001000', 20, 0],
	[5, '16:36:59', '01000003456', 7, 203],
	[4, '10:10:10', '01000005678', 5, 31],
	[3, '14:50:45', '2001', 3, 12],
	[2, '09:22:06', '01000008901', 20, 0],
	[2, '09:26:37', '01000008901', 4, 67, 'recorded'],
	[1, '13:08:19', '0310001000', 6, 18],
	[1, '17:55:31', '01000002345', 20, 0],
];

/** Made-up names and numbers: group, name, first and second number, note. */
const CONTACTS: Array<[group: string, name: string, phone1: string, phone2: string, note: string]> = [
	['직원', '홍길동', '01000001234', '07000002001', '대표'],
	['직원', '성춘향', '01000002345', '07000002002', '경리'],
	['직원', '이몽룡', '01000003456', '07000003004', ''],
	['직원', '임꺽정', '01000004567', '', '현장'],
	['직원', '심청', '01000005678', '', '오전 근무'],
	['거래처', '금도끼 철물', '0200001000', '01000006789', '매주 화요일 배송'],
	['거래처', '은도끼 공구', '0200001001', '', ''],
	['거래처', '도깨비 문구', '0310001000', '', '복사 용지'],
	['거래처', '거북이 택배', '15880000', '', ''],
	['거래처', '토끼 인쇄', '0310001001', '01000007890', '명함'],
	['거래처', '호랑이 식당', '0200001002', '', '점심 예약'],
	['거래처', '선녀 세탁', '0200001003', '', ''],
	['거래처', '나무꾼 가구', '0510001000', '', '의자 수리'],
	['거래처', '별주부 수산', '0510001001', '', ''],
	['거래처', '흥부 인테리어', '01000008901', '', '3층 공사'],
	['고객', '콩쥐', '01000009012', '', ''],
	['고객', '팥쥐', '01000009013', '', ''],
	['고객', '장길산', '01000009014', '0620001000', '문자로 연락'],
	['고객', '전우치', '01000009015', '', ''],
	['고객', '배비장', '01000009016', '0640001000', ''],
	['고객', '월매', '01000009017', '', '오후에만 통화'],
	['고객', '향단', '01000009018', '', ''],
	['고객', '허생', '01000009019', '0200001004', ''],
];
const GROUPS = ['직원', '거래처', '고객'];

/** @returns the address book of the demo office: 23 contacts in 3 groups */
export function demoContacts(): Contact[] {
	return CONTACTS.map(([groupName, name, phone1, phone2, note]) => ({
		name,
		phone1,
		phone2,
		groupName,
		groupCode: `${GROUPS.indexOf(groupName) + 1}`,
		// In the document's sample a note ends with a carriage return.
		note: `${note}\r`,
	}));
}

/** @returns the past calls of the demo office, newest last: 14 in each direction, up to yesterday */
export function demoHistory(): PastCall[] {
	const calls = [
		...OUTBOUND.map((row) => pastCall('outbound', row)),
		...INBOUND.map((row) => pastCall('inbound', row)),
	];
	return calls.sort(byStart);
}

/** @returns 3 recordings of those calls, newest last; none is of today, as a day's recordings are limited */
export function demoRecordings(): Recording[] {
	const recorded = ([, , , , , isRecorded]: Row) => isRecorded;
	return [
		...OUTBOUND.filter(recorded).map((row) => recording('outbound', row)),
		...INBOUND.filter(recorded).map((row) => recording('inbound', row)),
	].sort(byStart);
}

function pastCall(direction: CallDirection, [days, time, number, rings, talks]: Row): PastCall {
	return {
		direction,
		number,
		startedAt: daysAgo(days, time),
		durationSeconds: rings + talks,
		talkSeconds: talks,
		status: callStatus(talks > 0),
	};
}

function recording(direction: CallDirection, [days, time, number, rings, talks]: Row): Recording {
	return { direction, number, startedAt: secondsAfter(daysAgo(days, time), rings), seconds: talks };
}

function byStart(a: { startedAt: string }, b: { startedAt: string }): number {
	return a.startedAt.localeCompare(b.startedAt);
}
