import { type Cell, type Column, identifierOf, type Table, tableOf } from "./table.ts";

/** A cell as people speak of it: what is referred to is called by its name. */
export function shownCell(tables: readonly Table[], { refersTo }: Column, cell: Cell): Cell {
  if (refersTo === undefined) return cell;
  const target = tableOf(tables, refersTo);
  return target.rows.find(([id]) => id === cell)![target.columns.indexOf(identifierOf(target))]!;
}
