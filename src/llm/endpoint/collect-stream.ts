import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import { ReplyFault } from "./failure.ts";

/** Puts the chunks of a streamed completion together: the object that the server would have sent at once. */
export async function collectStream(chunks: AsyncIterable<unknown>): Promise<JsonObject> {
  const message: Record<string, JsonValue> = {};
  const calls: Record<string, JsonValue>[] = [];
  const lists: Record<string, JsonValue[]> = {};
  const rest: Record<string, JsonValue> = {};
  let finish: JsonValue | undefined;
  for await (const chunk of chunks as AsyncIterable<JsonObject>) {
    for (const name of ["usage", "mat", "prompt_token_ids"] as const) {
      const value = chunk[name];
      if (value !== undefined && value !== null) rest[name] = value;
    }
    const choice = Array.isArray(chunk["choices"]) ? chunk["choices"][0] : undefined;
    if (!isObject(choice)) continue;
    if (choice["finish_reason"]) finish = choice["finish_reason"];
    addTexts(message, choice["delta"]);
    addCalls(calls, isObject(choice["delta"]) ? choice["delta"]["tool_calls"] : undefined);
    addTo(lists, "token_ids", choice["token_ids"]);
    addTo(lists, "logprobs", isObject(choice["logprobs"]) ? choice["logprobs"]["content"] : undefined);
  }
  if (finish === undefined) throw new ReplyFault("cut_stream", "the stream ended before the reply did");
  const { token_ids, logprobs } = lists;
  return {
    ...rest,
    choices: [
      {
        message: { ...message, ...(calls.length === 0 ? {} : { tool_calls: calls }) },
        finish_reason: finish,
        ...(token_ids === undefined ? {} : { token_ids }),
        ...(logprobs === undefined ? {} : { logprobs: { content: logprobs } }),
      },
    ],
  };
}

function addTexts(message: Record<string, JsonValue>, delta: JsonValue | undefined): void {
  if (!isObject(delta)) return;
  for (const name of ["content", "reasoning_content", "reasoning", "refusal"]) {
    const piece = delta[name];
    if (typeof piece === "string") message[name] = `${message[name] ?? ""}${piece}`;
  }
}

const MOST_CALLS = 256;

/** The pieces of a call share its index; its arguments come in many. */
function addCalls(calls: Record<string, JsonValue>[], pieces: JsonValue | undefined): void {
  if (!Array.isArray(pieces)) return;
  for (const piece of pieces) {
    if (!isObject(piece)) continue;
    const index = typeof piece["index"] === "number" ? piece["index"] : 0;
    if (!(index >= 0 && index < MOST_CALLS)) throw new ReplyFault("invalid_reply", `a call has the index ${index}`);
    const known = calls[index] ?? {};
    calls[index] = known;
    const { name, arguments: args } = isObject(piece["function"]) ? piece["function"] : {};
    const made = isObject(known["function"]) ? known["function"] : {};
    if (typeof piece["id"] === "string") known["id"] = piece["id"];
    known["type"] = "function";
    known["function"] = {
      name: typeof name === "string" && name !== "" ? name : (made["name"] ?? ""),
      arguments: `${made["arguments"] ?? ""}${typeof args === "string" ? args : ""}`,
    };
  }
}

function addTo(lists: Record<string, JsonValue[]>, name: string, items: JsonValue | undefined): void {
  if (!Array.isArray(items)) return;
  lists[name] ??= [];
  for (const item of items) lists[name].push(item);
}
