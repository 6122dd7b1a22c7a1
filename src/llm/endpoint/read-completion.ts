import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import type { ChatReply, ReplyTokens } from "../chat-client.ts";
import { chatChoice, firstChoice } from "./chat-choice.ts";
import { ReplyFault } from "./failure.ts";
import { readUsage } from "./read-usage.ts";
import { saidText } from "./said-text.ts";
import { spokenContent } from "./spoken-content.ts";

/** What ends a reply that could not be finished: OpenRouter's and Mistral's, vLLM's and SGLang's, Zhipu's, DeepSeek's. */
const BROKEN_OFF: ReadonlySet<string> = new Set(["error", "abort", "network_error", "insufficient_system_resource"]);
/** What ends a reply that was cut off at a limit: OpenAI's, Mistral's, Zhipu's, Gemini's. */
const CUT_OFF: ReadonlySet<string> = new Set([
  ...["length", "model_length", "model_context_window_exceeded", "max_tokens"],
]);
/** What ends a reply that a filter held back: OpenAI's, Zhipu's, Gemini's (in capitals, or behind OpenAI's). */
const HELD_BACK: ReadonlySet<string> = new Set([
  ...["content_filter", "sensitive", "safety", "recitation", "blocklist", "prohibited_content", "spii"],
]);

/** Reads a chat completion as servers send it. `isNative`: the reply is to be read as a message, not as a text. */
export function readCompletion(value: unknown, isNative: boolean, stops: readonly string[]): ChatReply {
  if (!isObject(value as JsonValue)) throw new ReplyFault("invalid_reply", "the reply is no JSON object");
  const completion = value as JsonObject;
  const first = firstChoice(completion) ?? onlyChoice(completion);
  const choice = first === undefined ? undefined : chatChoice(first);
  if (choice === undefined || !isObject(choice["message"]))
    throw new ReplyFault("empty_reply", "the reply has no choice");
  const { message, finish_reason: end } = choice;
  if (typeof end === "string" && BROKEN_OFF.has(end))
    throw new ReplyFault("cut_stream", `the server broke the reply off: its finish_reason is ${end}`);
  // vLLM says `reasoning` now, and said `reasoning_content` as others do.
  const { text: spoken, thinking } = spokenContent(message["content"]);
  const reasoning =
    saidText(message["reasoning_content"]) ??
    saidText(message["reasoning"]) ??
    saidText(thinking) ??
    detailedReasoning(message["reasoning_details"]);
  const refusal = saidText(message["refusal"]);
  const calls = callsIn(message);
  const content = saidText(spoken);
  const finish = finishOf(end, calls);
  const saysNothing = content === undefined && calls.length === 0 && refusal === undefined && reasoning === undefined;
  // A model whose reasoning is not shown may have used up its tokens for it: that is an end as any other.
  if (saysNothing && finish !== "refusal" && finish !== "length")
    throw new ReplyFault("empty_reply", "the reply's message is empty");
  const said = upToStop(content ?? "", stops);
  const text = refusal === undefined ? said : [said, refusal].filter(Boolean).join("\n");
  const extra = extraOf(completion, choice);
  const served = servedOf(completion);
  const usage = readUsage(completion["usage"]);
  const tokens = tokensOf(completion, choice);
  const mat = isObject(completion["mat"]) ? completion["mat"] : {};
  return {
    text: isNative && refusal === undefined ? nativeText(content, reasoning, calls) : text,
    finish: refusal === undefined ? finish : "refusal",
    ...(reasoning === undefined || isNative ? {} : { reasoning }),
    ...(usage === undefined ? {} : { usage }),
    ...(tokens === undefined ? {} : { tokens }),
    ...(extra === undefined ? {} : { extra }),
    ...(served === undefined ? {} : { served }),
    ...(mat["synthetic"] === true ? { synthetic: true } : {}),
    ...(Array.isArray(mat["planted"]) ? { planted: mat["planted"].map(String) } : {}),
  };
}

