import type { FileLayout } from "../core/json/layout.ts";
import { stringifyJson } from "../core/json/stringify.ts";
import type { WrittenRow } from "./format.ts";
import { rowDepth } from "./source-encoder.ts";

/** A function from a row to its JSON in the layout: what the writer has made already, else what its value gives. */
export function rowContent(layout: FileLayout): (row: WrittenRow) => string | readonly Uint8Array[] {
  const depth = rowDepth(layout);
  return (row) => row.bytes ?? row.text ?? stringifyJson(row.value!, layout, depth);
}
