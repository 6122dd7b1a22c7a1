import type { AgentCall, AgentStep } from "../../../templates/protocol/agent-step.ts";

/** A text under labels at line starts. */
export interface Sections {
  /** The labels in their order, joined by blanks; `-` stands for text in front of the first. */
  readonly order: string;
  /** The text behind a label, without white space at its ends. */
  readonly of: (label: string) => string | undefined;
}

/** What stands behind each of these labels. Labels that stand twice are in the order twice, so that no grammar takes the text. */
export function sectionsIn(text: string, labels: readonly string[]): Sections {
  const found = [...text.matchAll(new RegExp(`^[ \\t]*(${labels.join("|")}):`, "gm"))];
  const parts = new Map<string, string>();
  const lead = text.slice(0, found[0]?.index ?? text.length).trim();
  if (lead !== "") parts.set("-", lead);
  for (const [at, match] of found.entries())
    parts.set(match[1]!, text.slice(match.index + match[0].length, found[at + 1]?.index ?? text.length).trim());
  const order = [...(lead === "" ? [] : ["-"]), ...found.map((match) => match[1]!)].join(" ");
  return { order, of: (label) => parts.get(label) };
}

/** The step that says this: a thought, if there is one, and a call or (as text) an answer. */
export function said(thought: string | undefined, what: AgentCall | string): AgentStep {
  const lead = thought ? { thought } : {};
  return typeof what === "string" ? { ...lead, calls: [], answer: what } : { ...lead, calls: [what] };
}
