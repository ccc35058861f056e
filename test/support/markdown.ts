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

/** The words that a reader sees, piece by piece, without code. */
export function wordsIn(markdown: string): string[] {
	const inline = parser.parse(markdown, {}).flatMap(({ children }) => children ?? []);
	return inline.filter(({ type }) => type === 'text').map(({ content }) => content);
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

/** A heading of a page, what stands in bold or in italics, and code; `json` is an item, in a block or within a sentence. */
export type Mark = { kind: 'heading' | 'em' | 'strong' | 'code' | 'json'; words: string };

/** @returns the marked words of a page, in its order */
export function marksOf(page: string): Mark[] {
	return parser.parse(textOf(page), {}).flatMap((token, index, tokens): Mark[] => {
		if (token.type === 'fence') return token.info === 'json' ? [{ kind: 'json', words: token.content }] : [];
		const words = token.children ?? [];
		const together = (some: typeof words) => some.map(({ content }) => content).join('');
		const heading: Mark[] = tokens[index - 1]?.type === 'heading_open' ? [{ kind: 'heading', words: together(words) }] : [];
		return heading.concat(
			words.flatMap((word, first): Mark[] => {
				if (word.type === 'code_inline') return [{ kind: word.content.startsWith('{ "') ? 'json' : 'code', words: word.content }];
				if (word.type !== 'em_open' && word.type !== 'strong_open') return [];
				const last = words.findIndex(({ type }, place) => place > first && type === word.type.replace('open', 'close'));
				return [{ kind: word.type === 'em_open' ? 'em' : 'strong', words: together(words.slice(first, last)) }];
			}),
		);
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
