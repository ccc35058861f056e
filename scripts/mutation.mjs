// What `npm run test:mutation` does: has Stryker change the nodes' code in small ways, and shows the changes that no test notices.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const git = (...given) => execFileSync('git', given, { cwd: root, encoding: 'utf8' }).trim();
/** The room of a file under nodes/UplusCentrex, with tests of its own under test/. */
const roomOf = (file) => /^nodes\/UplusCentrex\/(\w+)\/.*\.ts$/.exec(file)?.[1];

const given = process.argv.slice(2);
const files = filesToChange().filter((file) => existsSync(join(root, 'test', roomOf(file) ?? '.none')));
if (files.length === 0) console.log('Nothing to change: no file under nodes/UplusCentrex/<folder>/ is meant that has tests under test/<folder>/.');
for (const room of new Set(files.map(roomOf))) {
	console.log(`\n${room}: each change faces the tests in test/${room}/`);
	const mutate = files.filter((file) => roomOf(file) === room).join(',');
	const { status } = spawnSync('npx', ['stryker', 'run', '--mutate', mutate], { cwd: root, stdio: 'inherit', env: { ...process.env, MUTATED_FOLDER: room } });
	if (status !== 0) process.exit(1);
	for (const kind of ['html', 'json']) renameSync(join(root, `test-results/mutation.${kind}`), join(root, `test-results/mutation-${room}.${kind}`));
}

/** @returns the files that are named; with `--all` all of them; by itself those that differ from main, or on main from the commit before */
function filesToChange() {
	if (given.length > 0) return git('ls-files', '--', ...(given.includes('--all') ? ['nodes'] : given)).split('\n');
	const before = git('rev-parse', 'HEAD') === git('rev-parse', 'main') ? 'HEAD^' : git('merge-base', 'main', 'HEAD');
	return git('diff', '--name-only', '--diff-filter=d', before, '--', 'nodes').split('\n');
}
