import type { JsonObject } from "../../core/json/value.ts";

/** Is this the body of a raw completion? It goes to `/completions` then, others to `/chat/completions`. */
export function isRaw(body: JsonObject): boolean {
  return Object.hasOwn(body, "prompt");
}
