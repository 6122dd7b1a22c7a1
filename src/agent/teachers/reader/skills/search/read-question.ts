import type { FactKind } from "../../../../../tasks/environments/search/fact-kind.ts";
import { FACT_KINDS } from "../../../../../tasks/environments/search/fact-kinds.ts";
import { APART, COUNT, NAME_OF, ONLY_NAME } from "../../../../../tasks/environments/search/question-wordings.ts";
import type { Language } from "../../../../../templates/template.ts";
import { wordingPattern } from "../wording-pattern.ts";
import { type Phrase, readPhrase } from "./read-phrase.ts";

/** What a question is after. */
export type ReadQuestion =
  | { readonly asks: "name"; readonly of: Phrase }
  | { readonly asks: "value"; readonly of: Phrase; readonly kind: FactKind }
  | {
      readonly asks: "which";
      readonly of: Phrase;
      readonly or: Phrase;
      readonly kind: FactKind;
      readonly more: boolean;
    }
  | { readonly asks: "years"; readonly of: Phrase; readonly or: Phrase; readonly kind: FactKind }
  | { readonly asks: "books"; readonly of: Phrase; readonly after: number };

type Reader = (text: string, language: Language) => ReadQuestion | undefined;

/** Reads a question; undefined where it is of another kind. */
export function readQuestion(goal: string, language: Language): ReadQuestion | undefined {
  const text = goal.trim();
  for (const read of [whichOfTwo, yearsBetween, countOfBooks, nameAsked, valueAsked]) {
    const question = read(text, language);
    if (question !== undefined) return question;
  }
  return undefined;
}

function groupsOf(text: string, wording: string): Record<string, string> | undefined {
  return wordingPattern(wording).exec(text)?.groups;
}

const whichOfTwo: Reader = (text, language) => {
  const end = ONLY_NAME[language].find((one) => text.endsWith(one.trim()));
  const bare = end === undefined ? text : text.slice(0, -end.trim().length).trim();
  for (const kind of FACT_KINDS)
    for (const more of [true, false])
      for (const wording of (more ? kind.more : kind.less)?.[language] ?? []) {
        const { a, b } = groupsOf(bare, wording) ?? {};
        if (a !== undefined && b !== undefined)
          return { asks: "which", of: readPhrase(a, language), or: readPhrase(b, language), kind, more };
      }
  return undefined;
};

const yearsBetween: Reader = (text, language) => {
  for (const kind of FACT_KINDS)
    for (const event of kind.event?.[language] ?? [])
      for (const wording of APART[language]) {
        // Both events in one pattern, so that an "and" inside a phrase does not part them.
        const both = wording.replace("{a}", event).replace("{b}", event.replace("{x}", "{y}"));
        const { x, y } = groupsOf(text, both) ?? {};
        if (x !== undefined && y !== undefined)
          return { asks: "years", of: readPhrase(x, language), or: readPhrase(y, language), kind };
      }
  return undefined;
};

const countOfBooks: Reader = (text, language) => {
  for (const wording of COUNT[language]) {
    const { x, t } = groupsOf(text, wording) ?? {};
    if (x !== undefined && t !== undefined) return { asks: "books", of: readPhrase(x, language), after: Number(t) };
  }
  return undefined;
};

const nameAsked: Reader = (text, language) => {
  for (const wording of NAME_OF[language]) {
    const x = groupsOf(text, wording)?.["x"];
    if (x !== undefined) return { asks: "name", of: readPhrase(x, language) };
  }
  return undefined;
};

/** Of the wordings that fit the longest is meant. */
const valueAsked: Reader = (text, language) => {
  const fits = FACT_KINDS.filter(({ value }) => value.type !== "entity").flatMap((kind) =>
    kind.ask[language].flatMap((wording) => {
      const x = groupsOf(text, wording)?.["x"];
      return x === undefined ? [] : [{ kind, x, wording }];
    }),
  );
  const best = fits.toSorted((a, b) => b.wording.length - a.wording.length)[0];
  return best === undefined ? undefined : { asks: "value", of: readPhrase(best.x, language), kind: best.kind };
};
