import type { Ask, Change, Condition, Path, Selection } from "./question.ts";
import { type Cell, columnAt, identifierOf, type Table, tableOf } from "./table.ts";

type Row = readonly Cell[];

/** The value that a path leads to from a row of a table. */
export function valueAt(tables: readonly Table[], table: Table, row: Row, path: Path): Cell {
  const [hop, ...hops] = path.hops;
  if (hop === undefined) return row[columnAt(table, path.column)]!;
  const target = tableOf(tables, hop.table);
  const next = target.rows.find(([id]) => id === row[columnAt(table, hop.column)])!;
  return valueAt(tables, target, next, { ...path, hops });
}

/** The rows that a selection means. */
export function selectedRows(tables: readonly Table[], { table, conditions }: Selection): Row[] {
  const from = tableOf(tables, table);
  return from.rows.filter((row) => conditions.every((one) => holds(valueAt(tables, from, row, one.path), one)));
}

function holds(value: Cell, { operator, value: limit }: Condition): boolean {
  if (operator === "is") return value === limit;
  if (value === null || limit === null) return false;
  return operator === "over" ? value > limit : value < limit;
}

/** What is right to answer; undefined where the question has no single answer. */
export function evaluate(tables: readonly Table[], selection: Selection, ask: Ask): readonly Cell[] | undefined {
  const table = tableOf(tables, selection.table);
  const rows = selectedRows(tables, selection);
  const named = (row: Row) => row[columnAt(table, identifierOf(table).name)]!;
  if (ask.type === "count") return [rows.length];
  if (rows.length === 0) return undefined;
  if (ask.type === "value") return rows.length === 1 ? [valueAt(tables, table, rows[0]!, ask.path)] : undefined;
  if (ask.type === "top")
    return mostCommon(rows.map((row) => valueAt(tables, table, row, nameBehind(tables, ask.hop))));
  if (ask.type === "names")
    return ask.order === undefined ? rows.map(named) : ordered(table, rows, ask.order)?.map(named);
  const cells = rows.map((row) => row[columnAt(table, ask.column)] as number);
  if (ask.type !== "most" && ask.type !== "least") return [aggregated(cells, ask.type)];
  const best = ask.type === "most" ? Math.max(...cells) : Math.min(...cells);
  const winners = rows.filter((_, at) => cells[at] === best);
  return winners.length === 1 ? [named(winners[0]!)] : undefined;
}

/** The path to the name of what a hop leads to. */
export function nameBehind(tables: readonly Table[], hop: Path["hops"][number]): Path {
  return { hops: [hop], column: identifierOf(tableOf(tables, hop.table)).name };
}

function ordered(
  table: Table,
  rows: readonly Row[],
  order: { column: string; descending: boolean },
): Row[] | undefined {
  const at = columnAt(table, order.column);
  if (new Set(rows.map((row) => row[at])).size < rows.length) return undefined;
  const rising = rows.toSorted((a, b) => (a[at]! < b[at]! ? -1 : 1));
  return order.descending ? rising.toReversed() : rising;
}

function mostCommon(values: readonly Cell[]): Cell[] | undefined {
  const counts = new Map<Cell, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [first, second] = [...counts].toSorted(([, a], [, b]) => b - a);
  return first === undefined || first[1] === second?.[1] ? undefined : [first[0]];
}

/** In hundredths, so that no binary fraction is added up; an average has two decimals. */
function aggregated(cells: readonly number[], by: "sum" | "average" | "highest" | "lowest"): number {
  if (by === "highest") return Math.max(...cells);
  if (by === "lowest") return Math.min(...cells);
  const sum = cells.reduce((total, cell) => total + Math.round(cell * 100), 0);
  return by === "sum" ? sum / 100 : Math.round(sum / cells.length) / 100;
}

/** The tables once a change is made; all others are as they were. */
export function applyChange(tables: readonly Table[], change: Change): Table[] {
  const name = change.type === "insert" ? change.table : change.selection.table;
  return tables.map((table) => (table.name === name ? { ...table, rows: changedRows(tables, table, change) } : table));
}

function changedRows(tables: readonly Table[], table: Table, change: Change): Row[] {
  if (change.type === "insert") return [...table.rows, change.row];
  const selected = new Set(selectedRows(tables, change.selection));
  if (change.type === "delete") return table.rows.filter((row) => !selected.has(row));
  const at = columnAt(table, change.column);
  const value = (cell: Cell) =>
    change.type === "set" ? change.value : Math.round((Number(cell) + change.by) * 100) / 100;
  return table.rows.map((row) => (selected.has(row) ? row.with(at, value(row[at]!)) : row));
}
