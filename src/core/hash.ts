import { createHash } from "node:crypto";
import { type JsonContainer, type JsonValue, isObject } from "./json/value.ts";

/** SHA-256 of a text (as UTF-8) or of bytes, in lower-case hex. */
export function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}

/** The first 64 bits of {@link sha256}: enough to tell whether a part has changed. */
export function shortHash(data: string | Uint8Array): string {
  return sha256(data).slice(0, 16);
}

/** A value as JSON text with the members of every object in code-unit order: equal data, equal text. Only ever hashed. */
export function canonicalJson(value: JsonValue): string {
  return JSON.stringify(value, (_key, item: JsonValue) => (isObject(item) ? sorted(item) : item));
}

function sorted(object: JsonContainer & object): JsonContainer {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
}
