import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import { chatChoice } from "./chat-choice.ts";
import { ReplyFault } from "./failure.ts";

/** What a chunk says of the reply as a whole; the last one that says it counts. */
const OF_REPLY = ["id", "created", "model", "system_fingerprint", "service_tier", "usage", "mat", "prompt_token_ids"];
/** The same of the choice. */
const OF_CHOICE = ["finish_reason", "stop_reason"];

/** Puts the chunks of a streamed completion together: the object that the server would have sent at once. */
export async function collectStream(chunks: AsyncIterable<unknown>): Promise<JsonObject> {
  const message: Record<string, JsonValue> = {};
  const calls: Record<string, JsonValue>[] = [];
  const lists: Record<string, JsonValue[]> = {};
  const rest: Record<string, JsonValue> = {};
  const choiceRest: Record<string, JsonValue> = {};
  let text: string | undefined;
  for await (const chunk of chunks as AsyncIterable<JsonObject>) {
    keepSaid(rest, chunk, OF_REPLY);
    const choice = Array.isArray(chunk["choices"]) ? chunk["choices"][0] : undefined;
    if (!isObject(choice)) continue;
    keepSaid(choiceRest, choice, OF_CHOICE);
    if (typeof choice["text"] === "string") text = `${text ?? ""}${choice["text"]}`;
    const delta = isObject(choice["delta"]) ? choice["delta"] : {};
    addTexts(message, delta);
    addCalls(calls, delta["tool_calls"]);
    addTo(lists, "reasoning_details", delta["reasoning_details"]);
    addTo(lists, "token_ids", choice["token_ids"]);
    addTo(lists, "prompt_token_ids", choice["prompt_token_ids"]);
    addTo(lists, "logprobs", listed(chatChoice(choice)));
  }
  if (choiceRest["finish_reason"] === undefined)
    throw new ReplyFault("cut_stream", "the stream ended before the reply did");
  const { logprobs, reasoning_details, ...ids } = lists;
  return {
    ...rest,
    choices: [
      {
        message: {
          ...message,
          ...(text === undefined ? {} : { content: text }),
          ...(reasoning_details === undefined ? {} : { reasoning_details }),
          ...(calls.length === 0 ? {} : { tool_calls: calls }),
        },
        ...choiceRest,
        ...ids,
        ...(logprobs === undefined ? {} : { logprobs: { content: logprobs } }),
      },
    ],
  };
}

function keepSaid(kept: Record<string, JsonValue>, from: JsonObject, names: readonly string[]): void {
  for (const name of names) {
    const value = from[name];
    if (value !== undefined && value !== null && value !== "") kept[name] = value;
  }
}

function listed({ logprobs }: JsonObject): JsonValue | undefined {
  return isObject(logprobs) ? logprobs["content"] : undefined;
}

function addTexts(message: Record<string, JsonValue>, delta: JsonObject): void {
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
