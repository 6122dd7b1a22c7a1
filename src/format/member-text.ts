import { numberTextOf } from "../core/json/spelling.ts";
import { stringifyJson } from "../core/json/stringify.ts";
import type { JsonObject, JsonValue } from "../core/json/value.ts";

/** A value as the text that a model would read: a text itself, anything else as JSON, null as nothing. */
export function asText(value: JsonValue | undefined): string {
  if (typeof value === "string") return value;
  return value === null || value === undefined ? "" : stringifyJson(value);
}

/** The same of an object's member: a number keeps its digits. */
export function memberText(from: JsonObject, key: string): string {
  return numberTextOf(from, key) ?? asText(from[key]);
}

/** The id that a row carries, a number as it is spelled; `fallback` where it carries none. */
export function idIn(row: JsonObject, fallback: string): string {
  const { id } = row;
  const own = typeof id === "string" || typeof id === "number" ? memberText(row, "id") : "";
  return own === "" ? fallback : own;
}
