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
  return parsePlain(text, MAXIMUM_DEPTH) ?? parseExactly(text, MAXIMUM_DEPTH);
}

/** The same for a row that we wrote, which may nest deeper than what it was made of: up to {@link MAXIMUM_STORED_DEPTH}. */
export function parseStoredJson(text: string): JsonValue {
  return parsePlain(text, MAXIMUM_STORED_DEPTH) ?? parseExactly(text, MAXIMUM_STORED_DEPTH);
}

/**
 * The value of a JSON text of which `JSON.parse` loses nothing. Undefined where it would lose something or might, where the
 * text is no JSON, and for `null`: {@link parseStoredJson} then says what it is.
 */
export function parsePlain(text: string, maximumDepth = MAXIMUM_STORED_DEPTH): JsonValue | undefined {
  try {
    const value = JSON.parse(text) as JsonValue;
    const members = countMembers(value, maximumDepth);
    return members !== undefined && isClean(text, members) ? (value ?? undefined) : undefined;
  } catch {
    return undefined; // the exact parser says what is wrong, and where
  }
}
