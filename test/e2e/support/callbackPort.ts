import { isPortFree } from '../../../scripts/ports';

/**
 * A free port that the simulator calls back.
 *
 * @throws Error when there is none
 */
export async function freeCallbackPort(): Promise<number> {
	for (const port of [8080, 8000]) {
		if (await isPortFree(port)) return port;
	}
	throw new Error('The tests need ports 8080 and 8000, which the simulator may call back; other programs use them.');
}
