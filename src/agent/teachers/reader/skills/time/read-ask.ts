import { ASK_WORDINGS, type AskType } from "../../../../../tasks/environments/time/ask-wordings.ts";
import type { Language } from "../../../../../templates/template.ts";
import { wordingPattern } from "../wording-pattern.ts";
import { type ReadDate, readDate } from "./read-date.ts";

/** What a question is after. */
export interface ReadAsk {
  readonly type: AskType;
  readonly x: ReadDate;
  readonly y?: ReadDate;
  readonly organisation: string;
  readonly from: string;
  readonly to: string;
  readonly hour: number;
}

const patternsIn = (language: Language) =>
  Object.entries(ASK_WORDINGS)
    .flatMap(([type, wordings]) =>
      wordings[language].map((wording) => ({ type: type as AskType, wording, pattern: wordingPattern(wording) })),
    )
    // Of two wordings that fit the longer one is meant.
    .toSorted((a, b) => b.wording.length - a.wording.length);

const PATTERNS = { en: patternsIn("en"), zh: patternsIn("zh") };

/** Reads a question on dates; undefined where it is of another kind. */
export function readAsk(goal: string, language: Language): ReadAsk | undefined {
  for (const { type, pattern } of PATTERNS[language]) {
    const groups = pattern.exec(goal.trim())?.groups;
    if (groups === undefined) continue;
    const { x = "", y, o = "", a = "", b = "", t = "" } = groups;
    return {
      type,
      x: readDate(x, language),
      ...(y === undefined ? {} : { y: readDate(y, language) }),
      organisation: o,
      from: a,
      to: b,
      hour: Number(t.split(":")[0]),
    };
  }
  return undefined;
}
