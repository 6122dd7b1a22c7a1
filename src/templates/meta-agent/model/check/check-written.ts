import { canonicalJson } from "../../../../core/hash.ts";
import type { JsonValue } from "../../../../core/json/value.ts";
import { checkTemplate } from "../../../check/check-template.ts";
import { comparedText, fixedTextOf } from "../../../check/fixed-text.ts";
import { createLikeness } from "../../../check/near-duplicates/likeness.ts";
import type { TemplateProblem } from "../../../check/template-check.ts";
import { compiledTemplate } from "../../../prompt/compiled-template.ts";
import { isRefusal } from "../../../protocol/refusal.ts";
import type { PromptTemplate } from "../../../template.ts";
import type { Attempt } from "../plan-attempt.ts";
import { wordsOf } from "../protocol-words.ts";
import { hiddenText } from "./hidden-text.ts";
import { poorText } from "./poor-text.ts";
import { suspectText } from "./suspect-text.ts";
import { writtenText } from "./written-text.ts";

/** What is wrong with a template that only a model wrote, by reason; all that `mat templates check` finds comes first. */
export const WRITING_REASONS: Readonly<Record<string, string>> = {
  too_long: "a source or a word of the protocol is longer than any template needs",
  invisible_characters: "a source or a word of the protocol holds characters that cannot be seen",
  speaks_of_secrets: "a source speaks of passwords, keys and the like",
  holds_address: "a source holds an address on the network",
  says_too_little: "the profile or the instructions say next to nothing",
  repeats_itself: "the text says the same again and again",
  copied_signs: "the protocol's words are those of the example that the model was shown",
  copied_example: "the text is nearly that of the example that the model was shown",
};

/** Characters of one source: far more than the budget of tokens has room for, and few enough to look at in no time. */
const LONGEST = 8_000;
/** Characters of a word of the protocol, and of what stands in a text without any blank. */
const LONGEST_WORD = 200;
const LONGEST_RUN = /[!-~]{400}/;

/** All that is wrong with a template of a model. What is too long is not looked at further. */
export function checkWritten(template: PromptTemplate, { example }: Attempt): readonly TemplateProblem[] {
  const long = tooLong(template);
  if (long.length > 0) return long;
  const found = checkTemplate(template);
  const isSound = !found.some(({ reason }) => reason === "schema" || reason === "unsafe_template");
  return [
    ...found,
    ...hiddenText(template),
    ...suspectText(template),
    ...poorText(template),
    ...(isSound ? copied(template, example) : []),
  ];
}

function tooLong(template: PromptTemplate): TemplateProblem[] {
  const texts = writtenText(template);
  const long = texts.find(([where, text]) => text.length > (where.startsWith("protocol") ? LONGEST_WORD : LONGEST));
  if (long !== undefined) return [{ reason: "too_long", detail: `${long[0]} has ${long[1].length} characters` }];
  const run = texts.find(([, text]) => LONGEST_RUN.test(text));
  return run === undefined ? [] : [{ reason: "too_long", detail: `${run[0]} holds 400 characters without a blank` }];
}

function copied(template: PromptTemplate, example: Attempt["example"]): TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  const words = (protocol: PromptTemplate["protocol"]) => canonicalJson(wordsOf(protocol) as unknown as JsonValue);
  if (words(template.protocol) === words(example.protocol))
    problems.push({ reason: "copied_signs", detail: "`protocol` has the words of the example: choose others" });
  const likeness = createLikeness();
  likeness.add("example", textOf({ ...example, id: "example", origin: { by: "user" } }));
  if (likeness.likeOf(textOf(template)) !== undefined)
    problems.push({ reason: "copied_example", detail: "the text is nearly that of the example: use your own words" });
  return problems;
}

/** What two templates are compared by. */
export function textOf(template: PromptTemplate): string {
  const compiled = compiledTemplate(template);
  return isRefusal(compiled) ? "" : comparedText(fixedTextOf(compiled));
}
