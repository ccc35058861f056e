import { fileNameOf } from '../../office/callRecords';
import type { Recording } from '../../office/callRecords';
import type { Line } from '../../office/lines';
import { ResultCodeError } from '../resultCodes';

/**
 * Finds a recording as today's `recorddownload` and `recordremove` do (service, 3.3.2 and 3.3.3); the words of the messages are not
 * recorded.
 *
 * @throws ResultCodeError 4001 where the name is no wav or that of another extension, 4004 where there is no such file
 */
export function recordingNamed(line: Line, filename: string): Recording {
	const refused = (message: string) => new ResultCodeError('4001', { message, datas: filename });
	if (!filename.endsWith('.wav')) throw refused('녹취 파일은 wav 파일이어야 합니다.');
	if (!filename.startsWith(`${line.extension}-`)) throw refused('다른 내선의 녹취 파일입니다.');
	const recording = line.recordings.find((candidate) => fileNameOf(line, candidate) === filename);
	if (!recording) throw new ResultCodeError('4004');
	return recording;
}
