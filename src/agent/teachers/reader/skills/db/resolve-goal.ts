import type { Ask, Condition, Hop, Path, Selection } from "../../../../../tasks/environments/db/question.ts";
import type { Cell } from "../../../../../tasks/environments/db/table.ts";
import {
  type Field,
  type KeyColumns,
  writeChange,
  writeInsert,
  writeQuery,
} from "../../../../../tasks/environments/db/write-sql.ts";
import { findColumn, findRow, findTable, nameColumn } from "./find-named.ts";
import type { SaidCondition, SaidGoal, SaidRows } from "./read-goal.ts";
import type { SeenColumn, SeenTable } from "./read-schema.ts";

/** A statement, or why there is none yet: a table whose columns nobody has looked at, or a word that nothing fits. */
export type Resolved = { readonly sql: string } | { readonly unseen: string } | { readonly unknown: string };

type Known = SeenTable & { readonly columns: readonly SeenColumn[] };

/** Puts a goal into SQL by the tables that were seen. */
export function resolveGoal(goal: SaidGoal, tables: readonly SeenTable[]): Resolved {
  try {
    return { sql: statementFor(goal, tables) };
  } catch (stop) {
    if (stop instanceof Stop) return stop.reason;
    throw stop;
  }
}

/** Ends the reading of a goal, from however deep in it. */
class Stop extends Error {
  readonly reason: Exclude<Resolved, { readonly sql: string }>;
  constructor(reason: Stop["reason"]) {
    super("stop");
    this.reason = reason;
  }
}

function known(table: SeenTable | undefined, word: string): Known {
  if (table === undefined) throw new Stop({ unknown: word });
  const { columns } = table;
  if (columns === undefined) throw new Stop({ unseen: table.name });
  return { ...table, columns };
}

function column(table: Known, noun: string): SeenColumn {
  const found = findColumn(table.columns, noun);
  if (found === undefined) throw new Stop({ unknown: noun });
  return found;
}

function behind(tables: readonly SeenTable[], { refersTo = "" }: SeenColumn): Known {
  return known(
    tables.find(({ name }) => name === refersTo),
    refersTo,
  );
}

function statementFor(goal: SaidGoal, tables: readonly SeenTable[]): string {
  const keys: KeyColumns = {
    id: (name) => behind(tables, { name: "", type: "", refersTo: name }).columns[0]!.name,
    name: (name) => nameColumn(behind(tables, { name: "", type: "", refersTo: name }).columns).name,
  };
  if (goal.asks === "insert") return insertFor(goal, tables, keys);
  const { table, conditions } = rowsFor(goal.rows, tables);
  const selection: Selection = { table: table.name, conditions };
  const [noun = ""] = goal.nouns;
  const own = () => column(table, noun);
  if (goal.asks === "delete") return writeChange({ type: "delete", selection }, keys);
  if (goal.asks === "set") {
    const value = valueFor(goal.value, own());
    return writeChange({ type: "set", selection, column: own().name, value }, keys);
  }
  if (goal.asks === "raise" || goal.asks === "lower") {
    const by = Number(valueFor(goal.value, own())) * (goal.asks === "raise" ? 1 : -1);
    return writeChange({ type: "raise", selection, column: own().name, by }, keys);
  }
  return writeQuery(selection, askFor(goal.asks, goal, table, tables), keys);
}

function askFor(
  asks: Exclude<SaidGoal["asks"], "set" | "raise" | "lower" | "delete" | "insert">,
  { nouns }: SaidGoal,
  table: Known,
  tables: readonly SeenTable[],
): Ask {
  const [noun = ""] = nouns;
  if (asks === "value") return { type: "value", path: pathFor(nouns, table, tables) };
  if (asks === "count") return { type: "count" };
  if (asks === "names") return { type: "names" };
  const { name, refersTo } = column(table, noun);
  if (asks === "falling" || asks === "rising")
    return { type: "names", order: { column: name, descending: asks === "falling" } };
  if (asks !== "top") return { type: asks, column: name };
  if (refersTo === undefined) throw new Stop({ unknown: noun });
  return { type: "top", hop: { column: name, table: refersTo } };
}

function rowsFor(rows: SaidRows, tables: readonly SeenTable[]): { table: Known; conditions: Condition[] } {
  if ("noun" in rows) {
    const table = known(findTable(tables, rows.noun), rows.noun);
    return { table, conditions: rows.conditions.map((one) => conditionFor(one, table, tables)) };
  }
  const found = findRow(tables, rows.row);
  const table = known(found?.table, rows.row);
  const named = nameColumn(table.columns);
  const value = valueFor(found!.name, named);
  return { table, conditions: [{ path: { hops: [], column: named.name }, operator: "is", value }] };
}

function conditionFor(said: SaidCondition, table: Known, tables: readonly SeenTable[]): Condition {
  const path = pathFor(said.nouns, table, tables);
  const end = path.hops.at(-1)?.table ?? table.name;
  const last = behind(tables, { name: "", type: "", refersTo: end }).columns.find(({ name }) => name === path.column)!;
  return { path, operator: said.operator, value: valueFor(said.value, last) };
}

/** Where the last noun is that of another table's row, its name is meant. */
function pathFor(nouns: readonly string[], table: Known, tables: readonly SeenTable[]): Path {
  const hops: Hop[] = [];
  let at = table;
  for (const [place, noun] of nouns.entries()) {
    const found = column(at, noun);
    if (found.refersTo === undefined && place < nouns.length - 1) throw new Stop({ unknown: noun });
    if (found.refersTo === undefined) return { hops, column: found.name };
    hops.push({ column: found.name, table: found.refersTo });
    at = behind(tables, found);
  }
  return { hops, column: nameColumn(at.columns).name };
}

function insertFor({ rows, fields }: SaidGoal, tables: readonly SeenTable[], keys: KeyColumns): string {
  const found = findRow(tables, (rows as { readonly row: string }).row);
  const table = known(found?.table, "");
  const [id] = table.columns;
  const said = fields.map((field): Field => {
    const one = table.columns.find(({ noun }) => noun !== undefined && field.startsWith(noun));
    if (one === undefined) throw new Stop({ unknown: field });
    const text = field.slice(one.noun!.length).replace(/^为|^ /, "");
    if (one.refersTo === undefined) return { column: one.name, value: valueFor(text, one) };
    behind(tables, one);
    return { column: one.name, value: text, of: one.refersTo };
  });
  return writeInsert(table.name, [{ column: id!.name, value: valueFor(found!.name, id!) }, ...said], keys);
}

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

/** A value as the column's type wants it. */
function valueFor(text: string, { type }: SeenColumn): Cell {
  if (type === "DATE") return dayIn(text);
  if (type === "VARCHAR") return text.trim();
  const number = Number(/-?\d+(?:\.\d+)?/.exec(text)?.[0] ?? Number.NaN);
  if (Number.isNaN(number)) throw new Stop({ unknown: text });
  return number;
}

function dayIn(text: string): string {
  const padded = (part: string | number) => String(part).padStart(2, "0");
  const [, year, month, day] = /(\d{4})[-年](\d+)[-月](\d+)/.exec(text) ?? [];
  if (year !== undefined) return [year, padded(month!), padded(day!)].join("-");
  const [, date, name = "", inYear] = /(\d+) (\p{L}{3})\p{L}* (\d{4})/u.exec(text) ?? [];
  if (date === undefined) throw new Stop({ unknown: text });
  return [inYear, padded(MONTHS.indexOf(name.toLowerCase()) + 1), padded(date)].join("-");
}
