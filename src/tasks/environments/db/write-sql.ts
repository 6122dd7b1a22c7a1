import type { Ask, Change, Condition, Hop, Path, Selection } from "./question.ts";
import type { Cell } from "./table.ts";

/** The columns that a statement needs beside those that it names: the id of a table, and how its rows are called. */
export interface KeyColumns {
  id(table: string): string;
  name(table: string): string;
}

/** The SELECT that answers a question. */
export function writeQuery(selection: Selection, ask: Ask, keys: KeyColumns): string {
  const joins = createJoins(selection.table, keys);
  const where = whereOf(selection.conditions, joins);
  const [what, tail] = selected(selection.table, ask, joins, keys);
  return `SELECT ${what} FROM ${joins.from()}${where}${tail}`;
}

/** A value of a new row; that of a column which refers to a table may be given by what it is called there. */
export interface Field {
  readonly column: string;
  readonly value: Cell;
  readonly of?: string;
}

/** The INSERT of one row. */
export function writeInsert(table: string, fields: readonly Field[], keys: KeyColumns): string {
  const values = fields.map(({ value, of }) => {
    if (of === undefined) return literal(value);
    return `(SELECT ${quoted(keys.id(of))} FROM ${quoted(of)} WHERE ${quoted(keys.name(of))} = ${literal(value)})`;
  });
  const names = fields.map(({ column }) => quoted(column));
  return `INSERT INTO ${quoted(table)} (${names.join(", ")}) VALUES (${values.join(", ")})`;
}

/** The UPDATE or DELETE that makes a change. */
export function writeChange(change: Exclude<Change, { readonly type: "insert" }>, keys: KeyColumns): string {
  const { table } = change.selection;
  const where = rowsWhere(change.selection, keys);
  if (change.type === "delete") return `DELETE FROM ${quoted(table)}${where}`;
  const column = quoted(change.column);
  const sign = change.type === "raise" && change.by < 0 ? "-" : "+";
  const value = change.type === "set" ? literal(change.value) : `${column} ${sign} ${Math.abs(change.by)}`;
  return `UPDATE ${quoted(table)} SET ${column} = ${value}${where}`;
}

/** Conditions over other tables are left to a query for the ids. */
function rowsWhere(selection: Selection, keys: KeyColumns): string {
  const joins = createJoins(selection.table, keys);
  const where = whereOf(selection.conditions, joins);
  if (joins.count() === 1) return where.replaceAll("t1.", "");
  const id = quoted(keys.id(selection.table));
  return ` WHERE ${id} IN (SELECT t1.${id} FROM ${joins.from()}${where})`;
}

function selected(table: string, ask: Ask, joins: Joins, keys: KeyColumns): readonly [what: string, tail: string] {
  const own = (column: string) => joins.column({ hops: [], column });
  if (ask.type === "count") return ["count(*)", ""];
  if (ask.type === "value") return [joins.column(ask.path), ""];
  if (ask.type === "average") return [`round(avg(${own(ask.column)}), 2)`, ""];
  if (ask.type === "sum") return [`sum(${own(ask.column)})`, ""];
  if (ask.type === "highest" || ask.type === "lowest")
    return [`${ask.type === "highest" ? "max" : "min"}(${own(ask.column)})`, ""];
  if (ask.type === "top") {
    const name = joins.column({ hops: [ask.hop], column: keys.name(ask.hop.table) });
    return [`${name}, count(*) AS n`, ` GROUP BY ${name} ORDER BY n DESC, ${name} LIMIT 3`];
  }
  const name = own(keys.name(table));
  if (ask.type === "names") {
    const order = ask.order === undefined ? name : `${own(ask.order.column)}${ask.order.descending ? " DESC" : ""}`;
    return [name, ` ORDER BY ${order}`];
  }
  const column = own(ask.column);
  return [`${name}, ${column}`, ` ORDER BY ${column}${ask.type === "most" ? " DESC" : ""}, ${name} LIMIT 3`];
}

interface Joins {
  column(path: Path): string;
  from(): string;
  count(): number;
}

/** Each table that paths lead to is joined once for each way that leads there. */
function createJoins(table: string, keys: KeyColumns): Joins {
  const parts = [`${quoted(table)} AS t1`];
  const aliases = new Map<string, string>();
  const follow = (from: string, hop: Hop): string => {
    const way = `${from}/${hop.column}`;
    const known = aliases.get(way);
    if (known !== undefined) return known;
    const alias = `t${parts.length + 1}`;
    aliases.set(way, alias);
    const on = `${from}.${quoted(hop.column)} = ${alias}.${quoted(keys.id(hop.table))}`;
    parts.push(`${quoted(hop.table)} AS ${alias} ON ${on}`);
    return alias;
  };
  return {
    column: ({ hops, column }) => `${hops.reduce(follow, "t1")}.${quoted(column)}`,
    from: () => parts.join(" JOIN "),
    count: () => parts.length,
  };
}

const SIGNS: Readonly<Record<Condition["operator"], string>> = { is: "=", over: ">", under: "<" };

function whereOf(conditions: readonly Condition[], joins: Joins): string {
  const all = conditions.map(
    ({ path, operator, value }) => `${joins.column(path)} ${SIGNS[operator]} ${literal(value)}`,
  );
  return all.length === 0 ? "" : ` WHERE ${all.join(" AND ")}`;
}

function quoted(name: string): string {
  return /^[a-z_][a-z_0-9]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

function literal(value: Cell): string {
  if (value === null) return "NULL";
  return typeof value === "number" ? String(value) : `'${value.replaceAll("'", "''")}'`;
}
