import { isIP } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const ANOTHER_SITE =
	"A page of another site may not ask the simulator. Use the simulator's own page, or a program that sends no header Origin, such as curl.";

/**
 * Refuses, at every address of the simulator, what a page of another site lets the browser of a user ask: it could read
 * what is here, change it, and have the user's network called.
 *
 * @param listensOn the address or name that the simulator was started with
 */
export function refuseStrangers(app: FastifyInstance, listensOn: string): void {
	app.addHook('onRequest', async (request, reply) => {
		const error = whyRefused(request, listensOn);
		if (error) await reply.code(403).send({ error });
	});
}

function whyRefused(request: FastifyRequest, listensOn: string): string | undefined {
	const { host, origin, 'sec-fetch-site': site = 'none' } = request.headers;
	// HTTP/1.0 has no Host, and no browser speaks it.
	const name = host?.replace(/:\d*$/, '').toLowerCase();
	if (name !== undefined && !isOwnName(name) && name !== listensOn.toLowerCase()) {
		return `The simulator does not answer to the name "${name}". Use localhost, an IP address, or the name after --host.`;
	}
	const own = host && `http://${host}`;
	if (origin !== undefined && origin !== own) return ANOTHER_SITE;
	// A picture, a script, a link: they come without Origin.
	const isOwnSite = site === 'none' || site === 'same-origin';
	return isOwnSite || isLinkToPage(request) ? undefined : ANOTHER_SITE;
}

/** No site can have such a name: every other one can be made to lead to this machine (DNS rebinding). */
function isOwnName(name: string): boolean {
	// From within a container its host is host.docker.internal.
	return isIP(name.replace(/^\[(.*)\]$/, '$1')) !== 0 || /^(.+\.)?localhost$/.test(name) || name === 'host.docker.internal';
}

function isLinkToPage({ method, headers, routeOptions }: FastifyRequest): boolean {
	return method === 'GET' && headers['sec-fetch-mode'] === 'navigate' && routeOptions.url === '/';
}
