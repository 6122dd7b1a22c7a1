import { ALL, AND, ASKS, CHANGES, CONDITIONS } from "../../../../../tasks/environments/db/question-wordings.ts";
import type { Language } from "../../../../../templates/template.ts";
import { wordingPattern } from "../wording-pattern.ts";

/** Rows as a goal speaks of them: by a noun and conditions, each on a chain of nouns, or one row by its name. */
export type SaidRows =
  | { readonly noun: string; readonly conditions: readonly SaidCondition[] }
  /** "customer Vask": noun and name are told apart once the tables are known. */
  | { readonly row: string };

/** A condition in words. */
export interface SaidCondition {
  /** From the row outwards. */
  readonly nouns: readonly string[];
  readonly operator: "is" | "over" | "under";
  readonly value: string;
}

/** What a goal asks for, in its own words. */
export interface SaidGoal {
  readonly asks: keyof typeof ASKS | keyof typeof CHANGES;
  readonly rows: SaidRows;
  /** The column, or for a value the nouns from the row outwards. */
  readonly nouns: readonly string[];
  readonly value: string;
  /** The fields of a new row. */
  readonly fields: readonly string[];
}

/** Reads a question or a change; undefined where it is of another kind. */
export function readGoal(goal: string, language: Language): SaidGoal | undefined {
  const text = goal.trim();
  for (const [kind, wordings] of Object.entries(KINDS))
    for (const wording of wordings[language].flatMap((one) => [one.replace("{w}", `${ALL[language]}{s}`), one])) {
      const groups = wordingPattern(wording).exec(text)?.groups;
      if (groups !== undefined) return saidGoal(kind as SaidGoal["asks"], groups, language);
    }
  return undefined;
}

const { falling, rising, value, ...others } = ASKS;
/** What is said in wider words, which goals of other kinds fit too, stands behind them; last of all a value. */
const KINDS = { ...CHANGES, falling, rising, ...others, value };

function saidGoal(asks: SaidGoal["asks"], groups: Record<string, string>, language: Language): SaidGoal {
  const { s, c, t, p, w, v = "", f, n, x } = groups;
  const fields = f?.replace(/[.。]$/, "").split(language === "zh" ? "；" : "; ") ?? [];
  if (p !== undefined) return { asks, ...readOwned(p, language), value: v, fields };
  const row = n === undefined ? w : language === "zh" ? `${n}${x}` : `${n} ${x}`;
  const rows = s === undefined ? { row: row ?? "" } : readRows(s, language);
  return { asks, rows, nouns: [c ?? t ?? ""], value: v, fields };
}

/** "the population of the home town of customer Vask" */
function readOwned(text: string, language: Language): Pick<SaidGoal, "rows" | "nouns"> {
  if (language === "zh") {
    const [row = "", ...nouns] = text.split("的");
    return { rows: { row }, nouns };
  }
  const parts = text.replace(/^the /i, "").split(" of the ");
  const last = parts.pop()!;
  const at = last.lastIndexOf(" of ");
  // "of the order": the row itself is not named.
  const [noun, row] = at === -1 ? [undefined, `the ${last}`] : [last.slice(0, at), last.slice(at + 4)];
  return { rows: { row }, nouns: [...parts, ...(noun === undefined ? [] : [noun])].toReversed() };
}

/** "orders whose status is paid and whose amount is above 5 euros" */
function readRows(text: string, language: Language): SaidRows {
  if (language === "zh") {
    const at = text.lastIndexOf("的");
    const said = at === -1 ? [] : text.slice(0, at).split(AND.zh);
    return { noun: text.slice(at + 1), conditions: said.flatMap((one) => readCondition(one, "zh")) };
  }
  const [noun = "", ...said] = text.split(/(?: and)? (?=whose |where the )/);
  return { noun, conditions: said.flatMap((one) => readCondition(one, "en")) };
}

const OPERATORS = { over: "over", under: "under", after: "over", before: "under", is: "is" } as const;

function readCondition(text: string, language: Language): SaidCondition[] {
  for (const [kind, wordings] of Object.entries(CONDITIONS))
    for (const wording of wordings[language]) {
      const { p, v } = wordingPattern(wording).exec(text)?.groups ?? {};
      if (p === undefined || v === undefined) continue;
      const nouns = p.split(language === "zh" ? "的" : "'s ");
      return [{ nouns, operator: OPERATORS[kind as keyof typeof OPERATORS], value: v }];
    }
  return [];
}
