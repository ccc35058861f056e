import { config } from '@n8n/node-cli/eslint';

/**
 * For what never ships: it may use timers, the process and any library. What ships is linted with n8n's own configuration,
 * eslint.config.mjs, which must stay as n8n's tool made it ("strict" in package.json).
 */
export default [
	...config,
	{
		rules: {
			'@n8n/community-nodes/no-restricted-globals': 'off',
			'@n8n/community-nodes/no-restricted-imports': 'off',
			'@n8n/community-nodes/no-dangerous-functions': 'off',
			'@n8n/community-nodes/require-node-api-error': 'off',
			'no-console': 'off',
		},
	},
	{
		files: ['**/*.ts'],
		// A type is imported in a line of its own, as nodes/ does it.
		rules: {
			'@typescript-eslint/consistent-type-imports': 'error',
			'import-x/consistent-type-specifier-style': ['error', 'prefer-top-level'],
		},
	},
];
