import { objectIn } from "../../core/json/object-in.ts";
import type { JsonObject } from "../../core/json/value.ts";

/** Texts that are longer are not searched. */
const LONGEST = 200_000;
/** Braces at which an object might begin, at most. */
const MOST_TRIES = 20;

/**
 * The JSON object in what a model said: the whole text, or the longest object among prose, a fence or a channel of thoughts
 * in tags. Undefined where there is none. Never throws.
 */
export function findObject(text: string): JsonObject | undefined {
  if (text.length > LONGEST) return undefined;
  const said = text.replace(/^\s*<think>[\s\S]*?<\/think>/, "").trim();
  const whole = objectIn(said);
  if (whole !== undefined) return whole;
  let best: { readonly object: JsonObject; readonly length: number } | undefined;
  for (let tries = 0, from = said.indexOf("{"); from !== -1 && tries < MOST_TRIES; tries++) {
    const end = endOfObject(said, from);
    const object = end === undefined ? undefined : objectIn(said.slice(from, end));
    if (object !== undefined && end! - from > (best?.length ?? 0)) best = { object, length: end! - from };
    from = said.indexOf("{", object === undefined ? from + 1 : end);
  }
  return best?.object;
}

/** The place behind the brace that closes this one; braces in strings count nothing. */
function endOfObject(text: string, from: number): number | undefined {
  let depth = 0;
  let inString = false;
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (inString) {
      if (character === "\\") at++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === "{") depth++;
    else if (character === "}" && --depth === 0) return at + 1;
  }
  return undefined;
}
