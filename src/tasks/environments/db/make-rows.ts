import type { ColumnKind, TableKind } from "./domain.ts";
import { type Cell, type Column, type Table, tableOf } from "./table.ts";
import type { TableDraw } from "./table-draw.ts";

/** How many of the names are like another, by level. */
const ALIKE_BY_LEVEL = [0, 0.1, 0.2, 0.3, 0.4, 0.5];

/** Draws the rows of a table; the tables that it refers to have theirs. */
export function makeRows(draw: TableDraw, kind: TableKind, table: Table, others: readonly Table[]): Cell[][] {
  const { random, level } = draw;
  const count = (table.named ? 6 + 2 * level : 14 + 5 * level) + random.below(4);
  const first = (table.named ? 10 : 1000) + random.below(400);
  const given: string[] = [];
  return Array.from({ length: count }, (_, row) =>
    table.columns.map((column): Cell => {
      if (column.type === "id") return first + row;
      if (column.type === "name") return nameFor(draw, kind, given);
      return cellOf(draw, kindOf(kind, column), column, others);
    }),
  );
}

/** Columns that were left out keep the others' order, and nouns tell them apart. */
function kindOf({ columns }: TableKind, { noun }: Column): ColumnKind {
  return columns.find((one) => one.noun.en === noun || one.noun.zh === noun)!;
}

function nameFor({ random, names, level }: TableDraw, { named }: TableKind, given: string[]): string {
  const like = given.length > 0 && random.chance(ALIKE_BY_LEVEL[level]!) ? random.pick(given) : undefined;
  const name =
    named === "person"
      ? like === undefined
        ? names.person()
        : names.personLike(like)
      : like === undefined
        ? names.stem()
        : names.stemLike(like);
  given.push(name);
  return name;
}

function cellOf(
  { random, language }: TableDraw,
  { value }: ColumnKind,
  column: Column,
  others: readonly Table[],
): Cell {
  if (value.type === "reference") return random.pick(tableOf(others, column.refersTo!).rows)[0]!;
  if (value.type === "word") return random.pick(value.words[language]);
  if (value.type === "date") return dayBetween(random.below, value.from, value.to);
  if (value.type === "integer") return value.least + random.below(value.most - value.least + 1);
  if (value.type === "decimal") return (value.least * 100 + random.below((value.most - value.least) * 100)) / 100;
  return null;
}

function dayBetween(below: (limit: number) => number, from: number, to: number): string {
  const padded = (value: number) => String(value).padStart(2, "0");
  return `${from + below(to - from + 1)}-${padded(1 + below(12))}-${padded(1 + below(28))}`;
}
