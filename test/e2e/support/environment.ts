import { TestEnvironment } from 'jest-environment-node';

/**
 * jest hands tests a copy of `process` that never hears of the end. This one does: what a test has started or made and not yet ended,
 * because it failed or jest was interrupted, goes with it.
 */
export default class EndingEnvironment extends TestEnvironment {
	private readonly end = () => void this.global.process.emit('exit', 0);

	override async setup(): Promise<void> {
		await super.setup();
		process.once('exit', this.end);
	}

	override async teardown(): Promise<void> {
		process.off('exit', this.end);
		this.end();
		await super.teardown();
	}
}
