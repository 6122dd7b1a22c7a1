import { isClean } from "./clean.ts";
import { countMembers, MAXIMUM_DEPTH, MAXIMUM_STORED_DEPTH } from "./depth.ts";
import { parseExactly } from "./exact-parser.ts";
import type { JsonValue } from "./value.ts";

export { repeatedKeysOf } from "./repeated-keys.ts";
export { JsonSyntaxError } from "./syntax-error.ts";

/**
 * Parses JSON exactly: `stringifyJson` gives the text back up to white space and escape style, integer-like and repeated
 * keys and the spelling of numbers included. (A number that is the whole text has no container to keep its spelling.)
 * Throws {@link JsonSyntaxError} for what is not JSON, and for more than {@link MAXIMUM_DEPTH} levels.
 */
export function parseJson(text: string): JsonValue {
  return parseWithin(text, MAXIMUM_DEPTH);
}

/** The same for a row that we wrote, which may nest deeper than what it was made of: up to {@link MAXIMUM_STORED_DEPTH}. */
export function parseStoredJson(text: string): JsonValue {
  return parseWithin(text, MAXIMUM_STORED_DEPTH);
}

function parseWithin(text: string, maximumDepth: number): JsonValue {
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    return parseExactly(text, maximumDepth); // says what is wrong, and where
  }
  const members = countMembers(value, maximumDepth);
  return members !== undefined && isClean(text, members) ? value : parseExactly(text, maximumDepth);
}
