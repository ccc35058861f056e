import type { SimulatorClient } from '../../simulator/client';

/** For the tests of a file that set faults: each of them goes red where one has not happened. One that takes them back says so itself. */
export function expectFaultsToHappen(simulator: () => SimulatorClient): void {
	afterEach(async () => {
		expect({ faultsLeft: await simulator().faultsLeft() }).toEqual({ faultsLeft: [] });
	});
}
