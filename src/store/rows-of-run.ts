import type { DatasetRow } from "./dataset.ts";
import { decodeLines } from "./decode-lines.ts";
import { parseIndexLine } from "./own-line.ts";

/** Rows of a dataset that follow each other, undecoded: what can be handed to another thread. */
export interface RowRun {
  /** How many of the lines, from the first, are meant. */
  readonly rows: number;
  /** Lines of the part file; memory of its own. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The lines of the index that belong to them. */
  readonly places: readonly string[];
  readonly part: string;
  readonly indexFile: string;
  /** How many lines of the part, and rows of the dataset, stand before them. */
  readonly linesBefore: number;
  readonly rowsBefore: number;
}

/** The rows of a run, decoded: what `dataset.rows()` gives. */
export function* rowsOfRun(run: RowRun): Generator<DatasetRow> {
  const { part, indexFile, linesBefore, rowsBefore } = run;
  const { buffer, byteOffset, byteLength } = run.bytes;
  let at = 0;
  for (const text of decodeLines(Buffer.from(buffer, byteOffset, byteLength), part, linesBefore)) {
    if (at === run.rows) return;
    const place = parseIndexLine(run.places[at]!, indexFile);
    yield { ...place, text, part, index: rowsBefore + at, line: linesBefore + at + 1 };
    at++;
  }
}
