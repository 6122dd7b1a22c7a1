import { numberTextOf, spellingsExist } from "./spelling.ts";
import { isObject, type JsonContainer, type JsonValue } from "./value.ts";

/** Not in the types of the language's library yet: a text that `JSON.stringify` writes as it is. */
const { rawJSON, isRawJSON } = JSON as unknown as {
  rawJSON(text: string): JsonValue;
  isRawJSON(value: unknown): boolean;
};

/**
 * The same value for `JSON.stringify`, with the digits that integers were spelled with where a JavaScript number has not all of
 * them: ids of 64 bits reach a tool as they were written. Other spellings (`1.0`, repeated keys) say nothing else and are not kept.
 */
export function withExactIntegers<T extends JsonValue>(value: T): T {
  return spellingsExist() ? (copyOf(value) as T) : value;
}

/** Is this an integer that {@link withExactIntegers} has put in? */
export function isExactInteger(value: unknown): boolean {
  return isRawJSON(value);
}

function copyOf(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map((item, at) => memberOf(value, at, item));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, memberOf(value, key, item)]));
}

function memberOf(container: JsonContainer, at: string | number, item: JsonValue): JsonValue {
  if (typeof item !== "number") return copyOf(item);
  const text = numberTextOf(container, at);
  if (text === undefined || !/^-?\d+$/.test(text)) return item;
  return Number.isFinite(item) && BigInt(item).toString() === text ? item : rawJSON(text);
}
