import type { Random } from "../../../core/random.ts";
import { drawSelection, oneRow } from "./draw-question.ts";
import { selectedRows } from "./evaluate.ts";
import type { Change, Selection } from "./question.ts";
import { type Cell, type Column, columnAt, type Table } from "./table.ts";

/** Draws a change that changes something, and not everything. */
export function drawChange(random: Random, tables: readonly Table[], level: number): Change {
  for (;;) {
    const change = tried(random, tables, level);
    if (change !== undefined) return change;
  }
}

/** Draws a change of one row that is meant by its name or number. */
export function drawRowChange(random: Random, tables: readonly Table[]): Change {
  const table = tables[0]!;
  const selection = oneRow(random, table);
  return random.chance(0.3) ? { type: "delete", selection } : setting(random, table, selection);
}

function tried(random: Random, tables: readonly Table[], level: number): Change | undefined {
  const main = tables[0]!;
  const type = random.pick(["set", "set", "raise", "delete", "insert"]);
  if (type === "insert") return { type, table: main.name, row: newRow(random, main) };
  // Rows that others refer to are never taken away.
  const table = type === "delete" || random.chance(0.6) ? main : random.pick(tables.filter((one) => !one.archived));
  const hops = [0, 0, 1, 1, 2, 2][level]!;
  const selection =
    level < 3 && random.chance(0.5)
      ? oneRow(random, table)
      : drawSelection(random, tables, table, { hops, count: level > 2 ? 2 : 1 });
  if (selection === undefined) return undefined;
  const count = selectedRows(tables, selection).length;
  if (count === 0 || count > table.rows.length / 2) return undefined;
  if (type === "delete") return { type, selection };
  const change = type === "set" ? setting(random, table, selection) : raising(random, table, selection);
  return change === undefined || meansItself(change) || !changes(tables, table, change) ? undefined : change;
}

/** A row with the next number, made of cells of other rows. */
function newRow(random: Random, { columns, rows }: Table): Cell[] {
  return columns.map(({ type }, at) => (type === "id" ? Number(rows.at(-1)![0]) + 1 : random.pick(rows)[at]!));
}

type SetOrRaise = Extract<Change, { readonly type: "set" | "raise" }>;

function setting(random: Random, table: Table, selection: Selection): SetOrRaise {
  const column = random.pick(table.columns.filter(({ type }) => ["word", "integer", "decimal", "date"].includes(type)));
  const value = random.pick(table.rows)[columnAt(table, column.name)]!;
  return { type: "set", selection, column: column.name, value };
}

function raising(random: Random, table: Table, selection: Selection): SetOrRaise | undefined {
  const numbers = table.columns.filter(({ type }: Column) => type === "integer" || type === "decimal");
  if (numbers.length === 0) return undefined;
  return { type: "raise", selection, column: random.pick(numbers).name, by: random.pick([2, 3, 5, 10, -1, -2, -4]) };
}

/** A change of what its own condition looks at could be made twice over. */
function meansItself({ selection, column }: SetOrRaise): boolean {
  return selection.conditions.some(({ path }) => path.hops.length === 0 && path.column === column);
}

function changes(tables: readonly Table[], table: Table, change: SetOrRaise): boolean {
  if (change.type === "raise") return true;
  const at = columnAt(table, change.column);
  return selectedRows(tables, change.selection).some((row) => row[at] !== change.value);
}
