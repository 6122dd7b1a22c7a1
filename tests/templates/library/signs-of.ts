import type { PromptTemplate } from "../../../src/templates/template.ts";

/** A label, mark or final command, and whether an output format has to show it. */
export interface Sign {
  readonly text: string;
  readonly tells: boolean;
}

/** The labels and marks of a template's protocol; `tells`: those that its output format has to show. */
export function signsOf({ protocol, slots, episode }: PromptTemplate): Sign[] {
  const calls = slots.tools !== "";
  const marks = (pair: unknown, tells = true) => {
    const { open, close } = (pair ?? {}) as { open?: string; close?: string };
    return open === undefined || close === undefined ? [] : [open, close].map((text) => ({ text, tells }));
  };
  const labels = (of: unknown) => {
    const { label, command } = (of ?? {}) as { label?: string; command?: string };
    const text = label ?? command;
    return text === undefined ? [] : [{ text, tells: true }];
  };
  const endings = [protocol.answer, protocol.give_up];
  if (protocol.kind === "labelled") {
    const { thought, action, observation } = protocol;
    const plain = [thought, action, observation].map((text) => ({ text, tells: true }));
    return [...plain, ...labels(protocol.arguments), ...endings.flatMap(labels)];
  }
  if (protocol.kind === "json") return endings.flatMap(labels).map((sign) => ({ ...sign, text: `"${sign.text}"` }));
  const spoken = [...marks(protocol.thought), ...endings.flatMap((ending) => marks(ending))];
  if (protocol.kind === "native") return spoken;
  return [
    ...spoken,
    ...marks(protocol.reasoning),
    ...marks(protocol.call.marks, calls),
    ...marks(protocol.observation, calls && episode === "transcript"),
  ];
}
