import { stringifyJson } from "../../core/json/stringify.ts";
import type { JsonObject } from "../../core/json/value.ts";
import type { AgentCall, AgentStep } from "./agent-step.ts";
import { callFromObject, callToObject, jsonOf } from "./arguments.ts";
import { freeText, readBlocks, writeBlock } from "./blocks.ts";
import { callsToWrite } from "./endings.ts";
import { escapeMarksInJson } from "./escape.ts";
import { fenced, unfenced } from "./fence.ts";
import { marksOf } from "./marks.ts";
import type { TaggedProtocol } from "./protocol.ts";
import { isRefusal, type Refusal, refuse } from "./refusal.ts";
import { readSpoken, spokenRoles, writeEnding, writeThought } from "./spoken.ts";
import { readXmlCall, writeXmlCall } from "./xml-call.ts";

/** A step as free text and marked blocks, one behind the other. */
export function writeTagged(protocol: TaggedProtocol, step: AgentStep): string {
  const all = marksOf(protocol);
  const ending = callsToWrite(protocol, step);
  const parts: string[] = [];
  if (step.reasoning && protocol.reasoning) parts.push(writeBlock(protocol.reasoning, freeText(step.reasoning, all)));
  parts.push(...writeThought(protocol, step.thought, ending.calls.length > 0, all));
  for (const call of ending.calls) parts.push(writeBlock(protocol.call.marks, writeCall(protocol, call, all)));
  parts.push(...writeEnding(protocol, ending, all));
  return parts.join("\n");
}

function writeCall({ call: form }: TaggedProtocol, call: AgentCall, all: readonly string[]): string {
  if (form.body === "xml") return writeXmlCall(form, call, all);
  const json = stringifyJson(callToObject(call, { ...form, constants: form.constants as JsonObject | undefined }));
  return fenced(escapeMarksInJson(json, all), form.fence);
}

/** Reads a step that stands there just as {@link writeTagged} writes it. */
export function readTagged(protocol: TaggedProtocol, text: string): AgentStep | Refusal {
  const roles = { ...spokenRoles(protocol), call: protocol.call.marks, observation: protocol.observation };
  const withReasoning = protocol.reasoning === undefined ? roles : { ...roles, reasoning: protocol.reasoning };
  const blocks = readBlocks(text, withReasoning, marksOf(protocol), ["call"]);
  if (isRefusal(blocks)) return blocks;
  if (blocks.some(({ role }) => role === "observation"))
    return refuse("observation_in_output", `the agent wrote ${protocol.observation.open} itself`);
  const calls: AgentCall[] = [];
  for (const [index, block] of blocks.entries()) {
    if (block.role !== "call") {
      if (calls.length > 0) return refuse("text_after_call", "there is text behind a call");
      if (block.role === "reasoning" && index > 0)
        return refuse("mark_out_of_place", "the reasoning does not come first");
      continue;
    }
    const call = readCall(protocol, block.text);
    if (isRefusal(call)) return call;
    calls.push(call);
  }
  return readSpoken(
    protocol,
    blocks.filter(({ role }) => role !== "call"),
    calls,
  );
}

function readCall({ call: form }: TaggedProtocol, text: string): AgentCall | Refusal {
  if (form.body === "xml") return readXmlCall(form, text);
  const json = unfenced(text, form.fence);
  if (json === undefined) return refuse("no_fence", "a call does not stand in its fence");
  const value = jsonOf(json);
  if (value === undefined) return refuse("not_json", "a call is no JSON");
  return callFromObject(value, form, Object.keys(form.constants ?? {}));
}
