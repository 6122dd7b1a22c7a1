import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import { chatChoice, firstChoice } from "./chat-choice.ts";
import { collectCalls } from "./collect-calls.ts";
import { ReplyFault } from "./failure.ts";
import { spokenContent } from "./spoken-content.ts";

/** Stands in a stream of chunks where the server says that it was the last. */
export const STREAM_END = "[DONE]";

/** What a chunk says of the reply as a whole; the last one that says it counts. */
const OF_REPLY = ["id", "created", "model", "system_fingerprint", "service_tier", "usage", "mat", "prompt_token_ids"];
/** The same of the choice. */
const OF_CHOICE = ["finish_reason", "stop_reason"];

/** Puts the chunks of a streamed completion together: the object that the server would have sent at once. */
export async function collectStream(chunks: AsyncIterable<unknown>): Promise<JsonObject> {
  const message: Record<string, JsonValue> = {};
  const calls = collectCalls();
  const lists: Record<string, JsonValue[]> = {};
  const rest: Record<string, JsonValue> = {};
  const choiceRest: Record<string, JsonValue> = {};
  let text: string | undefined;
  let [hasBegun, isEnded] = [false, false];
  for await (const chunk of chunks as AsyncIterable<JsonValue>) {
    if (chunk === STREAM_END) isEnded = true;
    if (!isObject(chunk)) continue;
    keepSaid(rest, chunk, OF_REPLY);
    const choice = firstChoice(chunk);
    if (choice === undefined) continue;
    // Some send the whole reply as one event.
    if (isObject(choice["message"]) && !isObject(choice["delta"])) return chunk;
    hasBegun = true;
    keepSaid(choiceRest, choice, OF_CHOICE);
    if (typeof choice["text"] === "string") text = `${text ?? ""}${choice["text"]}`;
    const delta = isObject(choice["delta"]) ? choice["delta"] : {};
    addTexts(message, delta);
    calls.add(delta["tool_calls"]);
    // As calls were before there could be several.
    if (isObject(delta["function_call"])) calls.add([{ index: 0, function: delta["function_call"] }]);
    addTo(lists, "reasoning_details", delta["reasoning_details"]);
    addTo(lists, "token_ids", choice["token_ids"]);
    addTo(lists, "prompt_token_ids", choice["prompt_token_ids"]);
    addTo(lists, "logprobs", listed(chatChoice(choice)));
  }
  if (choiceRest["finish_reason"] === undefined && !(hasBegun && isEnded))
    throw new ReplyFault("cut_stream", "the stream ended before the reply did");
  const { logprobs, reasoning_details, ...ids } = lists;
  const made = calls.calls();
  return {
    ...rest,
    choices: [
      {
        message: {
          ...message,
          ...(text === undefined ? {} : { content: text }),
          ...(reasoning_details === undefined ? {} : { reasoning_details }),
          ...(made.length === 0 ? {} : { tool_calls: made }),
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
  const { text, thinking } = spokenContent(delta["content"]);
  addText(message, "content", text);
  addText(message, "reasoning_content", thinking);
  for (const name of ["reasoning_content", "reasoning", "refusal"]) addText(message, name, delta[name]);
}

function addText(message: Record<string, JsonValue>, name: string, piece: JsonValue | undefined): void {
  if (typeof piece === "string") message[name] = `${message[name] ?? ""}${piece}`;
}

function addTo(lists: Record<string, JsonValue[]>, name: string, items: JsonValue | undefined): void {
  if (!Array.isArray(items)) return;
  lists[name] ??= [];
  for (const item of items) lists[name].push(item);
}
