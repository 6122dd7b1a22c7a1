import { join } from "node:path";
import type { Dataset } from "./dataset.ts";
import { type IndexLine, parseOwnLine } from "./own-line.ts";
import { readLines } from "./read-lines.ts";
import type { DroppedRow, RowOrigin } from "./row.ts";

/** Where a row stands in one dataset: kept in a part file, or among the dropped ones. */
export interface LocatedRow {
  readonly id: string;
  readonly origin: RowOrigin;
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** Set when it was dropped. */
  readonly dropped?: Pick<DroppedRow, "by" | "reason" | "detail">;
}

/** How a row is looked for. */
export interface LocateOptions {
  /** Sees every id on the way. */
  readonly onId?: (id: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Finds a row by id: among the rows, else among the dropped ones. */
export async function locateRow(dataset: Dataset, id: string, options: LocateOptions): Promise<LocatedRow | undefined> {
  return (await locateKept(dataset, id, options)) ?? (await locateDropped(dataset, id, options));
}

/** The row at a line of a part file, by the index beside it; undefined when there is no such line. */
export async function locateLine(
  dataset: Dataset,
  part: string,
  line: number,
  signal: AbortSignal | undefined,
): Promise<LocatedRow | undefined> {
  const number = dataset.manifest.shards.findIndex((shard) => shard.file === part);
  const index = dataset.manifest.index[number];
  if (index === undefined) return undefined;
  let before = 0;
  for await (const lines of readLines(join(dataset.path, index.file), { signal })) {
    const text = lines[line - 1 - before];
    if (text !== undefined)
      return { ...parseOwnLine<IndexLine>(text, index.file), file: join(dataset.path, part), line };
    before += lines.length;
  }
  return undefined;
}

async function locateKept(
  dataset: Dataset,
  id: string,
  { onId, signal }: LocateOptions,
): Promise<LocatedRow | undefined> {
  // Lines are compared as text; only the one that is looked for, or every one when somebody looks on, is parsed.
  const beginning = `{"id":${JSON.stringify(id)},`;
  for (const [number, { file }] of dataset.manifest.index.entries()) {
    const part = dataset.manifest.shards[number]?.file ?? file;
    let line = 0;
    for await (const lines of readLines(join(dataset.path, file), { signal })) {
      for (const text of lines) {
        line++;
        if (text.startsWith(beginning))
          return { ...parseOwnLine<IndexLine>(text, file), file: join(dataset.path, part), line };
        onId?.(parseOwnLine<IndexLine>(text, file).id);
      }
    }
  }
  return undefined;
}

async function locateDropped(
  dataset: Dataset,
  id: string,
  { onId, signal }: LocateOptions,
): Promise<LocatedRow | undefined> {
  for (const shard of dataset.manifest.dropped) {
    const file = join(dataset.path, shard.file);
    let line = 0;
    for await (const lines of readLines(file, { signal })) {
      for (const text of lines) {
        line++;
        const row = parseOwnLine<DroppedRow>(text, file);
        onId?.(row.id);
        if (row.id !== id) continue;
        const { by, reason, detail, origin } = row;
        return { id, origin, file, line, dropped: { by, reason, ...(detail !== undefined && { detail }) } };
      }
    }
  }
  return undefined;
}
