import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { JsonValue } from "../core/json/value.ts";
import { type StagedOutput, stageOutput } from "./atomic-write.ts";
import type { DatasetOptions } from "./dataset-options.ts";
import { fileError } from "./file-error.ts";
import { isDatasetFolder, type Manifest } from "./manifest.ts";
import { originNamer, type Parent, readParents } from "./parents.ts";
import type { DroppedRow, RowOrigin } from "./row.ts";
import { sealDataset, type WrittenDataset, type WrittenSidecar } from "./seal-dataset.ts";
import { openShards, type ShardWriter } from "./shard-writer.ts";
import { uniqueIds } from "./unique-ids.ts";

export type { DatasetOptions } from "./dataset-options.ts";
export type { DroppedRow, RowOrigin } from "./row.ts";

const SHARD_ROWS = 100_000;
const SHARD_BYTES = 1 << 30;

/** A row for {@link DatasetWriter.append}. */
export interface NewRow {
  readonly id: string;
  /** One line of exact JSON, without the newline. */
  readonly text: string;
  readonly origin: RowOrigin;
}

/**
 * A dataset that is being written. Every promise is to be awaited before the next call; most calls need none. A failed
 * call means that the dataset cannot be finished: call `abandon`.
 */
export interface DatasetWriter {
  /** Adds a row and gives the id that it got: a repeated id is numbered, `id~2`, `id~3`. */
  append(row: NewRow): Promise<string> | string;
  /** Keeps a row that was left out, and counts it by reason. */
  drop(row: DroppedRow): Promise<void> | void;
  /** Keeps a JSON text (one line) beside the row that got this id. The name has letters, digits, `-` and `_`. */
  sidecar(name: string, id: string, text: string): Promise<void> | void;
  /** Sets a field of the manifest's `notes`. */
  note(key: string, value: JsonValue): void;
  /** Gives the whole dataset its final name. */
  finish(): Promise<Manifest>;
  /** Removes all that has been written. */
  abandon(): Promise<void>;
}

/**
 * Begins a dataset. It grows under a hidden name beside `path`, so that `path` never holds half of one.
 * @throws {OutputExistsError} when `path` exists and is no empty folder, unless it is a dataset and `force` is given
 * @throws {BusyError} when another process writes the same dataset
 */
export async function createDataset(path: string, options: DatasetOptions): Promise<DatasetWriter> {
  const staged = stageOutput(path, { kind: "folder", force: options.force, isOurs: isDatasetFolder });
  try {
    const parents = readParents(staged.path, options.parents ?? []);
    mkdirSync(staged.growing);
    return openWriter(path, options, staged, parents);
  } catch (error) {
    staged.abandon();
    throw fileError(error, path);
  }
}

function openWriter(
  path: string,
  options: DatasetOptions,
  staged: StagedOutput,
  parents: readonly Parent[],
): DatasetWriter {
  const ids = options.idsAreUnique === true ? undefined : uniqueIds();
  const originName = originNamer(parents);
  const reasons: Record<string, Record<string, number>> = {};
  const notes: Record<string, JsonValue> = {};
  const parts = shards("part");
  const index = shards("index");
  const sidecars = new Map<string, ShardWriter>();
  let dropped: ShardWriter | undefined;

  function shards(prefix: string): ShardWriter {
    const { compress = false, shardRows = SHARD_ROWS, shardBytes = SHARD_BYTES } = options;
    return openShards({ folder: staged.growing, shownAs: path, prefix, compress, shardRows, shardBytes });
  }

  function shardsIn(folder: string, name: string): ShardWriter {
    mkdirSync(join(staged.growing, folder), { recursive: true });
    return shards(`${folder}/${name}`);
  }

  function sidecarShards(name: string): ShardWriter {
    const known = sidecars.get(name);
    if (known !== undefined) return known;
    if (!/^[A-Za-z0-9_-]+$/.test(name)) throw new Error(`not a name for a sidecar: ${name}`);
    const writer = shardsIn("sidecars", name);
    sidecars.set(name, writer);
    return writer;
  }

  function countReason({ by, reason }: DroppedRow): void {
    const counts = reasons[by] ?? {};
    reasons[by] = counts;
    counts[reason] = (counts[reason] ?? 0) + 1;
  }

  function named(origin: RowOrigin): RowOrigin {
    const file = originName(origin.file);
    return file === origin.file ? origin : { ...origin, file };
  }

  function allShards(): ShardWriter[] {
    return [parts, index, ...(dropped === undefined ? [] : [dropped]), ...sidecars.values()];
  }

  async function abandon(): Promise<void> {
    await Promise.all(allShards().map((writer) => writer.abandon()));
    staged.abandon();
  }

  async function finish(): Promise<Manifest> {
    const [shards, indexes, out, beside] = await Promise.all([
      parts.finish(),
      index.finish(),
      dropped?.finish() ?? [],
      finishSidecars(sidecars),
    ]);
    const written: WrittenDataset = { shards, index: indexes, dropped: out, sidecars: beside };
    const manifest = await sealDataset(staged.growing, { options, parents, written, reasons, notes });
    await staged.commit();
    return manifest;
  }

  return {
    append(row) {
      requireLine(row.text, row.id);
      const moved = parts.full ? Promise.all([parts.next(), index.next()]) : undefined;
      const id = ids === undefined ? row.id : ids.claim(row.id);
      const part = parts.line(row.text);
      const place = index.line(JSON.stringify({ id, origin: named(row.origin) }));
      if (moved === undefined && part === undefined && place === undefined) return id;
      return Promise.all([moved, part, place]).then(() => id);
    },
    drop(row) {
      countReason(row);
      dropped ??= shardsIn("dropped", "dropped");
      const { id, by, reason, detail, origin, text } = row;
      return line(dropped, JSON.stringify({ id, by, reason, detail, origin: named(origin), text }));
    },
    sidecar(name, id, text) {
      requireLine(text, id);
      return line(sidecarShards(name), `{"id":${JSON.stringify(id)},"value":`, text, "}");
    },
    note(key, value) {
      notes[key] = value;
    },
    async finish() {
      try {
        return await finish();
      } catch (error) {
        await abandon();
        throw fileError(error, path);
      }
    },
    abandon,
  };
}

function line(writer: ShardWriter, ...pieces: readonly string[]): void | Promise<void> {
  const moved = writer.full ? writer.next() : undefined;
  const wait = writer.line(...pieces);
  return moved === undefined ? wait : Promise.all([moved, wait]).then(() => undefined);
}

/** A text that would break the line structure, or that UTF-8 cannot hold, is a bug of the caller. */
function requireLine(text: string, id: string): void {
  if (text.includes("\n")) throw new Error(`the text of row "${id}" has more than one line`);
  if (!text.isWellFormed()) throw new Error(`the text of row "${id}" has an unescaped lone surrogate`);
}

async function finishSidecars(sidecars: ReadonlyMap<string, ShardWriter>): Promise<WrittenSidecar[]> {
  const written = await Promise.all(
    [...sidecars].map(async ([name, writer]) => (await writer.finish()).map((shard) => ({ name, ...shard }))),
  );
  return written.flat();
}
