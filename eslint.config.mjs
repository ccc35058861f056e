import { config } from '@n8n/node-cli/eslint';

export default [
	...config,
	{
		// These never ship: they may use timers, the process and any library.
		files: ['simulator/**/*.ts', 'scripts/**/*.ts', 'test/**/*.ts'],
		rules: {
			'@n8n/community-nodes/no-restricted-globals': 'off',
			'@n8n/community-nodes/no-restricted-imports': 'off',
			'@n8n/community-nodes/no-dangerous-functions': 'off',
			'@n8n/community-nodes/require-node-api-error': 'off',
			'no-console': 'off',
		},
	},
];
