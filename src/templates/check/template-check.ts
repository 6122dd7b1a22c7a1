import type { CompiledTemplate } from "../prompt/compiled-template.ts";
import type { PromptTemplate } from "../template.ts";
import type { FixedText } from "./fixed-text.ts";

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
  readonly fixed: FixedText;
  readonly options: CheckOptions;
}

/** A check of templates. One check, one file. */
export interface TemplateCheck {
  /** What each of its reasons means, by name. */
  readonly reasons: Readonly<Record<string, string>>;
  readonly problemsOf: (subject: CheckSubject) => readonly TemplateProblem[];
}
