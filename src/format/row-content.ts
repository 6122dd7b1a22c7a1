import type { FileLayout } from "../core/json/layout.ts";
import { stringifyJson } from "../core/json/stringify.ts";
import type { WrittenRow } from "./format.ts";

/** The level of indentation at which the rows of a file stand. */
export function rowDepth(layout: FileLayout): number {
  return layout.container === "array" && layout.style === "indent" ? 1 : 0;
}

/** A function from a row to its JSON in the layout: what the writer has made already, else what its value gives. */
export function rowContent(layout: FileLayout): (row: WrittenRow) => string | readonly Uint8Array[] {
  const depth = rowDepth(layout);
  return (row) => row.bytes ?? row.text ?? stringifyJson(row.value!, layout, depth);
}
