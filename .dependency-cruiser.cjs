/** What one node alone needs: it may import itself, the API and what several nodes need. */
function roomOfANode(name, ...folders) {
	return {
		name,
		severity: 'error',
		comment: 'The rooms of the nodes know each other as little as strangers do.',
		from: { path: `^nodes/UplusCentrex/(${folders.join('|')})` },
		to: { path: `^nodes/UplusCentrex/(?!api/|shared/|${folders.join('|')})` },
	};
}

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
			name: 'nodes-shared',
			severity: 'error',
			comment: 'What several nodes need knows none of them.',
			from: { path: '^nodes/UplusCentrex/shared/' },
			to: { path: '^nodes/UplusCentrex/(?!api/|shared/)' },
		},
		roomOfANode('nodes-instant-trigger', 'instantTrigger/'),
		roomOfANode('nodes-polling-trigger', 'pollingTrigger/'),
		roomOfANode('nodes-action', 'resources/', 'listSearch/'),
		{
			name: 'nodes-root',
			severity: 'error',
			comment: 'At the root stand the three nodes, and nothing else; nobody needs them.',
			from: {},
			to: { path: '^nodes/UplusCentrex/[^/]+\\.ts$' },
		},
		{
			name: 'nodes-ship-alone',
			severity: 'error',
			comment: 'What ships needs nothing that does not.',
			from: { path: '^(nodes|credentials)/' },
			to: { path: '^(simulator|scripts|test|bench|pictures)/' },
		},
	],
	options: {
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		doNotFollow: { path: 'node_modules' },
	},
};
