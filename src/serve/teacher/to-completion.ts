import { shortHash } from "../../core/hash.ts";
import type { JsonObject } from "../../core/json/value.ts";
import { isObject } from "../../core/json/value.ts";
import type { ChatReply } from "../../llm/chat-client.ts";
import { estimateTokens } from "../../templates/prompt/estimate-tokens.ts";
import { jsonOf } from "../../templates/protocol/arguments.ts";
import { type ChatBody, textOfMessage } from "./chat-body.ts";
import type { Completion, CompletionCall } from "./completion.ts";
import { cutAtStop, cutToTokens, type ReplyParts, tokensOf } from "./cut-reply.ts";

/** How a reply is to be said. */
export interface CompletionContext {
  readonly body: ChatBody;
  /** The body's text: the same request has the same id. */
  readonly text: string;
  /** The reply's text is a message of the chat API, as JSON. */
  readonly native: boolean;
}

/** What a teacher said as a completion, cut where the request wants it. */
export function toCompletion(reply: ChatReply, { body, text, native }: CompletionContext): Completion {
  const said = native && reply.finish !== "refusal" ? fromMessage(reply.text, body) : { content: reply.text };
  const parts: ReplyParts = { tool_calls: [], content: null, ...said };
  const stopped = parts.content === null ? null : cutAtStop(parts.content, stopsOf(body));
  const whole = { ...parts, content: stopped };
  const limit = body.max_completion_tokens ?? body.max_tokens ?? Number.POSITIVE_INFINITY;
  const kept = cutToTokens(whole, limit);
  const prompt = promptTokens(body);
  const tokens = tokensOf(kept);
  const refused = reply.finish === "refusal";
  return {
    id: `chatcmpl-${shortHash(text)}`,
    model: body.model,
    created: Math.floor(Date.now() / 1000),
    ...("reasoning_content" in said ? { reasoning_content: said.reasoning_content } : {}),
    content: refused ? null : kept.content,
    ...(refused ? { refusal: kept.content ?? "" } : {}),
    tool_calls: kept.tool_calls,
    finish_reason: tokens < tokensOf(whole) ? "length" : kept.tool_calls.length > 0 ? "tool_calls" : "stop",
    usage: { prompt_tokens: prompt, completion_tokens: tokens, total_tokens: prompt + tokens },
    mat: extension(reply, stopped !== parts.content),
  };
}

function stopsOf({ stop }: ChatBody): readonly string[] {
  return typeof stop === "string" ? [stop] : (stop ?? []);
}

/** The message that a native reply is; a broken one, which is made on purpose, is text. */
function fromMessage(text: string, { messages }: ChatBody): Partial<ReplyParts> & { reasoning_content?: string } {
  const message = jsonOf(text);
  if (!isObject(message)) return { content: text };
  const { content, reasoning_content, tool_calls } = message;
  // Ids are told apart by the step, so that no two calls of a conversation have one.
  const step = messages.filter(({ role }) => role === "assistant").length + 1;
  const calls = (Array.isArray(tool_calls) ? tool_calls : []) as unknown as CompletionCall[];
  return {
    content: typeof content === "string" ? content : null,
    ...(typeof reasoning_content === "string" ? { reasoning_content } : {}),
    tool_calls: calls.map((call, at) => ({ ...call, id: `call_${step}_${at + 1}` })),
  };
}

/** A result that was invented behind a step stands behind a stop sequence, mostly: then it is not in the reply. */
function extension({ synthetic, planted = [] }: ChatReply, stopped: boolean): JsonObject {
  const made = planted.filter((what) => !(stopped && what === "invented_observation"));
  return { synthetic: synthetic === true, ...(made.length === 0 ? {} : { planted: made }) };
}

function promptTokens({ messages, tools }: ChatBody): number {
  const texts = messages.map((message) => {
    const calls = "tool_calls" in message ? JSON.stringify(message.tool_calls) : "";
    return estimateTokens(textOfMessage(message)) + estimateTokens(calls ?? "");
  });
  return texts.reduce((sum, tokens) => sum + tokens, tools ? estimateTokens(JSON.stringify(tools)) : 0);
}
