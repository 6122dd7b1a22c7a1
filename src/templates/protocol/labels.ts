import type { LabelledProtocol } from "./protocol.ts";

/** What a label introduces. */
export type LabelRole = "thought" | "action" | "arguments" | "answer" | "give_up" | "observation";

/** The labels of a protocol with their roles. */
export function labelsOf(protocol: LabelledProtocol): readonly (readonly [LabelRole, string])[] {
  const { thought, action, observation } = protocol;
  const labels: [LabelRole, string][] = [
    ["thought", thought],
    ["action", action],
  ];
  if ("label" in protocol.arguments) labels.push(["arguments", protocol.arguments.label]);
  if ("label" in protocol.answer) labels.push(["answer", protocol.answer.label]);
  if ("label" in protocol.give_up) labels.push(["give_up", protocol.give_up.label]);
  labels.push(["observation", observation]);
  return labels;
}
