import { z } from "zod";
import { fetchJson } from "../fetch-json.ts";
import type { NetworkCall } from "../network-tool.ts";
import { type SearchQuestion, withQuery } from "./search-options.ts";

const replySchema = z.object({ results: z.array(z.looseObject({}).catch({})).default([]) });

/** What a SearXNG server finds in a category; its settings have to allow the format `json`. */
export async function askSearxng(
  base: string,
  category: "general" | "videos",
  { text }: SearchQuestion,
  call: NetworkCall,
): Promise<Record<string, unknown>[]> {
  const query = { q: text, format: "json", categories: category, language: call.language };
  const reply = await fetchJson({ url: withQuery(base, "/search", query) }, replySchema, call);
  return reply.results;
}
