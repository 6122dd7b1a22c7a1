import type { JsonValue } from "../../core/json/value.ts";
import { compiledTemplate } from "../prompt/compiled-template.ts";
import { isRefusal } from "../protocol/refusal.ts";
import { templateProblems } from "../store/template-problems.ts";
import type { PromptTemplate } from "../template.ts";
import { fixedTextOf } from "./fixed-text.ts";
import { TEMPLATE_CHECKS } from "./registry.ts";
import { sourceFaults } from "./safe-sources.ts";
import type { CheckOptions, CheckSubject, TemplateProblem } from "./template-check.ts";

/**
 * All that is wrong with a template; empty when nothing is. A value that is no template, or has an unsafe source, is not
 * looked at further.
 */
export function checkTemplate(template: PromptTemplate, options: CheckOptions = {}): readonly TemplateProblem[] {
  const malformed = templateProblems(template as JsonValue);
  if (malformed.length > 0)
    return malformed.map(({ path, problem }) => ({ reason: "schema", detail: `${path || "the row"} ${problem}` }));
  const compiled = compiledTemplate(template);
  if (isRefusal(compiled)) return sourceFaults(template);
  const subject: CheckSubject = { template, compiled, fixed: fixedTextOf(compiled), options };
  return TEMPLATE_CHECKS.flatMap((check) => check.problemsOf(subject));
}
