import { z } from "zod";
import { type NetworkCall, networkTool } from "../network-tool.ts";
import { plainText } from "../page/plain-text.ts";
import { askBrave } from "./brave.ts";
import { askDuckDuckGo } from "./duckduckgo.ts";
import { type SearchQuestion, searchOptions } from "./search-options.ts";
import { type SearchResult, searchResult } from "./search-result.ts";
import { askSearxng } from "./searxng.ts";

const options = z
  .strictObject({ backend: z.enum(["duckduckgo", "searxng", "brave"]).default("duckduckgo"), ...searchOptions })
  .refine(({ backend, url }) => backend !== "searxng" || url !== undefined, {
    path: ["url"],
    message: "SearXNG is a server of somebody's: say where",
  });
type Options = z.infer<typeof options>;

/** Searches the web with one of three engines; the answer has one shape. */
export const webSearch = networkTool({
  name: "web_search",
  description: {
    en: "Searches the web and gives titles, addresses and excerpts of pages.",
    zh: "搜索互联网，给出网页的标题、网址和摘要。",
  },
  parameters: {
    text: { type: "string", required: true, description: { en: "What to search for", zh: "要搜索的内容" } },
  },
  options,
  variables: ({ backend, key_variable }) => (backend === "brave" ? [key_variable] : []),
  async call({ text }, given, call) {
    const found = await ask({ text: String(text), results: given.results }, given, call);
    return { results: found.slice(0, given.results) };
  },
});

async function ask(question: SearchQuestion, given: Options, call: NetworkCall): Promise<readonly SearchResult[]> {
  if (given.backend === "duckduckgo") return askDuckDuckGo(given.url, question, call);
  if (given.backend === "searxng") {
    const found = await askSearxng(given.url!, "general", question, call);
    return found.flatMap(({ title, url, content }) => searchResult(title, url, content) ?? []);
  }
  const found = await askBrave(given, "web", question, call);
  return found.flatMap(
    ({ title, url, description }) => searchResult(unmarked(title), url, unmarked(description)) ?? [],
  );
}

/** Brave marks the words that were looked for by tags. */
function unmarked(text: unknown): string {
  return typeof text === "string" ? plainText(text) : "";
}
