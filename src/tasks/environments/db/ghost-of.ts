import type { NameSource } from "../../names/name-source.ts";
import type { TaskFrame } from "../../task-frame.ts";
import { ASKS } from "./question-wordings.ts";
import { nounWith, sayOwned } from "./say-question.ts";
import { identifierOf, type Table } from "./table.ts";

/** What a query speaks of that does not exist. */
export interface Ghost {
  /** The row in words, or the whole query where the column is what is not there. */
  readonly phrase: string;
  readonly row?: string;
  readonly column?: string;
}

/** What none of the tables keeps. */
const COLUMNS = {
  en: ["shoe size", "blood type", "favourite colour", "passport number", "middle name", "zodiac sign", "door code"],
  zh: ["鞋码", "血型", "最喜欢的颜色", "护照号码", "曾用名", "星座", "门禁密码"],
};
/** Makes up a row that a table lacks, or a column that no table has of one of its rows. */
export function ghostOf(
  { frame: { random, language }, names }: { readonly frame: TaskFrame; readonly names: NameSource },
  table: Table,
): Ghost {
  const at = table.columns.indexOf(identifierOf(table));
  const known = random.pick(table.rows)[at]!;
  if (random.chance(0.5)) {
    const column = random.pick(COLUMNS[language]);
    const value = sayOwned(nounWith(table.noun, String(known), language), [column], language);
    return { phrase: random.pick(ASKS.value[language]).replace("{p}", value), column };
  }
  const row = table.named
    ? nameLike(names, String(known))
    : String(Number(table.rows.at(-1)![0]) + 20 + random.below(400));
  return { phrase: nounWith(table.noun, row, language), row };
}

/** A name that no row has. */
function nameLike(names: NameSource, known: string): string {
  const isPerson = known.includes(" ") || /^\p{Script=Han}{3}$/u.test(known);
  return isPerson ? names.personLike(known) : names.stemLike(known);
}
