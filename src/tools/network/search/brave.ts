import { z } from "zod";
import { fetchJson } from "../fetch-json.ts";
import type { NetworkCall } from "../network-tool.ts";
import { keyFrom, type SearchQuestion, withQuery } from "./search-options.ts";

const BASE = "https://api.search.brave.com/res/v1";
/** Brave takes no longer questions. */
const MOST_CHARACTERS = 400;
const MOST_WORDS = 50;

const list = z.array(z.looseObject({}).catch({})).default([]);
const webSchema = z.object({ web: z.object({ results: list }).optional() }).transform(({ web }) => web?.results ?? []);
const videosSchema = z.object({ results: list }).transform(({ results }) => results);

/** What Brave's search API finds. */
export async function askBrave(
  { url = BASE, key_variable }: { readonly url?: string | undefined; readonly key_variable: string },
  what: "web" | "videos",
  { text, results }: SearchQuestion,
  call: NetworkCall,
): Promise<Record<string, unknown>[]> {
  const q = text.split(/\s+/).slice(0, MOST_WORDS).join(" ").slice(0, MOST_CHARACTERS);
  const query = { q, count: results, search_lang: call.language === "zh" ? "zh-hans" : "en" };
  const headers = { "x-subscription-token": keyFrom(key_variable) };
  const schema = what === "web" ? webSchema : videosSchema;
  return fetchJson({ url: withQuery(url, `/${what}/search`, query), headers }, schema, call);
}
