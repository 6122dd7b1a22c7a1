import { parseHTML } from "linkedom";
import { type SearchResult, searchResult } from "./search-result.ts";

/** A page of DuckDuckGo's HTML. */
export interface SearchPage {
  /** It wants to know whether a person asks. */
  readonly isChallenge: boolean;
  readonly results: readonly SearchResult[];
}

/** As much of an element as is looked at. */
interface PageElement {
  readonly textContent: string;
  getAttribute(name: string): string | null;
  querySelector(selector: string): PageElement | null;
}

/** The results on a page of html.duckduckgo.com, without advertisements, with the addresses that its links lead to. */
export function duckDuckGoResults(html: string): SearchPage {
  const { document } = parseHTML(html);
  const found = [...document.querySelectorAll(".result:not(.result--ad)")] as unknown as PageElement[];
  const results = found.flatMap((element) => {
    const link = element.querySelector("a.result__a");
    const snippet = element.querySelector(".result__snippet")?.textContent;
    const result = searchResult(link?.textContent, targetOf(link?.getAttribute("href") ?? ""), snippet);
    return result === undefined ? [] : [result];
  });
  return { isChallenge: document.querySelector(".anomaly-modal__modal, #challenge-form") !== null, results };
}

/** Links lead over a page of DuckDuckGo's own, which carries the address as `uddg`; what has none there is advertised. */
function targetOf(href: string): string | undefined {
  const url = URL.parse(href, "https://html.duckduckgo.com/");
  if (url === null || !/(^|\.)duckduckgo\.com$/.test(url.hostname)) return url?.href;
  return url.pathname === "/l/" ? (url.searchParams.get("uddg") ?? undefined) : undefined;
}
