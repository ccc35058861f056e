// Stryker's own runner starts jest anew for each change and loads n8n's core each time: hours for what this does in minutes. Here the
// test files are run by jest's circus in one process, which keeps what is in node_modules; all else is loaded anew for each change.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';

import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { determineHitLimitReached, DryRunStatus, TestStatus, toMutantRunResult } from '@stryker-mutator/api/test-runner';
import { jestExpect } from '@jest/expect';
import * as circus from 'jest-circus';
import { ModuleMocker } from 'jest-mock';
import ts from 'typescript';

/** Left out: minutes of chance or of waiting, which tell of the whole and not of a line. A change counts as noticed only by the others. */
const LEFT_OUT = /floods|garbage|api.request/;

/** A test that takes longer is run last, in milliseconds; one that takes longer than the most, mostly waiting or leaving much to chance, not at all. */
const QUICK_MS = 100;
const MOST_MS = 1000;
const NOTES = 'mutation-tests.json';

/** What Stryker writes into the sources asks for it here: which change is active, and what was run. */
const context = (globalThis.__stryker__ = {});

class CircusRunner {
	/** The files that noticed the last changes, the last one first: the next change is mostly on the line below. */
	noticing = [];

	/** How long each test takes, in milliseconds: what the run without a change leaves for all processes. */
	takes = undefined;

	/** All that is changed is loaded anew each time. */
	capabilities() {
		return { reloadEnvironment: true };
	}

	async init() {
		/** Where Stryker has put the changed sources, and what is built of them. */
		this.sandbox = process.cwd();
		Object.assign(process.env, { NODE_ENV: 'test', N8N_USER_FOLDER: join(this.sandbox, '.n8n') });
		const { describe, test, it, beforeAll, beforeEach, afterAll, afterEach } = circus;
		const mocker = new ModuleMocker(globalThis);
		const jest = {
			fn: mocker.fn.bind(mocker),
			spyOn: mocker.spyOn.bind(mocker),
			restoreAllMocks: () => mocker.restoreAllMocks(),
			setTimeout: (milliseconds) => (circus.getState().testTimeout = milliseconds),
		};
		Object.assign(globalThis, { describe, test, it, beforeAll, beforeEach, afterAll, afterEach, jest, expect: jestExpect });
		// What a change breaks in the background fails no test, as little as in jest.
		process.on('unhandledRejection', () => {});
		process.on('uncaughtException', () => {});
		circus.addEventHandler((event) => this.onEvent(event));
		readTypeScript(this.sandbox);
		const folder = join(this.sandbox, 'test', process.env.MUTATED_FOLDER);
		const names = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.test.ts'));
		this.files = names.map((name) => join(folder, name)).filter((file) => !LEFT_OUT.test(file)).sort();
	}

	async dryRun() {
		Object.assign(context, { activeMutant: undefined, mutantCoverage: { static: {}, perTest: {} } });
		const { perTest } = context.mutantCoverage;
		const tests = [];
		for (const file of this.files) {
			const results = await this.run(file, 120_000);
			tests.push(...results);
			// Each file is loaded anew, so what is run once, while it is loaded, is run for each of its tests.
			for (const { id } of results) perTest[id] = { ...context.mutantCoverage.static, ...perTest[id] };
			context.mutantCoverage.static = {};
		}
		writeFileSync(join(this.sandbox, NOTES), JSON.stringify(Object.fromEntries(tests.map(({ id, timeSpentMs }) => [id, timeSpentMs]))));
		return { status: DryRunStatus.Complete, tests, mutantCoverage: context.mutantCoverage };
	}

