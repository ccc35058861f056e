// Preloaded into n8n's process by clock.ts: its clock goes as a file says.
const { readFileSync } = require('node:fs');

const RealDate = Date;
let offset = 0;
let readAt = 0;
function now() {
	const real = RealDate.now();
	if (real - readAt > 50) {
		readAt = real;
		offset = Number(readFileSync(process.env.TEST_CLOCK, 'utf8'));
	}
	return real + offset;
}

globalThis.Date = class extends RealDate {
	constructor(...parts) {
		if (parts.length === 0) super(now());
		else super(...parts);
	}

	static now() {
		return now();
	}
};
