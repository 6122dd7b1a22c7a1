import { canonicalJson } from "../../core/hash.ts";
import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import type { Protocol } from "./protocol.ts";

/** A text that two protocols share when they are the same data but for case, punctuation, name and title. */
export function protocolKey(protocol: Protocol): string {
  return canonicalJson(folded(protocolData(protocol)));
}

/** A protocol without what says nothing of how it writes: its name and title. */
export function protocolData(protocol: Protocol): JsonObject {
  const { name: _, title: __, ...data } = protocol;
  return data as unknown as JsonObject;
}

function folded(value: JsonValue): JsonValue {
  if (typeof value === "string") return value.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  if (Array.isArray(value)) return value.map(folded);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, folded(member)])) as JsonObject;
}
