import { stat } from "node:fs/promises";
import { join } from "node:path";
import { compressionOf } from "./compression.ts";
import { damagedDataset } from "./damaged-dataset.ts";
import type { Shard } from "./manifest.ts";
import { readLines } from "./read-lines.ts";

/** The lines of one file of a dataset, which must be as many as the manifest says. */
export function readShard(path: string, shard: Shard, signal?: AbortSignal): AsyncGenerator<string[]> {
  return wholeShard(path, shard, readLines(join(path, shard.file), { signal }), (lines) => lines.length);
}

/** Batches of lines of one file of a dataset, however they are read; all together must be as many as the manifest says. */
export async function* wholeShard<T>(
  path: string,
  shard: Shard,
  batches: AsyncGenerator<T>,
  rowsOf: (batch: T) => number,
): AsyncGenerator<T> {
  const file = join(path, shard.file);
  await requireSize(file, shard);
  let rows = 0;
  for await (const batch of batches) {
    rows += rowsOf(batch);
    if (rows > shard.rows) break;
    yield batch;
  }
  if (rows !== shard.rows)
    throw damagedDataset(`has ${rows < shard.rows ? rows : "more"} rows where the manifest says ${shard.rows}`, file);
}

async function requireSize(file: string, shard: Shard): Promise<void> {
  if (compressionOf(file) !== "none") return;
  const size = await stat(file).then(
    (found) => found.size,
    () => undefined,
  );
  // A missing file is left to the reader, which names it.
  if (size !== undefined && size !== shard.bytes)
    throw damagedDataset(`has ${size} bytes where the manifest says ${shard.bytes}`, file);
}