/** A server that counts choices in another way has one alone. */
function onlyChoice({ choices }: JsonObject): JsonObject | undefined {
  const only = Array.isArray(choices) && choices.length === 1 ? choices[0] : undefined;
  return isObject(only) ? only : undefined;
}

/** Calls, or the one `function_call` that the API had before there could be several. */
function callsIn({ tool_calls, function_call }: JsonObject): readonly JsonValue[] {
  if (Array.isArray(tool_calls) && tool_calls.length > 0) return tool_calls;
  return isObject(function_call) ? [{ type: "function", function: function_call }] : [];
}

/** What OpenRouter and others send piece by piece: the pieces that are text. */
function detailedReasoning(details: JsonValue | undefined): string | undefined {
  if (!Array.isArray(details)) return undefined;
  const texts = details.map((detail) =>
    isObject(detail) ? (saidText(detail["text"]) ?? saidText(detail["summary"])) : undefined,
  );
  return saidText(texts.filter((text) => text !== undefined).join(""));
}

/** What the server says of a reply beside it, in its own words: why it ended, and how many of its tokens were reasoning. */
function extraOf({ usage }: JsonObject, { finish_reason, stop_reason }: JsonObject): JsonObject | undefined {
  const details = isObject(usage) ? usage["completion_tokens_details"] : undefined;
  const reasoning = isObject(details) ? details["reasoning_tokens"] : undefined;
  const extra = {
    ...(typeof finish_reason === "string" ? { finish_reason } : {}),
    ...(typeof stop_reason === "string" || typeof stop_reason === "number" ? { stop_reason } : {}),
    ...(typeof reasoning === "number" ? { reasoning_tokens: reasoning } : {}),
  };
  return Object.keys(extra).length === 0 ? undefined : extra;
}

/** What is another each time, and no part of the data: which of its replies this is, and what gave it. */
function servedOf(completion: JsonObject): JsonObject | undefined {
  const names = ["id", "model", "system_fingerprint", "service_tier"].filter(
    (name) => typeof completion[name] === "string",
  );
  return names.length === 0 ? undefined : Object.fromEntries(names.map((name) => [name, completion[name]!]));
}

/** What stands behind a stop sequence that the server was not told of, or did not heed, was never said. */
function upToStop(text: string, stops: readonly string[]): string {
  const ends = stops.map((stop) => text.indexOf(stop)).filter((at) => at !== -1);
  return ends.length === 0 ? text : text.slice(0, Math.min(...ends));
}

function nativeText(content: string | undefined, reasoning: string | undefined, calls: readonly JsonValue[]): string {
  const message = {
    role: "assistant",
    content: content ?? null,
    ...(reasoning === undefined ? {} : { reasoning_content: reasoning }),
    ...(calls.length === 0 ? {} : { tool_calls: calls }),
  };
  return JSON.stringify(message);
}

function finishOf(reason: JsonValue | undefined, calls: readonly JsonValue[]): ChatReply["finish"] {
  const [word = ""] = typeof reason === "string" ? reason.toLowerCase().split(":") : [];
  if (CUT_OFF.has(word)) return "length";
  if (HELD_BACK.has(word)) return "refusal";
  return calls.length > 0 ? "tool_calls" : "stop";
}

/** Token ids and log-probabilities as the server counted them: never tokenised again. */
function tokensOf(completion: JsonObject, choice: JsonObject): ReplyTokens | undefined {
  const prompt = numbersOf(completion["prompt_token_ids"]) ?? numbersOf(choice["prompt_token_ids"]);
  const ids = numbersOf(choice["token_ids"]);
  const logprobs = isObject(choice["logprobs"]) ? choice["logprobs"]["content"] : undefined;
  const tokens = {
    ...(prompt === undefined ? {} : { prompt_token_ids: prompt }),
    ...(ids === undefined ? {} : { completion_token_ids: ids }),
    ...(Array.isArray(logprobs) ? { logprobs } : {}),
  };
  return Object.keys(tokens).length === 0 ? undefined : tokens;
}

function numbersOf(value: JsonValue | undefined): number[] | undefined {
  return Array.isArray(value) && value.every((item) => typeof item === "number") ? (value as number[]) : undefined;
}
