import type { ToolDefinition } from "../../core/tool.ts";
import { type AgentStep, differenceOf, isNothing, isWellFormedStep } from "./agent-step.ts";
import { areArgumentsJson } from "./arguments.ts";
import { decodeStep } from "./decode-step.ts";
import { finalCommandNames } from "./endings.ts";
import { withHeldFields } from "./fields.ts";
import { writeJsonObject } from "./json-object.ts";
import { losesArgumentsText, writeLabelled } from "./labelled.ts";
import { writeNative } from "./native.ts";
import type { Protocol } from "./protocol.ts";

import { isRefusal, type Refusal, refuse } from "./refusal.ts";
import { stopSequencesOf } from "./stop-sequences.ts";
import { writeTagged } from "./tagged.ts";

/** What a step is written for. */
export interface EncodeContext {
  /** The tools that the agent may call: none may have the name of the protocol's final command. */
  readonly tools?: readonly ToolDefinition[];
}

/** A step as text. */
export interface EncodedStep {
  /** For a native protocol the JSON of the assistant message. */
  readonly text: string;
  /** What the protocol has no place for: `reasoning_content`, `arguments_text`, one or more of the `fields`. */
  readonly lost: readonly ("reasoning_content" | "arguments_text" | "fields")[];
}

/**
 * Writes a step in a protocol. The protocol law: what {@link decodeStep} makes of the text is the step again (but for
 * what `lost` names), and no stop sequence stands in it. A step for which that cannot be had is refused: the text is read
 * back before it is handed out.
 */
export function encodeStep(protocol: Protocol, whole: AgentStep, context: EncodeContext = {}): EncodedStep | Refusal {
  const step = withHeldFields(protocol, whole);
  const impossible = whyNot(protocol, step, context.tools ?? []);
  if (impossible !== undefined) return impossible;
  const text = write(protocol, step);
  const stop = stopSequencesOf(protocol).find((sequence) => text.includes(sequence));
  if (stop !== undefined)
    return refuse("holds_stop_sequence", `the text holds the stop sequence ${JSON.stringify(stop)}`);
  const lost = lostOf(protocol, whole);
  const except = lost.map((field) => (field === "reasoning_content" ? "reasoning" : field));
  for (const mode of ["strict", "lenient"] as const) {
    const read = decodeStep(protocol, text, { tools: context.tools ?? [], mode });
    if (isRefusal(read)) return refuse("not_read_back", `${mode} reading says ${read.reason}: ${read.detail}`);
    if (read.repairs.length > 0)
      return refuse("looks_misspelt", `lenient reading would mend it: ${read.repairs.join(", ")}`);
    const difference = differenceOf(
      step,
      read.step,
      except.filter((member) => member !== "fields"),
    );
    if (difference !== undefined)
      return refuse(`${difference}_differs`, `the ${difference.replaceAll("_", " ")} would be read back as another`);
  }
  return { text, lost };
}

function whyNot(protocol: Protocol, step: AgentStep, tools: readonly ToolDefinition[]): Refusal | undefined {
  const finals = finalCommandNames(protocol);
  const taken = tools.find((tool) => finals.includes(tool.function.name));
  if (taken !== undefined)
    return refuse(
      "final_command_in_tools",
      `the tool ${taken.function.name} has the name of a command that ends an episode`,
    );
  if (!isWellFormedStep(step)) return refuse("not_well_formed", "a text holds half of a surrogate pair");
  if (step.calls.length > 1 && !protocol.parallel)
    return refuse("parallel_calls", `${step.calls.length} calls, and the protocol has one a step`);
  if (Number(step.calls.length > 0) + Number(step.answer !== undefined) + Number(step.give_up !== undefined) > 1)
    return refuse("two_endings", "the step has more than one of calls, an answer and a give-up");
  const final = step.calls.find((call) => finals.includes(call.name));
  if (final !== undefined) return refuse("final_command_called", `a call of ${final.name} would end the episode`);
  const wild = step.calls.find((call) => !areArgumentsJson(call));
  if (wild !== undefined) return refuse("arguments_not_json", `the arguments text of ${wild.name} is no JSON object`);
  if (isNothing(step)) return refuse("empty_step", "the step says nothing, and an empty text would be an answer");
  return undefined;
}

function write(protocol: Protocol, step: AgentStep): string {
  switch (protocol.kind) {
    case "labelled":
      return writeLabelled(protocol, step);
    case "json":
      return writeJsonObject(protocol, step);
    case "tagged":
      return writeTagged(protocol, step);
    case "native":
      return writeNative(protocol, step);
  }
}

function lostOf(protocol: Protocol, step: AgentStep): EncodedStep["lost"] {
  const lost: EncodedStep["lost"][number][] = [];
  const hasReasoning = protocol.kind === "native" || ("reasoning" in protocol && protocol.reasoning !== undefined);
  if (step.reasoning && !hasReasoning) lost.push("reasoning_content");
  const losesText = step.calls.some((call) =>
    protocol.kind === "labelled"
      ? losesArgumentsText(protocol, call)
      : protocol.kind !== "native" && call.arguments_text !== undefined,
  );
  if (losesText) lost.push("arguments_text");
  if (differenceOf(step, withHeldFields(protocol, step)) === "fields") lost.push("fields");
  return lost;
}
