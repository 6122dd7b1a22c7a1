import type { ValueKind } from "./domain.ts";

/** What stands in one place of a table: days are written as ISO dates. */
export type Cell = string | number | null;

/** A column of a made-up table. */
export interface Column {
  readonly name: string;
  /** As questions and descriptions call it. */
  readonly noun: string;
  readonly type: "id" | ValueKind["type"];
  readonly unit?: string;
  /** The table whose ids stand in it. */
  readonly refersTo?: string;
  /** All words that may stand in it. */
  readonly words?: readonly string[];
  /** Its description is left out, so that only its name tells what it is. */
  readonly silent?: true;
}

/** A made-up table; its first column is the id. */
export interface Table {
  readonly name: string;
  readonly description: string;
  /** As questions call one of its rows, and several of them. */
  readonly noun: string;
  readonly plural: string;
  /** The measure word of Chinese. */
  readonly measure: string;
  readonly named: boolean;
  /** Rows of earlier years, which no question means. */
  readonly archived?: true;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

/** The table of this name, which must exist. */
export function tableOf(tables: readonly Table[], name: string): Table {
  return tables.find((table) => table.name === name)!;
}

/** The column of this name, which must exist. */
export function columnOf(table: Table, name: string): Column {
  return table.columns[columnAt(table, name)]!;
}

/** The place of a column in a table's rows. */
export function columnAt({ columns }: Table, name: string): number {
  return columns.findIndex((column) => column.name === name);
}

/** The column that tells rows apart in words: the name, or the id. */
export function identifierOf({ columns }: Table): Column {
  return columns.find(({ type }) => type === "name") ?? columns[0]!;
}
