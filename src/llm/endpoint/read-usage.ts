import { isObject, type JsonValue } from "../../core/json/value.ts";
import type { ChatReply } from "../chat-client.ts";

/** What a server says that a completion took; undefined where it does not say. */
export function readUsage(usage: JsonValue | undefined): ChatReply["usage"] {
  if (!isObject(usage)) return undefined;
  const { prompt_tokens: prompt, completion_tokens: completion, prompt_tokens_details: details } = usage;
  if (typeof prompt !== "number") return undefined;
  // DeepSeek has a name of its own (api-docs.deepseek.com, Context Caching).
  const cached = isObject(details) ? details["cached_tokens"] : usage["prompt_cache_hit_tokens"];
  return {
    prompt_tokens: prompt,
    completion_tokens: countOf(completion),
    ...(typeof cached === "number" ? { cached_tokens: cached } : {}),
  };
}

function countOf(value: JsonValue | undefined): number {
  return typeof value === "number" && value >= 0 ? value : 0;
}
