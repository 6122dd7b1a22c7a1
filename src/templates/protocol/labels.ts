import type { LabelledProtocol } from "./protocol.ts";

/** The role of a field's label. */
type FieldRole = `field:${string}`;
/** What a label introduces. */
export type LabelRole = "thought" | "action" | "arguments" | "answer" | "give_up" | "observation" | FieldRole;

/** Does the label introduce a field? */
export function isFieldRole(role: LabelRole): role is FieldRole {
  return role.startsWith("field:");
}

/** The name of the field that a label introduces. */
export function fieldNameOf(role: FieldRole): string {
  return role.slice("field:".length);
}

/** The labels of a protocol with their roles. */
export function labelsOf(protocol: LabelledProtocol): readonly (readonly [LabelRole, string])[] {
  const { thought, action, observation } = protocol;
  const labels: [LabelRole, string][] = [
    ["thought", thought],
    ...(protocol.fields ?? []).map(({ name, label }): [LabelRole, string] => [`field:${name}`, label]),
    ["action", action],
  ];
  if ("label" in protocol.arguments) labels.push(["arguments", protocol.arguments.label]);
  if ("label" in protocol.answer) labels.push(["answer", protocol.answer.label]);
  if ("label" in protocol.give_up) labels.push(["give_up", protocol.give_up.label]);
  labels.push(["observation", observation]);
  return labels;
}
