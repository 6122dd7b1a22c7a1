import type { JsonObject } from "../../core/json/value.ts";

/** Where below a server's address a request goes: a body with a prompt is a raw completion, any other one of the chat API. */
export function completionPath(body: JsonObject): string {
  return Object.hasOwn(body, "prompt") ? "/completions" : "/chat/completions";
}
