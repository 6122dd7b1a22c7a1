import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import { readUsage } from "../endpoint/read-usage.ts";

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
  const usage = readUsage(isObject(completion) ? completion["usage"] : undefined);
  if (usage === undefined) return estimate(body, completion);
  const { cached_tokens = 0, ...said } = usage;
  return { ...said, cached_tokens: Math.max(0, Math.min(said.prompt_tokens, cached_tokens)), estimated: false };
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
