import type { Cell } from "./table.ts";

/** A step to another table: the id in `column` is one of `table`. */
export interface Hop {
  readonly column: string;
  readonly table: string;
}

/** A value that belongs to a row: reached over some hops, at the end of which it stands in a column. */
export interface Path {
  readonly hops: readonly Hop[];
  readonly column: string;
}

/** What must hold for a row; `over` and `under` leave the value itself out. */
export interface Condition {
  readonly path: Path;
  readonly operator: "is" | "over" | "under";
  readonly value: Cell;
}

/** The rows of a table for which all conditions hold. */
export interface Selection {
  readonly table: string;
  readonly conditions: readonly Condition[];
}

/** What is asked of the selected rows; columns are those of the selected table. */
export type Ask =
  | { readonly type: "count" }
  | { readonly type: "sum" | "average" | "highest" | "lowest"; readonly column: string }
  /** The name of the one row that has most, or least, of something. */
  | { readonly type: "most" | "least"; readonly column: string }
  /** The name of what most rows refer to. */
  | { readonly type: "top"; readonly hop: Hop }
  | { readonly type: "names"; readonly order?: { readonly column: string; readonly descending: boolean } }
  /** Of one row. */
  | { readonly type: "value"; readonly path: Path };

/** A change that is asked for. */
export type Change =
  | { readonly type: "set"; readonly selection: Selection; readonly column: string; readonly value: Cell }
  /** `by` is negative where it is lowered. */
  | { readonly type: "raise"; readonly selection: Selection; readonly column: string; readonly by: number }
  | { readonly type: "delete"; readonly selection: Selection }
  | { readonly type: "insert"; readonly table: string; readonly row: readonly Cell[] };
