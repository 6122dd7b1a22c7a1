import type { PromptTemplate } from "../../templates/template.ts";

/** The template with its steps as turns: what was one prompt is the first message of the user. */
export function withTurns(template: PromptTemplate): PromptTemplate {
  const { layout } = template;
  return layout.kind === "chat" ? template : { ...template, layout: { kind: "chat", system: "", user: layout.body } };
}
