import { join } from "node:path";
import { type Dataset, type DatasetRow, type IndexLine, parseOwnLine, readIndex } from "./dataset.ts";
import { readLineRuns } from "./line-runs.ts";
import { MANIFEST } from "./manifest.ts";
import { decodeLines } from "./read-lines.ts";
import { wholeShard } from "./read-shard.ts";
import { takeLines } from "./take-lines.ts";

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

/** All rows of a dataset in order, in runs of about so many bytes. Throws as `dataset.rows()` does. */
export async function* readRowRuns(dataset: Dataset, runBytes: number, signal?: AbortSignal): AsyncGenerator<RowRun> {
  const { path, manifest } = dataset;
  let rowsBefore = 0;
  for (const [number, shard] of manifest.shards.entries()) {
    const part = join(path, shard.file);
    const indexFile = join(path, manifest.index[number]?.file ?? MANIFEST);
    const places = takeLines(readIndex(path, manifest, number));
    const runs = wholeShard(path, shard, readLineRuns(part, runBytes, signal), ({ lines }) => lines);
    let linesBefore = 0;
    try {
      for await (const { bytes, lines } of runs) {
        yield { rows: lines, bytes, places: await places.take(lines), part, indexFile, linesBefore, rowsBefore };
        linesBefore += lines;
        rowsBefore += lines;
      }
    } finally {
      await places.end();
    }
  }
}

/** The rows of a run, decoded: what `dataset.rows()` gives. */
export function* rowsOfRun(run: RowRun): Generator<DatasetRow> {
  const { part, indexFile, linesBefore, rowsBefore } = run;
  const { buffer, byteOffset, byteLength } = run.bytes;
  let at = 0;
  for (const text of decodeLines(Buffer.from(buffer, byteOffset, byteLength), part, linesBefore)) {
    if (at === run.rows) return;
    const place = parseOwnLine<IndexLine>(run.places[at]!, indexFile);
    yield { ...place, text, part, index: rowsBefore + at, line: linesBefore + at + 1 };
    at++;
  }
}
