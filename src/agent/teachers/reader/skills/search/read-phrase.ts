import { FACT_KINDS } from "../../../../../tasks/environments/search/fact-kinds.ts";
import type { Language } from "../../../../../templates/template.ts";
import { wordingPattern } from "../wording-pattern.ts";

/** A named thing, and the facts that lead from it to another, in order. */
export interface Phrase {
  readonly start: string;
  readonly keys: readonly string[];
}

interface PhrasePattern {
  readonly key: string;
  readonly pattern: RegExp;
  readonly wording: string;
}

const patternsIn = (language: Language): readonly PhrasePattern[] =>
  FACT_KINDS.filter(({ value }) => value.type === "entity")
    .flatMap(({ key, ask }) => ask[language].map((wording) => ({ key, wording, pattern: wordingPattern(wording) })))
    // What stands last in Chinese governs the rest; of two wordings that fit the longer one is meant.
    .toSorted((a, b) => places(a) - places(b) || b.wording.length - a.wording.length);

function places({ wording }: PhrasePattern): number {
  return wording.startsWith("{x}") ? 0 : 1;
}

const PATTERNS: Readonly<Record<Language, readonly PhrasePattern[]>> = { en: patternsIn("en"), zh: patternsIn("zh") };

/** Reads "the birthplace of the designer of Vask Bridge" from the outside in. */
export function readPhrase(text: string, language: Language): Phrase {
  for (const { key, pattern } of PATTERNS[language]) {
    const inner = pattern.exec(text)?.groups?.["x"];
    if (inner === undefined) continue;
    const { start, keys } = readPhrase(inner, language);
    return { start, keys: [...keys, key] };
  }
  return { start: text, keys: [] };
}
