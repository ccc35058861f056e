import { isPortFree } from '../../../scripts/ports';

/** The ports that the simulator calls back: for each of jest's workers its office's, and one for an n8n that a test starts. */
const PORTS = [
	[8080, 8000],
	[443, 80],
];

/**
 * A free port that the simulator calls back.
 *
 * @param worker for which of jest's workers, from 1
 * @throws Error when there is none
 */
export async function freeCallbackPort(worker = Number(process.env.JEST_WORKER_ID ?? 1)): Promise<number> {
	const ports = PORTS[worker - 1];
	for (const port of ports) {
		if (await isPortFree(port)) return port;
	}
	throw new Error(`The tests need ports ${ports.join(' and ')}, which the simulator may call back; other programs use them.`);
}
