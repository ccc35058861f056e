import demoOffice from '../../simulator/demo-office.json';

/** The password of one of the demo office's lines, some of which share one. */
export function demoPassword(number: string): string {
	const line = demoOffice.lines.find((one) => one.number === number);
	if (!line) throw new Error(`The demo office has no line ${number}.`);
	return line.password;
}
