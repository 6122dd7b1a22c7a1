import { stringifyJson } from "../../core/json/stringify.ts";
import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import type { AgentCall, AgentStep } from "./agent-step.ts";
import { argumentsTextOf, callFromText, jsonOf } from "./arguments.ts";
import { readBlocks } from "./blocks.ts";
import { callsToWrite } from "./endings.ts";
import { marksOf } from "./marks.ts";
import type { NativeProtocol } from "./protocol.ts";
import { isRefusal, type Refusal, refuse } from "./refusal.ts";
import { readSpoken, spokenRoles, writeEnding, writeThought } from "./spoken.ts";

/** A step as an assistant message of the chat API: `content`, `reasoning_content`, `tool_calls`. */
export function toChatMessage(protocol: NativeProtocol, step: AgentStep): JsonObject {
  const all = marksOf(protocol);
  const ending = callsToWrite(protocol, step);
  const parts = [
    ...writeThought(protocol, step.thought, ending.calls.length > 0, all),
    ...writeEnding(protocol, ending, all),
  ];
  return {
    role: "assistant",
    content: parts.length === 0 ? null : parts.join("\n"),
    ...(step.reasoning ? { reasoning_content: step.reasoning } : {}),
    ...(ending.calls.length > 0 ? { tool_calls: ending.calls.map(toToolCall) } : {}),
  };
}

function toToolCall(call: AgentCall, index: number): JsonObject {
  return {
    id: `call_${index + 1}`,
    type: "function",
    function: { name: call.name, arguments: argumentsTextOf(call) },
  };
}

/** The message as JSON text: what stands for a step's text where there is none. */
export function writeNative(protocol: NativeProtocol, step: AgentStep): string {
  return stringifyJson(toChatMessage(protocol, step));
}

/** Reads the JSON text of an assistant message. */
export function readNative(protocol: NativeProtocol, text: string): AgentStep | Refusal {
  const message = jsonOf(text);
  if (!isObject(message)) return refuse("not_json", "the text is no JSON object");
  const { content = null, reasoning_content: reasoning, tool_calls: toolCalls = [] } = message;
  if (content !== null && typeof content !== "string") return refuse("not_a_text", "content is no text");
  if (reasoning !== undefined && reasoning !== null && typeof reasoning !== "string")
    return refuse("not_a_text", "reasoning_content is no text");
  const calls = readToolCalls(toolCalls);
  if (isRefusal(calls)) return calls;
  const blocks = content === null ? [] : readBlocks(content, spokenRoles(protocol), marksOf(protocol), []);
  if (isRefusal(blocks)) return blocks;
  // A server that has nothing to say beside its calls says "" as often as null.
  const said = calls.length > 0 && content === "" ? [] : blocks;
  return readSpoken(protocol, reasoning ? [{ role: "reasoning", text: reasoning }, ...said] : said, calls);
}

function readToolCalls(value: JsonValue): AgentCall[] | Refusal {
  if (value === null) return [];
  if (!Array.isArray(value)) return refuse("call_malformed", "tool_calls is no list");
  const calls: AgentCall[] = [];
  for (const item of value) {
    const made = isObject(item) ? item["function"] : undefined;
    if (!isObject(made) || typeof made["name"] !== "string" || typeof made["arguments"] !== "string")
      return refuse("call_malformed", "a tool call has no name or no arguments text");
    const call = callFromText(made["name"], made["arguments"]);
    if (isRefusal(call)) return call;
    calls.push(call);
  }
  return calls;
}
