import type { PromptTemplate } from "../templates/template.ts";

/** What the loop is about to ask a model for. */
export type Stage = "act" | "reflect" | "conclude";

/** The templates of one agent: how it acts, and where they differ how it reflects on a failed step and how it concludes. */
export interface AgentTemplates {
  readonly act: PromptTemplate;
  /** Used for the step behind a failed one. */
  readonly reflect?: PromptTemplate;
  /** Used once the agent has done its task: what it says there is the answer. */
  readonly conclude?: PromptTemplate;
}

/** The template of a stage; undefined for a conclusion that is left out. */
export function templateFor(templates: AgentTemplates, stage: Stage): PromptTemplate | undefined {
  if (stage === "conclude") return templates.conclude;
  return stage === "reflect" ? (templates.reflect ?? templates.act) : templates.act;
}
