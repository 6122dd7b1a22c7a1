import type { Random } from "../../../core/random.ts";
import { type Tool, toolDefinitions } from "../../../core/tool.ts";
import { type ProtocolParts, partsOf } from "../../../templates/check/protocol-parts.ts";
import type { AgentStep } from "../../../templates/protocol/agent-step.ts";
import { encodeStep } from "../../../templates/protocol/encode-step.ts";
import type { Protocol } from "../../../templates/protocol/protocol.ts";
import { isRefusal, type Refusal } from "../../../templates/protocol/refusal.ts";
import type { Wording } from "./wording/wording.ts";

/** What a step is written by: the protocol, and what the prompt says of it. */
export interface SpeakContext {
  readonly protocol: Protocol;
  /** The text of the output format slot. A part of a step that it does not show cannot be written. */
  readonly format: string;
  readonly tools: readonly Tool[];
  readonly wording: Wording;
  readonly random: Random;
}

/** The text of a step in the protocol as far as the output format explains it; plain words where it does not. */
export function speak(step: AgentStep, context: SpeakContext): { readonly text: string } | Refusal {
  const known = withKnownParts(step, context);
  if (known === undefined) return { text: prose(step, context) };
  const tools = toolDefinitions(context.tools);
  const encoded = encodeStep(context.protocol, known, { tools });
  if (!isRefusal(encoded)) return { text: encoded.text };
  // A thought that quotes something may hold what the protocol cannot: the step matters more.
  const { thought: _, ...bare } = known;
  const plain = encodeStep(context.protocol, bare, { tools });
  return isRefusal(plain) ? encoded : { text: plain.text };
}

/** The step without a thought that cannot be written; undefined where the rest cannot. */
function withKnownParts(step: AgentStep, { protocol, format }: SpeakContext): AgentStep | undefined {
  const parts = partsOf(protocol);
  const shows = (part: keyof ProtocolParts) =>
    format.trim() !== "" && parts[part].every((text) => format.includes(text));
  const { thought, give_up, ...rest } = step;
  const ends = step.calls.length === 0;
  const needsMarks = (protocol.kind !== "tagged" && protocol.kind !== "native") || ends;
  const kept = shows("thought") || !needsMarks ? { ...rest, ...(thought === undefined ? {} : { thought }) } : rest;
  if (give_up !== undefined && shows("give_up")) return { ...kept, give_up };
  const said = give_up === undefined ? kept : { ...kept, answer: give_up };
  return shows(ends ? "answer" : "call") ? said : undefined;
}

function prose({ thought, calls, answer, give_up }: AgentStep, { wording, random }: SpeakContext): string {
  const step = calls.map((call) => `${call.name} ${Object.values(call.arguments).join(", ")}`).join("; ");
  const said = answer ?? give_up ?? step;
  return `${thought ?? ""} ${random.pick(wording.prose).replace("@step", () => said)}`.trim();
}
