import type { CompiledTemplate } from "../prompt/compiled-template.ts";
import type { SlotName } from "../slots.ts";
import type { PromptTemplate } from "../template.ts";

/** One thing that is wrong with a template. */
export interface TemplateProblem {
  /** The reason's name, in snake_case; docs/templates.md lists them. */
  readonly reason: string;
  /** What exactly, for a person. */
  readonly detail: string;
}

/** What a check can be told. */
export interface CheckOptions {
  /** The most tokens that the fixed text may have, about; 2,000 if not given. */
  readonly maxFixedTokens?: number | undefined;
}

/** A template whose schema and sources are sound, with what most checks look at. */
export interface CheckSubject {
  readonly template: PromptTemplate;
  readonly compiled: CompiledTemplate;
  /** The text of each slot that is the same in every prompt. */
  readonly fixed: Readonly<Record<SlotName, string>>;
  /** The same of the body, or of the system and the user message. */
  readonly fixedBody: string;
  readonly options: CheckOptions;
}

/** A check of templates. One check, one file. */
export interface TemplateCheck {
  /** What each of its reasons means, by name. */
  readonly reasons: Readonly<Record<string, string>>;
  readonly problemsOf: (subject: CheckSubject) => readonly TemplateProblem[];
}
