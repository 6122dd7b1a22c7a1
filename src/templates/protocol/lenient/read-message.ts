import { isObject, type JsonValue } from "../../../core/json/value.ts";
import { type AgentCall, type AgentStep, agentCall } from "../agent-step.ts";
import { jsonOf } from "../arguments.ts";
import { readBlocks } from "../blocks.ts";
import { marksOf } from "../marks.ts";
import type { NativeProtocol } from "../protocol.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { readSpoken, spokenRoles } from "../spoken.ts";
import { objectAt } from "./find-json.ts";
import { type Mending, mendArguments, mendArgumentsText, mendName } from "./mend-call.ts";

/** Reads an assistant message whose calls have faulty arguments; text that is no message is its content. */
export function readMessageLeniently(protocol: NativeProtocol, text: string, mending: Mending): AgentStep | Refusal {
  if (text.trim() === "") return refuse("no_step", "the text is empty");
  const found = /^\s*\{/.test(text) ? objectAt(text, text.indexOf("{")) : undefined;
  const isMessage = found !== undefined && ("content" in found.value || "tool_calls" in found.value);
  for (const repair of isMessage ? found.repairs : ["plain_text"]) mending.repairs.add(repair);
  const message = isMessage ? found.value : { content: text.trim() };
  const toolCalls: JsonValue = message["tool_calls"] ?? [];
  const calls = (Array.isArray(toolCalls) ? toolCalls : []).flatMap((item) => callIn(item, mending) ?? []);
  const content = message["content"];
  const reasoning = message["reasoning_content"];
  const blocks =
    typeof content !== "string" || (calls.length > 0 && content === "")
      ? []
      : readBlocks(content, spokenRoles(protocol), marksOf(protocol), []);
  const said = isRefusal(blocks) ? [{ role: "bare", text: content as string }] : blocks;
  if (isRefusal(blocks)) mending.repairs.add("marks_as_text");
  return readSpoken(
    protocol,
    typeof reasoning === "string" ? [{ role: "reasoning", text: reasoning }, ...said] : said,
    calls,
  );
}

function callIn(item: JsonValue, mending: Mending): AgentCall | undefined {
  const made = isObject(item) ? (isObject(item["function"]) ? item["function"] : item) : undefined;
  if (made === undefined || typeof made["name"] !== "string") return undefined;
  const name = mendName(made["name"], mending);
  const args: JsonValue = made["arguments"] ?? {};
  if (typeof args !== "string") {
    mending.repairs.add("arguments_as_object");
    return { name, arguments: mendArguments(args, name, mending) };
  }
  const value = jsonOf(args);
  return isObject(value) ? agentCall(name, value, args) : { name, arguments: mendArgumentsText(args, name, mending) };
}
