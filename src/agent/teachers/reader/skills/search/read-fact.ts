import { FACT_KINDS } from "../../../../../tasks/environments/search/fact-kinds.ts";
import type { Language } from "../../../../../templates/template.ts";
import { wordingPattern } from "../wording-pattern.ts";
import type { ReadPage } from "./read-results.ts";

/** The value that a page's prose states for a fact; undefined where it states none. */
export function readFact({ title, text }: ReadPage, key: string, language: Language): string | undefined {
  const patterns = FACT_KINDS.filter((kind) => kind.key === key)
    .flatMap(({ state }) => state[language])
    .map((wording) => wordingPattern(wording, { x: title }));
  for (const sentence of sentencesOf(text, language))
    for (const pattern of patterns) {
      const value = pattern.exec(sentence)?.groups?.["y"];
      if (value !== undefined) return value;
    }
  return undefined;
}

/** The titles that a person's page lists. */
export function readBooks({ title, text }: ReadPage, language: Language): string[] {
  for (const sentence of sentencesOf(text, language)) {
    const list = wordingPattern(language === "zh" ? "{x}的著作有：{y}。" : "Books by {x}: {y}.", { x: title }).exec(
      sentence,
    );
    if (list !== null) return list.groups!["y"]!.split(language === "zh" ? "、" : "; ");
  }
  return [];
}

function sentencesOf(text: string, language: Language): string[] {
  return text.split(language === "zh" ? /(?<=。)/ : /(?<=\.)\s+/);
}
