import type { JsonObject } from "../../src/core/json/value.ts";

/** The message of a reply: its text, or all of it (tool calls, reasoning). */
export type ReplyMessage = string | JsonObject;

const ABOUT = { created: 1_700_000_000, model: "fault-model" };
const USAGE = { prompt_tokens: 250, completion_tokens: 250, total_tokens: 500 };

/** The body of a reply as an OpenAI-like server sends it: whole, or as the events of a stream. */
export interface CompletionBody {
  readonly type: "application/json" | "text/event-stream";
  /** In the order in which they are sent; more than one only for a stream. */
  readonly pieces: readonly string[];
}

/** What a good answer to a request is. */
export interface Wanted {
  readonly endpoint: "chat" | "raw";
  readonly stream: boolean;
  /** The stream's last event tells the usage. */
  readonly usage: boolean;
}

/** A good answer with this message. */
export function completionBody(message: ReplyMessage, { endpoint, stream, usage }: Wanted): CompletionBody {
  if (stream) return { type: "text/event-stream", pieces: events(message, endpoint, usage) };
  const body = endpoint === "raw" ? rawBody(textOf(message)) : chatBody(message);
  return { type: "application/json", pieces: [JSON.stringify(body)] };
}

function chatBody(message: ReplyMessage): JsonObject {
  const said = typeof message === "string" ? { content: message } : message;
  const choice = { index: 0, message: { role: "assistant", ...said }, finish_reason: finishOf(message) };
  return { id: "chatcmpl-1", object: "chat.completion", ...ABOUT, choices: [choice], usage: USAGE };
}

function rawBody(text: string): JsonObject {
  const choice = { index: 0, text, finish_reason: "stop", logprobs: null };
  return { id: "cmpl-1", object: "text_completion", ...ABOUT, choices: [choice], usage: USAGE };
}

function events(message: ReplyMessage, endpoint: Wanted["endpoint"], usage: boolean): string[] {
  const deltas = [...(endpoint === "chat" ? [{ role: "assistant", content: "" }] : []), ...deltasOf(message)];
  const choices = deltas.map((delta) => choiceOf(endpoint, delta, null));
  const last = choiceOf(endpoint, endpoint === "raw" ? { content: "" } : {}, finishOf(message));
  return [
    ...[...choices, last].map((choice) => event(endpoint, { choices: [choice] })),
    ...(usage ? [event(endpoint, { choices: [], usage: USAGE })] : []),
    "data: [DONE]\n\n",
  ];
}

function choiceOf(endpoint: Wanted["endpoint"], delta: JsonObject, finish_reason: string | null): JsonObject {
  const said = endpoint === "raw" ? { text: delta["content"] ?? "" } : { delta };
  return { index: 0, ...said, finish_reason };
}

function event(endpoint: Wanted["endpoint"], rest: JsonObject): string {
  const object = endpoint === "raw" ? "text_completion" : "chat.completion.chunk";
  return `data: ${JSON.stringify({ id: "chatcmpl-1", object, ...ABOUT, ...rest })}\n\n`;
}

/** A text in pieces of 64 characters, then what else the message has; each call in one piece. */
function deltasOf(message: ReplyMessage): JsonObject[] {
  const { role: _, content, tool_calls, ...rest } = typeof message === "string" ? { content: message } : message;
  const calls = Array.isArray(tool_calls) ? tool_calls.map((call, index) => ({ index, ...(call as JsonObject) })) : [];
  return [
    ...(Object.keys(rest).length === 0 ? [] : [rest as JsonObject]),
    ...(textOf(content ?? "").match(/.{1,64}/gsu) ?? []).map((piece) => ({ content: piece })),
    ...calls.map((call) => ({ tool_calls: [call] })),
  ];
}

function finishOf(message: ReplyMessage): string {
  return typeof message !== "string" && Array.isArray(message["tool_calls"]) ? "tool_calls" : "stop";
}

function textOf(message: unknown): string {
  if (typeof message === "string") return message;
  const content = (message as JsonObject)["content"];
  return typeof content === "string" ? content : "";
}
