import type { AgentStep } from "../../protocol/agent-step.ts";
import { encodeStep } from "../../protocol/encode-step.ts";
import { labelsOf } from "../../protocol/labels.ts";
import { marksOf } from "../../protocol/marks.ts";
import type { Protocol } from "../../protocol/protocol.ts";
import { protocolSchema } from "../../protocol/protocol-schema.ts";
import { isRefusal } from "../../protocol/refusal.ts";

/**
 * Can an invented protocol be used: is it unambiguous, and does it write steps that hold its own signs? A quick look at what
 * a check of the library tests at length.
 */
export function isLawful(protocol: Protocol): boolean {
  if (!protocolSchema.safeParse(protocol).success) return false;
  const signs = signsOf(protocol);
  return stepsWith(`Look: ${signs.join(" ")}\n${signs.join("\n")} "it" {}`).every(
    (step) => !isRefusal(encodeStep(protocol, step)),
  );
}

function signsOf(protocol: Protocol): string[] {
  if (protocol.kind === "labelled") return labelsOf(protocol).map(([, label]) => label);
  return protocol.kind === "json" ? [protocol.observation.open] : marksOf(protocol);
}

function stepsWith(text: string): AgentStep[] {
  const call = { name: "get_weather", arguments: { city: text, days: 3 } };
  return [
    { thought: "I need the weather first.", calls: [{ name: "get_weather", arguments: { city: "Oslo" } }] },
    { thought: text, calls: [call] },
    { calls: [call] },
    { thought: text, calls: [] },
    { thought: text, calls: [], answer: text },
    { thought: text, calls: [], give_up: text },
    { calls: [], give_up: "" },
  ];
}
