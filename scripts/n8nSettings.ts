/** n8n's own settings, by their environment variables: for each n8n that runs here, whoever starts it. */

/**
 * What each n8n gets that this package is tried in.
 *
 * @param userFolder the folder in which it keeps everything it has
 * @param port the TCP port of 127.0.0.1 on which it answers
 */
export function n8nSettings(userFolder: string, port: number): Record<string, string> {
	return {
		N8N_USER_FOLDER: userFolder,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(port),
		WEBHOOK_URL: `http://127.0.0.1:${port}/`,
		// n8n 3 takes packages that it has not verified only then.
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
		GENERIC_TIMEZONE: 'Asia/Seoul',
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
	};
}

/** What the n8n of an end-to-end test gets besides: as behind a reverse proxy of this machine, which says who calls. */
export const BEHIND_A_PROXY = { N8N_PROXY_HOPS: '1' };
