import { canonicalJson } from "../../../core/hash.ts";
import { isObject, type JsonObject, type JsonValue } from "../../../core/json/value.ts";
import type { Protocol } from "../../protocol/protocol.ts";

/** A text that two protocols share when they are the same but for case, punctuation, name and title. */
export function protocolKey(protocol: Protocol): string {
  const { name: _, title: __, ...data } = protocol;
  return canonicalJson(folded(data as unknown as JsonValue));
}

function folded(value: JsonValue): JsonValue {
  if (typeof value === "string") return value.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  if (Array.isArray(value)) return value.map(folded);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, folded(member)])) as JsonObject;
}
