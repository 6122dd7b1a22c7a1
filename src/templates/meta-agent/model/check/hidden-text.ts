import { quoted, visibleText } from "../../../../core/visible-text.ts";
import type { TemplateProblem } from "../../../check/template-check.ts";
import type { PromptTemplate } from "../../../template.ts";
import { writtenText } from "./written-text.ts";

/** Joiners, which neither language needs; characters that mean nothing, or what anybody wants. */
const MEANINGLESS = /\u200c|\u200d|[\p{Co}\p{Cn}]/u;

/** Characters that a reader does not see. */
export function hiddenText(template: PromptTemplate): TemplateProblem[] {
  const hidden = writtenText(template).find(([, text]) => visibleText(text) !== text || MEANINGLESS.test(text));
  if (hidden === undefined) return [];
  const [where, text] = hidden;
  return [{ reason: "invisible_characters", detail: `${where} holds characters that cannot be seen: ${quoted(text)}` }];
}