	async mutantRun({ activeMutant, testFilter, hitLimit, disableBail }) {
		Object.assign(context, { activeMutant: activeMutant.id, mutantCoverage: undefined, hitLimit, hitCount: hitLimit ? 0 : undefined });
		this.takes ??= JSON.parse(readFileSync(join(this.sandbox, NOTES), 'utf8'));
		// The quick ones first. On a busy machine they may take longer, but not thirty times as long.
		const between = (least, most) => testFilter.filter((id) => this.takes[id] >= least && this.takes[id] < most);
		const tests = [];
		for (const [ids, timeout] of [[between(0, QUICK_MS), 30 * QUICK_MS], [between(QUICK_MS, MOST_MS), 30 * MOST_MS]]) {
			const others = this.files.filter((file) => !this.noticing.includes(file));
			for (const file of [...this.noticing, ...others].filter((name) => ids.some((id) => id.startsWith(this.prefixOf(name))))) {
				tests.push(...(await this.run(file, timeout, new Set(ids))));
				const endless = determineHitLimitReached(context.hitCount, hitLimit);
				if (endless) return endless;
				if (!tests.some(({ status }) => status === TestStatus.Failed)) continue;
				this.noticing = [file, ...this.noticing.filter((other) => other !== file)];
				return toMutantRunResult({ status: DryRunStatus.Complete, tests }, disableBail);
			}
		}
		return toMutantRunResult({ status: DryRunStatus.Complete, tests }, disableBail);
	}

	/** Runs the tests of a file; the first one that fails ends it. */
	async run(file, timeout, chosen) {
		Object.assign(this, { prefix: this.prefixOf(file), chosen, hasFailed: false });
		circus.resetState();
		circus.getState().testTimeout = timeout;
		for (const path of Object.keys(require.cache)) {
			if (path.startsWith(this.sandbox) && !path.includes('/node_modules/')) delete require.cache[path];
		}
		try {
			createRequire(join(this.sandbox, 'tests.js'))(file);
		} catch (error) {
			// It was noticed before the first test.
			return [{ id: `${this.prefix}loads`, name: 'loads', fileName: file, timeSpentMs: 0, status: TestStatus.Failed, failureMessage: String(error) }];
		}
		const { testResults } = await circus.run();
		return testResults.map(({ testPath, status, duration, errors }) => {
			const name = testPath.slice(1).join(' ');
			const id = this.prefix + name;
			const isRun = errors.length > 0 || status === 'done';
			return {
				id,
				name,
				fileName: file,
				timeSpentMs: duration ?? 0,
				status: errors.length > 0 ? TestStatus.Failed : isRun ? TestStatus.Success : TestStatus.Skipped,
				failureMessage: errors.join('\n'),
			};
		});
	}

	/** Tests of two files may have the same name. */
	prefixOf(file) {
		return `${relative(this.sandbox, file)}: `;
	}

	onEvent({ name, test }) {
		if (name === 'test_start') {
			const id = this.prefix + namesOf(test).join(' ');
			context.currentTestId = id;
			if (this.hasFailed || (this.chosen && !this.chosen.has(id))) test.mode = 'skip';
		}
		if (name === 'test_done' || name === 'test_skip') context.currentTestId = undefined;
		if (name === 'test_done' && test.errors.length > 0 && context.activeMutant !== undefined) this.hasFailed = true;
	}
}

const require = createRequire(import.meta.url);

/** @returns the names of a test and of what it stands in, the outermost first */
function namesOf({ name, parent }) {
	return parent ? [...namesOf(parent), name] : [];
}

/** Tests and sources are read as ts-jest reads them: no types are checked. */
function readTypeScript(folder) {
	const { compilerOptions } = ts.parseConfigFileTextToJson('tsconfig.json', readFileSync(join(folder, 'tsconfig.json'), 'utf8')).config;
	const { options } = ts.convertCompilerOptionsFromJson({ ...compilerOptions, inlineSourceMap: false }, folder);
	const outputs = new Map();
	require.extensions['.ts'] = (module, file) => {
		if (!outputs.has(file)) outputs.set(file, ts.transpileModule(readFileSync(file, 'utf8'), { compilerOptions: options, fileName: file }).outputText);
		module._compile(outputs.get(file), file);
	};
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'circus', CircusRunner)];
