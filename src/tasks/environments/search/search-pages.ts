import type { Page } from "./entity.ts";

/** How many pages a search finds at most. */
const MOST = 6;
/** How much of a page's beginning a result shows. */
const SNIPPET = 90;

/** One result of a search. */
export interface SearchResult {
  readonly id: string;
  readonly title: string;
  readonly snippet: string;
}

/** The pages that fit a text best: those whose title it names, then those whose title or prose shares words with it. */
export function searchPages(pages: readonly Page[], text: string): SearchResult[] {
  const asked = tokensOf(text);
  const scored = pages.map((page) => ({ page, score: scoreOf(page, text.toLowerCase(), asked) }));
  const found = scored
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || (a.page.id < b.page.id ? -1 : 1));
  return found.slice(0, MOST).map(({ page: { id, title, text: prose } }) => ({ id, title, snippet: snippetOf(prose) }));
}

function scoreOf({ title, text }: Page, asked: string, tokens: readonly string[]): number {
  const named = asked.includes(title.toLowerCase()) ? 100 + title.length : 0;
  const [inTitle, inText] = [new Set(tokensOf(title)), text.toLowerCase()];
  const shared = tokens.map((token) => (inTitle.has(token) ? 5 : inText.includes(token) ? 1 : 0) as number);
  return named + shared.reduce((sum, one) => sum + one, 0);
}

/** Words that say nothing of what a page is on. */
const COMMON = new Set("the a an of in on to and or is are was were who what which how when by it its for".split(" "));

/** Words of a text; of Chinese its pairs of characters. */
function tokensOf(text: string): string[] {
  const runs = text.toLowerCase().match(/\p{Script=Han}+|[\p{L}\p{N}]+/gu) ?? [];
  const tokens = runs.flatMap((run) => (/\p{Script=Han}/u.test(run) ? pairsOf(run) : [run]));
  return [...new Set(tokens)].filter((token) => !COMMON.has(token));
}

function pairsOf(run: string): string[] {
  const characters = [...run];
  return characters.length === 1 ? characters : characters.slice(1).map((next, at) => characters[at]! + next);
}

function snippetOf(text: string): string {
  return text.length <= SNIPPET ? text : `${text.slice(0, SNIPPET).trimEnd()}…`;
}
