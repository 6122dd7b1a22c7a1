import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";

/** What one completion took. */
export interface Usage {
  /** All tokens of the prompt, those from the server's own cache included. */
  readonly prompt_tokens: number;
  readonly cached_tokens: number;
  readonly completion_tokens: number;
  /** The server did not say: counted by the length of the texts. */
  readonly estimated: boolean;
}

/** What a completion took, as the server counted it; an estimate where it did not say. */
export function usageOf(body: JsonObject, completion: unknown): Usage {
  const usage = isObject(completion) ? completion["usage"] : undefined;
  if (!isObject(usage) || typeof usage["prompt_tokens"] !== "number") return estimate(body, completion);
  const details = usage["prompt_tokens_details"];
  // DeepSeek has a name of its own.
  const cached = isObject(details) ? details["cached_tokens"] : usage["prompt_cache_hit_tokens"];
  return {
    prompt_tokens: usage["prompt_tokens"],
    cached_tokens: Math.min(usage["prompt_tokens"], countOf(cached)),
    completion_tokens: countOf(usage["completion_tokens"]),
    estimated: false,
  };
}

/** A token is about so many characters. */
const CHARACTERS_PER_TOKEN = 4;

function estimate(body: JsonObject, completion: unknown): Usage {
  const choices = isObject(completion) ? completion["choices"] : undefined;
  return {
    prompt_tokens: tokensOf([body["messages"], body["prompt"], body["tools"]]),
    cached_tokens: 0,
    completion_tokens: tokensOf([choices]),
    estimated: true,
  };
}

function tokensOf(parts: readonly (JsonValue | undefined)[]): number {
  const characters = parts.reduce<number>((sum, part) => sum + textLength(part), 0);
  return Math.ceil(characters / CHARACTERS_PER_TOKEN);
}

function textLength(value: JsonValue | undefined): number {
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null) return 0;
  return Object.values(value).reduce<number>((sum, part) => sum + textLength(part), 0);
}

function countOf(value: JsonValue | undefined): number {
  return typeof value === "number" && value >= 0 ? value : 0;
}
