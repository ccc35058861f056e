import { TestEnvironment } from 'jest-environment-node';

/** How a worker hears that it is to end: a signal, or the end of jest itself. */
const ENDINGS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const;

/**
 * jest hands tests a copy of `process` that never hears of the end. This one does: what a test has started or made and not yet ended,
 * because it failed or jest was interrupted, goes with it.
 */
export default class EndingEnvironment extends TestEnvironment {
	private readonly end = () => void this.global.process.emit('exit', 0);
	private readonly leave = () => process.exit(1);

	override async setup(): Promise<void> {
		await super.setup();
		process.once('exit', this.end);
		for (const ending of ENDINGS) process.once(ending, this.leave);
	}

	override async teardown(): Promise<void> {
		for (const ending of ENDINGS) process.off(ending, this.leave);
		process.off('exit', this.end);
		this.end();
		await super.teardown();
	}
}
