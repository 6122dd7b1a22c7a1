import { isObject, type JsonValue } from "../../core/json/value.ts";
import type { ChatReply } from "../chat-client.ts";

/** What a server says that a completion took; undefined where it does not say. */
export function readUsage(usage: JsonValue | undefined): ChatReply["usage"] {
  if (!isObject(usage)) return undefined;
  const { prompt_tokens: prompt, completion_tokens: completion, prompt_tokens_details: details } = usage;
  if (!isCount(prompt)) return undefined;
  // DeepSeek has a name of its own (api-docs.deepseek.com, Context Caching).
  const cached = isObject(details) ? details["cached_tokens"] : usage["prompt_cache_hit_tokens"];
  return {
    prompt_tokens: prompt,
    completion_tokens: isCount(completion) ? completion : 0,
    ...(isCount(cached) ? { cached_tokens: cached } : {}),
  };
}

/** What is no count of anything, such as -1 or 1e300, would let a run go past its budget, or end it. */
function isCount(value: JsonValue | undefined): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
