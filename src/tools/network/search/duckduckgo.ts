import { requireSuccess, textOfReply } from "../fetch-json.ts";
import { guardedFetch } from "../guard/guarded-fetch.ts";
import type { NetworkCall } from "../network-tool.ts";
import { readSearchPage } from "../page/read-html.ts";
import { type SearchQuestion, withQuery } from "./search-options.ts";
import type { SearchResult } from "./search-result.ts";

const BASE = "https://html.duckduckgo.com/html";
const MOST_BYTES = 1_000_000;

/** What DuckDuckGo's page without scripts lists. It has no API, and turns away who asks often. */
export async function askDuckDuckGo(
  base: string = BASE,
  { text }: SearchQuestion,
  { signal, allowPrivate, language }: NetworkCall,
): Promise<readonly SearchResult[]> {
  const url = withQuery(base, "/", { q: text, kl: language === "zh" ? "cn-zh" : "us-en" });
  const reply = await guardedFetch(
    { url },
    { allowPrivate, maxBytes: MOST_BYTES, contentTypes: ["text/html"] },
    signal,
  );
  requireSuccess(reply);
  const page = await readSearchPage(textOfReply(reply), signal);
  if (page === undefined) throw new Error("DuckDuckGo's answer cannot be read");
  if (page.isChallenge) throw new Error("DuckDuckGo wants to know whether a person asks; ask later, or another engine");
  return page.results;
}
