import type { ExpectedAnswer } from "../../answers/expected-answer.ts";
import { findNames } from "../../answers/find-names.ts";
import { findNumbers } from "../../answers/find-numbers.ts";
import { plainText } from "../../answers/plain-text.ts";
import type { Ask, Selection } from "./question.ts";
import { type Cell, type Column, columnAt, columnOf, identifierOf, type Table, tableOf } from "./table.ts";

/** One value, or several names. */
export type Expected =
  | ExpectedAnswer
  | {
      readonly kind: "names";
      readonly names: readonly string[];
      readonly ordered: boolean;
      /** Other names of the same table. */
      readonly rivals: readonly string[];
      readonly along: readonly string[];
    };

/** What an answer has to say for what is right. */
export function expectedOf(
  tables: readonly Table[],
  selection: Selection,
  ask: Ask,
  right: readonly Cell[],
  query: string,
): Expected {
  const table = tableOf(tables, selection.table);
  const along = [query];
  if (ask.type === "names") {
    const ordered = ask.order !== undefined;
    return { kind: "names", names: right.map(String), ordered, rivals: namesIn(table), along };
  }
  const [value] = right;
  // The measure word of Chinese stands where a unit does.
  if (ask.type === "count") return { kind: "number", value: Number(value), unit: table.measure, along };
  if (ask.type === "most" || ask.type === "least") return nameExpected(table, value!, along);
  if (ask.type === "top") return nameExpected(tableOf(tables, ask.hop.table), value!, along);
  if (ask.type !== "value") return numberExpected(columnOf(table, ask.column), value!, along, ask.type === "average");
  const end = ask.path.hops.at(-1);
  return valueExpected(end === undefined ? table : tableOf(tables, end.table), ask.path.column, value!, along);
}

function nameExpected(table: Table, name: Cell, along: readonly string[]): ExpectedAnswer {
  return { kind: "text", forms: [String(name)], rivals: namesIn(table), along };
}

/** An average may be given with more decimals than two, or cut off behind them. */
function numberExpected({ unit }: Column, value: Cell, along: readonly string[], isAverage: boolean): ExpectedAnswer {
  return {
    kind: "number",
    value: Number(value),
    ...(unit === undefined ? {} : { unit }),
    ...(isAverage ? { tolerance: 0.01 } : {}),
    along,
  };
}

function valueExpected(table: Table, name: string, value: Cell, along: readonly string[]): ExpectedAnswer {
  const column = columnOf(table, name);
  if (column.type === "name") return nameExpected(table, value, along);
  if (column.type === "word") return { kind: "text", forms: [String(value)], rivals: column.words ?? [], along };
  if (column.type !== "date") return numberExpected(column, value, along, false);
  const [year, month, day] = String(value).split("-").map(Number) as [number, number, number];
  return { kind: "date", year, month, day, along };
}

function namesIn(table: Table): string[] {
  const at = columnAt(table, identifierOf(table).name);
  return table.rows.map((row) => String(row[at]));
}

/** Does the query itself say what is right, so that to repeat it would pass? */
export function isGivenAway(expected: Expected, query: string): boolean {
  const text = plainText(query);
  if (expected.kind === "number") return findNumbers(text).some(({ value }) => value === expected.value);
  if (expected.kind === "date") return false;
  const right = (expected.kind === "names" ? expected.names : expected.forms).map(plainText);
  return right.some((name) => findNames(text, right).has(name));
}

/** The names or words that could be made up in place of an answer. */
export function valuesLike(expected: Expected): readonly string[] {
  return expected.kind === "text" || expected.kind === "names" ? expected.rivals : [];
}
