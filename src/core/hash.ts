import { hash } from "node:crypto";
import { type JsonObject, type JsonValue, setMember } from "./json/value.ts";

/** SHA-256 of a text (as UTF-8) or of bytes, in lower-case hex. */
export function sha256(data: string | Uint8Array): string {
  return hash("sha256", data, "hex");
}

/** The first 64 bits of {@link sha256}: enough to tell whether a part has changed. */
export function shortHash(data: string | Uint8Array): string {
  return sha256(data).slice(0, 16);
}

/** A value as JSON text with the members of every object in one order: equal data, equal text. Only ever hashed. */
export function canonicalJson(value: JsonValue): string {
  return JSON.stringify(sorted(value));
}

/** A copy with sorted members: writing that takes half the time of a replacer that sorts. */
function sorted(value: JsonValue): JsonValue {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const copy: JsonObject = {};
  for (const key of Object.keys(value).sort()) {
    setMember(copy, key, sorted(value[key]!));
  }
  return copy;
}
