import { join } from "node:path";
import { type Dataset, readIndex } from "./dataset.ts";
import { readLineRuns } from "./line-runs.ts";
import { MANIFEST } from "./manifest.ts";
import { wholeShard } from "./read-shard.ts";
import type { RowRun } from "./rows-of-run.ts";
import { takeLines } from "./take-lines.ts";

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
