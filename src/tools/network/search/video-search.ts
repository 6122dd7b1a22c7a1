import { z } from "zod";
import { networkTool } from "../network-tool.ts";
import { plainText } from "../page/plain-text.ts";
import { askBrave } from "./brave.ts";
import { searchOptions } from "./search-options.ts";
import { searchResult, shortText } from "./search-result.ts";
import { askSearxng } from "./searxng.ts";

const options = z
  .strictObject({ backend: z.enum(["searxng", "brave"]), ...searchOptions })
  .refine(({ backend, url }) => backend !== "searxng" || url !== undefined, {
    path: ["url"],
    message: "SearXNG is a server of somebody's: say where",
  });

const LONGEST_DETAIL = 100;
const textOrNumber = z.union([z.string(), z.number()]).optional().catch(undefined);
const braveVideoSchema = z.object({ duration: textOrNumber, creator: textOrNumber }).optional().catch(undefined);

/** Searches for videos. */
export const videoSearch = networkTool({
  name: "video_search",
  description: {
    en: "Searches for videos and gives their titles, addresses, length, author, date and what they are about.",
    zh: "搜索视频，给出标题、网址、时长、作者、日期和简介。",
  },
  parameters: {
    text: { type: "string", required: true, description: { en: "What to search for", zh: "要搜索的内容" } },
  },
  options,
  variables: ({ backend, key_variable }) => (backend === "brave" ? [key_variable] : []),
  async call({ text }, given, call) {
    const question = { text: String(text), results: given.results };
    const found =
      given.backend === "searxng"
        ? (await askSearxng(given.url!, "videos", question, call)).map(fromSearxng)
        : (await askBrave(given, "videos", question, call)).map(fromBrave);
    return { results: found.filter((one) => one !== undefined).slice(0, given.results) };
  },
});

type Found = Readonly<Record<string, unknown>>;

function fromSearxng({ title, url, content, length, author, publishedDate }: Found) {
  return video(searchResult(title, url, content), { length, author, date: publishedDate });
}

function fromBrave({ title, url, description, age, video: more }: Found) {
  const { duration, creator } = braveVideoSchema.parse(more) ?? {};
  const result = searchResult(unmarked(title), url, unmarked(description));
  return video(result, { length: duration, author: creator, date: age });
}

function unmarked(text: unknown): string {
  return typeof text === "string" ? plainText(text) : "";
}

/** A result with those details that are known. */
function video(result: ReturnType<typeof searchResult>, details: Found) {
  if (result === undefined) return undefined;
  const known = Object.entries(details)
    .map(
      ([name, value]) => [name, shortText(typeof value === "number" ? String(value) : value, LONGEST_DETAIL)] as const,
    )
    .filter(([, value]) => value !== "");
  return { ...result, ...Object.fromEntries(known) };
}
