/** Which way imports may go, those of types included; `npm run lint` looks. */
module.exports = {
	forbidden: [
		{
			name: 'no-circle',
			severity: 'error',
			comment: 'Of files that need each other nobody can say where a subject ends.',
			from: {},
			to: { circular: true },
		},
		{
			name: 'simulator-office',
			severity: 'error',
			comment: 'What is and what happens: it knows no other room, and no HTTP.',
			from: { path: '^simulator/office/' },
			to: { path: ['^simulator/(?!office/)', '^(node:)?(http|https|net)$', 'node_modules/(fastify|undici)/'] },
		},
		{
			name: 'simulator-rest-api',
			severity: 'error',
			comment: "The provider's face: it calls the office only.",
			from: { path: '^simulator/restApi/' },
			to: { path: '^simulator/(?!office/|restApi/)' },
		},
		{
			name: 'simulator-control',
			severity: 'error',
			comment: 'Our face: main and server put it together with the others.',
			from: { path: '^simulator/control/' },
			to: { path: '^simulator/[^/]+\\.ts$' },
		},
		{
			name: 'nodes-api',
			severity: 'error',
			comment: 'The REST API knows nothing of fields, items and nodes.',
			from: { path: '^nodes/UplusCentrex/api/' },
			to: { path: '^nodes/UplusCentrex/(?!api/)' },
		},
		{
			name: 'nodes-ship-alone',
			severity: 'error',
			comment: 'What ships needs nothing that does not.',
			from: { path: '^(nodes|credentials)/' },
			to: { path: '^(simulator|scripts|test|bench)/' },
		},
	],
	options: {
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		doNotFollow: { path: 'node_modules' },
	},
};
