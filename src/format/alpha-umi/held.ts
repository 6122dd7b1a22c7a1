import { copyMember, numberTextOf } from "../../core/json/spelling.ts";
import { stringifyJson } from "../../core/json/stringify.ts";
import type { JsonObject, JsonValue } from "../../core/json/value.ts";

/** One value on its way from one object to another: a number keeps its spelling, which belongs to the object that holds it. */
export type Held = JsonObject & { value: JsonValue };

/** The member of an object, to be put elsewhere. */
export function held(from: JsonObject, key: string): Held {
  const holder: Held = { value: null };
  copyMember(from, key, holder, "value");
  return holder;
}

/** A value as the text that a model would read: a text itself, anything else as JSON, null as nothing. */
export function asText(value: JsonValue | undefined): string {
  if (typeof value === "string") return value;
  return value === null || value === undefined ? "" : stringifyJson(value);
}

/** The same of an object's member: a number keeps its digits. */
export function memberText(from: JsonObject, key: string): string {
  return numberTextOf(from, key) ?? asText(from[key]);
}
