import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import MarkdownIt from 'markdown-it';

const ROOT = join(__dirname, '../..');
const REPOSITORY = 'n8n-nodes-uplus-centrex/n8n-nodes-uplus-centrex';
const parser = new MarkdownIt({ html: true });

export const textOf = (page: string) => readFileSync(join(ROOT, page), 'utf8');

/** The files of the repository, and those that are not committed yet. */
export function filesLike(...patterns: string[]): string[] {
	const flags = ['ls-files', '--cached', '--others', '--exclude-standard', '--', ...patterns];
	return execFileSync('git', flags, { cwd: ROOT, encoding: 'utf8' }).trim().split('\n').filter((file) => existsSync(join(ROOT, file)));
}

/** A page's headings with their level, where its links and pictures lead, its blocks of code, and its list rows. */
export function readPage(page: string) {
	const tokens = parser.parse(textOf(page), {});
	const inline = tokens.flatMap(({ children }) => children ?? []);
	const wordsBehind = (type: string) =>
		tokens.flatMap((token, index) => (token.type === type ? [{ level: token.tag, words: tokens[index + 1].children ?? [] }] : []));
	return {
		headings: wordsBehind('heading_open').map(({ level, words }) => ({ level, words: words.map(({ content }) => content).join('') })),
		targets: inline.flatMap((token) => token.attrGet('href') ?? token.attrGet('src') ?? []).map((target) => decodeURI(String(target))),
		code: tokens.filter(({ type }) => type === 'fence').map(({ info, content }) => ({ language: info, content })),
		rows: tokens.flatMap((token, index) => (token.type === 'list_item_open' ? [tokens[index + 2].children ?? []] : [])),
	};
}

/** What stands in bold or in italics on a page, and its headings; in order, with the code between. */
export type Mark = { kind: 'heading' | 'em' | 'strong' | 'code' | 'json'; words: string };

/** @returns the marked words of a page, each with the number of its block, in the order of the page */
export function marksOf(page: string): Array<Mark & { block: number }> {
	return parser.parse(textOf(page), {}).flatMap((token, block, tokens) => {
		if (token.type === 'fence') return token.info === 'json' ? [{ kind: 'json' as const, words: token.content, block }] : [];
		const words = token.children ?? [];
		const heading = tokens[block - 1]?.type === 'heading_open' ? [{ kind: 'heading' as const, words: words.map(({ content }) => content).join(''), block }] : [];
		return [
			...heading,
			...words.flatMap((word, index): Array<Mark & { block: number }> => {
				if (word.type === 'code_inline') return [{ kind: word.content.startsWith('{ "') ? 'json' : 'code', words: word.content, block }];
				if (word.type !== 'em_open' && word.type !== 'strong_open') return [];
				const kind = word.tag as 'em' | 'strong';
				const length = words.slice(index).findIndex(({ type }) => type === `${kind}_close`);
				return [{ kind, words: words.slice(index, index + length).map(({ content }) => content).join(''), block }];
			}),
		];
	});
}

/** The anchors of a page's headings, as GitHub makes them. */
export function anchorsOf(page: string): string[] {
	const seen = new Map<string, number>();
	return readPage(page).headings.map(({ words }) => {
		const anchor = words.toLowerCase().replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '').replaceAll(' ', '-');
		const before = seen.get(anchor) ?? 0;
		seen.set(anchor, before + 1);
		return before === 0 ? anchor : `${anchor}-${before}`;
	});
}

/** @returns what is wrong with a link on a page; nothing where it leads to a file and heading of ours, or to somebody else's site */
export function brokenLink(page: string, target: string): string | undefined {
	const ours = new RegExp(`^https://(?:github\\.com/${REPOSITORY}/(?:blob|raw|tree)|raw\\.githubusercontent\\.com/${REPOSITORY})/main/(.*)`).exec(target);
	if (!ours && /^[a-z]+:/.test(target)) return undefined;
	const [path, anchor] = (ours?.[1] ?? target).replace(/\?raw=true$/, '').split('#');
	const file = ours ? path : path === '' ? page : relative(ROOT, join(ROOT, dirname(page), path));
	if (!existsSync(join(ROOT, file))) return `${target}: no such file`;
	if (anchor !== undefined && !anchorsOf(file).includes(anchor)) return `${target}: no such heading`;
	return undefined;
}
