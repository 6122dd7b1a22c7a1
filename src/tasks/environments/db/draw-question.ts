import type { Random } from "../../../core/random.ts";
import { evaluate, selectedRows, valueAt } from "./evaluate.ts";
import type { Ask, Condition, Hop, Path, Selection } from "./question.ts";
import { type Cell, type Column, columnAt, identifierOf, type Table, tableOf } from "./table.ts";

/** How far conditions reach, and how many there are, by level. */
const HOPS_BY_LEVEL = [0, 0, 1, 1, 2, 2];
const CONDITIONS_BY_LEVEL = [0, 1, 1, 2, 2, 3];

/** A question with what is right to answer. */
export interface DrawnQuestion {
  readonly selection: Selection;
  readonly ask: Ask;
  readonly right: readonly Cell[];
}

const ASK_TYPES = "count sum average highest lowest most least top names falling value value value".split(" ");

/** Draws a question that has one answer, over tables of which none is archived. */
export function drawQuestion(random: Random, tables: readonly Table[], level: number): DrawnQuestion {
  for (;;) {
    const drawn = tried(random, tables, level, random.pick(ASK_TYPES));
    if (drawn !== undefined) return drawn;
  }
}

/** Draws a question for one value of one row. */
export function drawValueQuestion(random: Random, tables: readonly Table[], level: number): DrawnQuestion {
  for (;;) {
    const drawn = tried(random, tables, level, "value");
    if (drawn !== undefined) return drawn;
  }
}

function tried(random: Random, tables: readonly Table[], level: number, type: string): DrawnQuestion | undefined {
  const table = subjectTable(random, tables, level, type);
  const hops = HOPS_BY_LEVEL[level]!;
  const ask = table && askOf(random, tables, table, type, hops);
  if (table === undefined || ask === undefined) return undefined;
  const count = Math.max(1, CONDITIONS_BY_LEVEL[level]! - (table.named ? 1 : 0));
  const selection =
    ask.type === "value" ? oneRow(random, table) : drawSelection(random, tables, table, { hops, count });
  if (selection === undefined) return undefined;
  const right = evaluate(tables, selection, ask);
  return right !== undefined && isGood(selectedRows(tables, selection).length, ask, right)
    ? { selection, ask, right }
    : undefined;
}

function isGood(rows: number, ask: Ask, right: readonly Cell[]): boolean {
  if (right.includes(null)) return false;
  if (ask.type === "value") return true;
  if (ask.type === "names") return rows > 1 && rows < 8;
  return rows > 1;
}

/** Names are asked for where rows have some. */
function subjectTable(random: Random, tables: readonly Table[], level: number, type: string): Table | undefined {
  const current = tables.filter(({ archived }) => archived !== true);
  const needsNames = ["most", "least", "names", "falling", "rising"].includes(type);
  if (needsNames) return random.pick(current.filter(({ named }) => named));
  return level > 1 || random.chance(0.5) ? current[0] : random.pick(current);
}

function askOf(random: Random, tables: readonly Table[], table: Table, type: string, hops: number): Ask | undefined {
  if (type === "value") return { type, path: drawPath(random, tables, table, hops) };
  if (type === "count") return { type };
  if (type === "names") return { type };
  if (type === "top") {
    const references = table.columns.filter((column) => column.refersTo !== undefined);
    return references.length === 0 ? undefined : { type, hop: hopBy(random.pick(references)) };
  }
  const numbers = table.columns.filter((column) => isNumber(column) && !(isAdding(type) && isYear(table, column)));
  if (numbers.length === 0) return undefined;
  const column = random.pick(numbers).name;
  if (type === "falling") return { type: "names", order: { column, descending: random.chance(0.5) } };
  return { type: type as "sum", column };
}

function isNumber({ type }: Column): boolean {
  return type === "integer" || type === "decimal";
}

function isAdding(type: string): boolean {
  return type === "sum" || type === "average";
}

function isYear(table: Table, column: Column): boolean {
  const at = columnAt(table, column.name);
  return column.unit === undefined && table.rows.every((row) => Number(row[at]) > 1850 && Number(row[at]) < 2030);
}

function hopBy(column: Column): Hop {
  return { column: column.name, table: column.refersTo! };
}

/** A path of as many hops as there are, up to so many, to a column that is no reference. */
function drawPath(random: Random, tables: readonly Table[], table: Table, hops: number): Path {
  const references = table.columns.filter((column) => column.refersTo !== undefined);
  if (hops > 0 && references.length > 0) {
    const hop = hopBy(random.pick(references));
    const rest = drawPath(random, tables, tableOf(tables, hop.table), hops - 1);
    return { hops: [hop, ...rest.hops], column: rest.column };
  }
  const identifier = identifierOf(table);
  const own = table.columns.filter(({ type }) => type !== "id" && type !== "reference");
  const others = own.filter((column) => column !== identifier);
  return { hops: [], column: random.pick(others).name };
}

/** A selection of one row by its name or number. */
export function oneRow(random: Random, table: Table): Selection {
  const { name } = identifierOf(table);
  const value = random.pick(table.rows)[columnAt(table, name)]!;
  return { table: table.name, conditions: [{ path: { hops: [], column: name }, operator: "is", value }] };
}

/** A selection by conditions, the first of which reaches as far as the level wants. */
export function drawSelection(
  random: Random,
  tables: readonly Table[],
  table: Table,
  { hops, count }: { readonly hops: number; readonly count: number },
): Selection | undefined {
  const conditions: Condition[] = [];
  for (let at = 0; at < count; at++)
    conditions.push(drawCondition(random, tables, table, at === 0 ? hops : random.below(hops + 1)));
  const ways = new Set(conditions.map(({ path }) => JSON.stringify(path)));
  return ways.size < count ? undefined : { table: table.name, conditions };
}

function drawCondition(random: Random, tables: readonly Table[], table: Table, hops: number): Condition {
  const drawn = drawPath(random, tables, table, hops);
  const end = drawn.hops.at(-1);
  const target = end === undefined ? table : tableOf(tables, end.table);
  // What is referred to may be meant by its name.
  const byName = end !== undefined && random.chance(0.4);
  const path = byName ? { hops: drawn.hops, column: identifierOf(target).name } : drawn;
  const value = valueAt(tables, table, random.pick(table.rows), path);
  const { type } = target.columns[columnAt(target, path.column)]!;
  const exact = type === "word" || type === "name";
  return { path, value, operator: exact ? "is" : random.pick(["over", "under"]) };
}
