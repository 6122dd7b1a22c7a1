import { join, resolve } from "node:path";
import { NotADatasetError } from "../core/errors.ts";
import { recoverOutput } from "./atomic-write.ts";
import { type Content, requireContent } from "./content.ts";
import { damagedDataset } from "./damaged-dataset.ts";
import { MANIFEST, type Manifest, readManifest } from "./manifest.ts";
import { parseIndexLine, parseOwnLine } from "./own-line.ts";
import { readShard } from "./read-shard.ts";
import type { DroppedRow, RowOrigin } from "./row.ts";
import { takeLines } from "./take-lines.ts";

/** One row of a dataset. */
export interface DatasetRow {
  /** 0-based position in the dataset. */
  readonly index: number;
  readonly id: string;
  /** One line of exact JSON. */
  readonly text: string;
  /** Where it came from; the path of a parent's file is relative to this dataset's folder. */
  readonly origin: RowOrigin;
  /** The file that it stands in, with the dataset's path as the user gave it. */
  readonly part: string;
  /** 1-based line of that file. */
  readonly line: number;
}

/** One value kept beside a row. */
export interface SidecarRow {
  readonly id: string;
  /** The value as one line of exact JSON. */
  readonly text: string;
}

/** A dataset on disk. Reading holds a few megabytes, however large it is. */
export interface Dataset {
  readonly path: string;
  readonly manifest: Manifest;
  rows(options?: { signal?: AbortSignal }): AsyncGenerator<DatasetRow[]>;
  sidecarNames(): string[];
  /** The values of one sidecar in the order in which they were written; none when there is no such sidecar. */
  sidecar(name: string): AsyncGenerator<SidecarRow[]>;
  dropped(): AsyncGenerator<DroppedRow[]>;
}

/**
 * Opens a dataset. Its generators throw {@link DatasetDamagedError} where a file is missing or not as long as the manifest
 * says; hashes are checked by `verifyDataset` only.
 * @param content - what the rows must be; trajectories if not given
 * @throws {NotADatasetError} when the folder holds no manifest that this program can read, or its rows are something else
 */
export async function openDataset(path: string, content: Content = "trajectories"): Promise<Dataset> {
  const manifest = readOrRecover(path);
  requireContent(manifest, path, content);
  return {
    path,
    manifest,
    rows: (options = {}) => readRows(path, manifest, options.signal),
    sidecarNames: () => [...new Set(manifest.sidecars.map(({ name }) => name))],
    async *sidecar(name) {
      for (const shard of manifest.sidecars) {
        if (shard.name !== name) continue;
        const file = join(path, shard.file);
        for await (const lines of readShard(path, shard)) yield lines.map((line) => parseSidecarLine(line, file));
      }
    },
    async *dropped() {
      for (const shard of manifest.dropped) {
        const file = join(path, shard.file);
        for await (const lines of readShard(path, shard))
          yield lines.map((line) => parseOwnLine<DroppedRow>(line, file));
      }
    },
  };
}

function readOrRecover(path: string): Manifest {
  try {
    return readManifest(path);
  } catch (error) {
    if (error instanceof NotADatasetError && recoverOutput(resolve(path))) return readManifest(path);
    throw error;
  }
}

async function* readRows(
  path: string,
  manifest: Manifest,
  signal: AbortSignal | undefined,
): AsyncGenerator<DatasetRow[]> {
  let index = 0;
  for (const [number, shard] of manifest.shards.entries()) {
    const part = join(path, shard.file);
    const indexFile = join(path, manifest.index[number]?.file ?? MANIFEST);
    const places = takeLines(readIndex(path, manifest, number));
    let line = 0;
    try {
      for await (const texts of readShard(path, shard, signal)) {
        const entries = await places.take(texts.length);
        yield texts.map((text, at) => {
          const { id, origin } = parseIndexLine(entries[at]!, indexFile);
          return { id, origin, text, part, index: index++, line: ++line };
        });
      }
    } finally {
      await places.end();
    }
  }
}

/** The lines of the index of a shard, which must have one for each row. */
export function readIndex(path: string, manifest: Manifest, number: number): AsyncGenerator<string[]> {
  const shard = manifest.index[number];
  const rows = manifest.shards[number]?.rows;
  if (shard !== undefined && shard.rows === rows) return readShard(path, shard);
  throw damagedDataset(`has ${shard?.rows ?? "no"} lines for ${rows} rows`, join(path, shard?.file ?? MANIFEST));
}

/** A sidecar line as id and value; the value's text is cut out, so that it stays exact. */
export function parseSidecarLine(line: string, file: string): SidecarRow {
  const from = '{"id":'.length;
  let end = from + 1;
  while (end < line.length && line[end] !== '"') end += line[end] === "\\" ? 2 : 1;
  return { id: parseOwnLine<string>(line.slice(from, end + 1), file), text: line.slice(end + '","value":'.length, -1) };
}
