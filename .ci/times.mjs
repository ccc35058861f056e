// Prints where the time of .ci/run went, the slowest test files, and how many tests there were.
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const SLOWEST = 12;
const folder = process.argv[2];
const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.round(seconds) % 60).padStart(2, '0')}`.padStart(6);
const line = (seconds, name) => console.log(`${clock(seconds)}  ${name}`);

const stages = existsSync(join(folder, 'stages')) ? readFileSync(join(folder, 'stages'), 'utf8').trim().split('\n') : [];
console.log('\nWhere the time went, in minutes:');
for (const stage of stages) {
	const [name, seconds] = stage.split(/: (?=\d+$)/);
	line(Number(seconds), name);
}

const runs = ['test', 'slow', 'e2e', 'oldest'].filter((name) => existsSync(join(folder, `${name}.json`)));
const results = runs.map((name) => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')));
const files = results.flatMap(({ testResults }, index) =>
	testResults.map(({ name, startTime, endTime }) => ({ name: `${basename(name)} (${runs[index]})`, seconds: (endTime - startTime) / 1000 })),
);
console.log('The slowest files:');
for (const { name, seconds } of files.sort((one, other) => other.seconds - one.seconds).slice(0, SLOWEST)) line(seconds, name);

const count = (what) => results.reduce((sum, result) => sum + result[what], 0);
console.log(`${count('numPassedTests')} passed, ${count('numFailedTests')} failed, ${count('numPendingTests')} skipped`);
