/** A result of a search, whoever found it. */
export interface SearchResult {
  readonly title: string;
  readonly url: string;
  readonly snippet: string;
}

const LONGEST_TITLE = 200;
const LONGEST_SNIPPET = 500;
const LONGEST_URL = 2000;

/** A result as a search engine gives it, with texts of bounded length; undefined where it leads to no page. */
export function searchResult(title: unknown, url: unknown, snippet: unknown): SearchResult | undefined {
  const address = typeof url === "string" && url.length <= LONGEST_URL ? URL.parse(url) : null;
  if (address === null || !/^https?:$/.test(address.protocol)) return undefined;
  return { title: shortText(title, LONGEST_TITLE), url: address.href, snippet: shortText(snippet, LONGEST_SNIPPET) };
}

/** A text of a result, on one line and of bounded length; empty where it is none. */
export function shortText(value: unknown, longest: number): string {
  if (typeof value !== "string") return "";
  const text = value
    .slice(0, longest * 4)
    .replace(/\s+/g, " ")
    .trim();
  return text.length > longest ? `${text.slice(0, longest)}...` : text;
}
