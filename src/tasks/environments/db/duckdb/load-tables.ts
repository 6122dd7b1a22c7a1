import type { DuckDBConnection } from "@duckdb/node-api";
import type { Cell, Column, Table } from "../table.ts";

const TYPES: Readonly<Record<Column["type"], string>> = {
  id: "INTEGER",
  reference: "INTEGER",
  integer: "INTEGER",
  decimal: "DECIMAL(10, 2)",
  date: "DATE",
  word: "VARCHAR",
  name: "VARCHAR",
};
/** A change that leaves more rows than this in a table is not taken over. */
const MOST_ROWS = 2000;

/** The SQL type of a column. */
export function sqlType({ type }: Column): string {
  return TYPES[type];
}

/** Takes the tables of another world away and puts these in their place. */
export async function loadTables(
  connection: DuckDBConnection,
  before: readonly Table[],
  tables: readonly Table[],
): Promise<void> {
  const drops = before.map(({ name }) => `DROP TABLE ${quoted(name)};`);
  await connection.run([...drops, ...tables.flatMap(statementsFor)].join("\n"));
}

function statementsFor({ name, columns, rows }: Table): string[] {
  const declared = columns.map((column) => `${quoted(column.name)} ${sqlType(column)}`).join(", ");
  const values = rows.map((row) => `(${row.map(literal).join(", ")})`).join(", ");
  const insert = rows.length === 0 ? [] : [`INSERT INTO ${quoted(name)} VALUES ${values};`];
  return [`CREATE TABLE ${quoted(name)} (${declared});`, ...insert];
}

/** The tables as they stand in the database. */
export async function readTables(connection: DuckDBConnection, tables: readonly Table[]): Promise<Table[]> {
  const read: Table[] = [];
  for (const table of tables) {
    const result = await connection.runAndReadUntil(`SELECT * FROM ${quoted(table.name)}`, MOST_ROWS + 1);
    const rows = result.getRowsJson();
    if (rows.length > MOST_ROWS) throw new Error(`a table can have ${MOST_ROWS} rows at most`);
    read.push({ ...table, rows: rows.map((row) => row.map((cell, at) => cellOf(cell, table.columns[at]!))) });
  }
  return read;
}

function cellOf(value: unknown, { type }: Column): Cell {
  if (value === null) return null;
  return type === "decimal" ? Number(value) : (value as Cell);
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function literal(cell: Cell): string {
  if (cell === null) return "NULL";
  return typeof cell === "number" ? String(cell) : `'${cell.replaceAll("'", "''")}'`;
}
