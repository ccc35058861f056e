import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';

/** Where PostgreSQL has a folder for each of its versions. */
const POSTGRESQL = '/usr/lib/postgresql';

/** The programs that the tests run besides Node.js, by the Debian package that brings each. */
export const PROGRAMS = {
	chromium: '/usr/bin/chromium',
	'redis-server': '/usr/bin/redis-server',
	postgresql: POSTGRESQL,
	nginx: '/usr/sbin/nginx',
	caddy: '/usr/bin/caddy',
	openssl: '/usr/bin/openssl',
	// Hangul in the screenshots.
	'fonts-noto-cjk': '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
};

/** What makes the film of the pages. */
const FILM_PROGRAMS = { ffmpeg: '/usr/bin/ffmpeg' };

/** A program of PostgreSQL, such as initdb, of its newest version. */
export function postgresProgram(name: string): string {
	const newest = readdirSync(POSTGRESQL).sort((one, other) => Number(other) - Number(one))[0];
	return `${POSTGRESQL}/${newest}/bin/${name}`;
}

/**
 * Makes sure that the programs are there: installs what is missing, where we may.
 *
 * @param film whether those for the film, too
 * @throws Error saying how to install them
 */
export function ensurePrograms({ film = false } = {}): void {
	const programs = { ...PROGRAMS, ...(film && FILM_PROGRAMS) };
	const missing = () => Object.entries(programs).flatMap(([name, path]) => (existsSync(path) ? [] : [name]));
	if (missing().length > 0 && process.getuid?.() === 0) {
		const install = `apt-get update -q && apt-get install -y -q ${missing().join(' ')}`;
		const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
		spawnSync('sh', ['-c', install], { stdio: 'inherit', env });
	}
	if (missing().length > 0) {
		throw new Error(`More programs are needed. On Debian: sudo apt-get install ${missing().join(' ')}`);
	}
}
