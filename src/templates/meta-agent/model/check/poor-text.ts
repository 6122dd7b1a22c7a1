import { quoted } from "../../../../core/visible-text.ts";
import { wordsOf } from "../../../check/near-duplicates/words-of.ts";
import type { TemplateProblem } from "../../../check/template-check.ts";
import type { PromptTemplate } from "../../../template.ts";
import { writtenText } from "./written-text.ts";

/** Words that a profile and the instructions have at the least. */
const FEWEST = { profile: 6, instructions: 12 } as const;
/** Runs of so many words; of all of them so many are different ones where somebody wrote and no loop ran. */
const RUN = 5;
const DISTINCT = 0.6;
/** Of fewer words nothing can be said. */
const ENOUGH = 40;
/** So many words of an English text, at the least, are these. */
const ENGLISH =
  /^(?:the|a|an|of|to|and|or|in|is|are|be|it|you|your|for|with|not|that|this|if|as|on|by|what|when|no|do)$/;
const ENGLISH_SHARE = 0.15;
const OTHER_SCRIPT = /[\p{L}--[\p{Script=Latin}\p{Script=Han}\p{Script=Greek}]]+/v;

/** Text that says too little, says it again and again, or says it in another language. */
export function poorText(template: PromptTemplate): TemplateProblem[] {
  const words = wordsOf(proseOf(template));
  return [...tooLittle(template), ...repeating(words), ...otherScript(template), ...notEnglish(template, words)];
}

function tooLittle({ slots }: PromptTemplate): TemplateProblem[] {
  return (["profile", "instructions"] as const).flatMap((slot) => {
    const count = wordsOf(withoutTags(slots[slot])).length;
    if (count >= FEWEST[slot]) return [];
    return [{ reason: "says_too_little", detail: `slot ${slot} has ${count} words, and needs ${FEWEST[slot]}` }];
  });
}

function repeating(words: readonly string[]): TemplateProblem[] {
  const runs = words.slice(RUN - 1).map((_, at) => words.slice(at, at + RUN).join(" "));
  const distinct = new Set(runs).size;
  if (words.length < ENOUGH || distinct >= runs.length * DISTINCT) return [];
  return [
    { reason: "repeats_itself", detail: `of ${runs.length} runs of ${RUN} words only ${distinct} are different` },
  ];
}

function otherScript(template: PromptTemplate): TemplateProblem[] {
  return writtenText(template).flatMap(([where, text]) => {
    const odd = OTHER_SCRIPT.exec(text)?.[0];
    return odd === undefined ? [] : [{ reason: "other_language", detail: `${where} holds ${quoted(odd)}` }];
  });
}

function notEnglish({ language }: PromptTemplate, words: readonly string[]): TemplateProblem[] {
  if (language !== "en" || words.length < ENOUGH) return [];
  const share = words.filter((word) => ENGLISH.test(word)).length / words.length;
  if (share >= ENGLISH_SHARE) return [];
  return [{ reason: "other_language", detail: 'the template is to be "en", and its text is hardly English' }];
}

/** Where whole sentences stand. */
function proseOf({ slots }: PromptTemplate): string {
  return withoutTags(`${slots.profile}\n${slots.instructions}`);
}

function withoutTags(source: string): string {
  return source.replace(/\{\{[^{}]*\}\}|\{%[^{}]*%\}/g, " ");
}
