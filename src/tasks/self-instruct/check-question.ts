import type { JsonProblem } from "../../llm/ask-json/ask-json.ts";
import { languageOf } from "../../templates/language-of.ts";
import type { Language } from "../../templates/template.ts";

/** How long a question may be, in characters. */
export const LONGEST_QUESTION = 800;
const SHORTEST_QUESTION = { en: 12, zh: 5 };
const CONTROL = /[\p{Cc}\p{Cs}]/u;

const PROBLEMS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  too_short: { en: "The question is too short to be one.", zh: "问题太短。" },
  too_long: {
    en: `The question has more than ${LONGEST_QUESTION} characters.`,
    zh: `问题超过了${LONGEST_QUESTION}个字符。`,
  },
  control_characters: {
    en: "The question has line breaks or control characters: write it in one line.",
    zh: "问题中有换行或控制字符，请写成一行。",
  },
  wrong_language: { en: "The question is not in English.", zh: "问题不是用中文写的。" },
};

/** What is wrong with the words of a question, whatever it is about. */
export function checkQuestion(question: string, language: Language): JsonProblem[] {
  const text = question.trim();
  const found: string[] = [];
  if (text.length < SHORTEST_QUESTION[language]) found.push("too_short");
  if (text.length > LONGEST_QUESTION) found.push("too_long");
  if (CONTROL.test(text)) found.push("control_characters");
  // Names of things may be in another script: half of a text is not told by them.
  const said = languageOf(text);
  if (said !== undefined && said !== language) found.push("wrong_language");
  return found.map((reason) => ({ reason, problem: PROBLEMS[reason]![language] }));
}
