/** @returns docs/performance.md */
export function pageOf(table: string, machine: string): string {
	return `# Performance

Written by \`npm run bench\`, which you can run yourself (Linux, about twenty minutes). Measured on ${new Date().toISOString().slice(0, 10)}: ${machine}

${table}

How to read it:

- All of it ran side by side in one real n8n with the packed package, against servers on the same machine. What is compared took turns, round
  after round. The figures are medians of the rounds; the ratio is the median of the rounds' ratios, ours divided by the other: below 1 we need less.
- The service wants one request at a time for a line. n8n's HTTP Request node cannot do that alone: it sends all items at once, and its batching only
  spaces the starts. By hand it takes *Loop Over Items* around it.
- CPU is that of n8n's process and all that it has started, user and system time, until the runs are saved.
- An event's workflow is the trigger and a node that does nothing; four events are under way at a time. The empty trigger is a node of a
  community package made for this comparison: it does nothing but hand on the query. Our trigger
  checks the key of each event, and what it is.
- Memory is the resident memory of n8n at its peak beyond what it had before. n8n keeps files on disk here (\`N8N_DEFAULT_BINARY_DATA_MODE=filesystem\`).
- A poll is that of the built polling trigger in n8n's core alone, since the rest of n8n does more in the background than a poll costs. Of 50 lines it looks at texts and missed calls; one after the other each line waits a second
  between its two requests, as it does side by side.
- Loading is \`require\` of all nodes and the credential in a fresh Node.js process that has loaded n8n-workflow.
`;
}
