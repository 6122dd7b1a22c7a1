import { statSync } from "node:fs";
import { OutputExistsError, UsageError } from "../core/errors.ts";
import type { FileLayout } from "../core/json/layout.ts";
import { stageOutput } from "./atomic-write.ts";
import { type ByteSink, openByteSink } from "./byte-sink.ts";
import { compressionOf } from "./compression.ts";
import type { DirectFile, FileStand } from "./direct-file.ts";
import { punctuation, rowWriter } from "./row-punctuation.ts";

/** What an existing file means to {@link createRowFile}. */
export interface RowFileOptions {
  /** Replace an existing file. */
  readonly force?: boolean;
}

/** A file of rows that is being written; it gets its final name when it is whole. */
export interface RowFile {
  /**
   * Takes one row, already in the file's layout (at depth 1 for an array, else 0; lines end in `\n`), as text or as pieces
   * of UTF-8. A promise, where there is one, is to be awaited before the next row and before the pieces change.
   */
  write(row: string | readonly Uint8Array[]): void | Promise<void>;
  /** For others, who write all of its rows, joined (see `joinRows`); undefined for a pipe and a compressed file. */
  direct(): DirectFile | undefined;
  /** Says how the file stands by what others have written. */
  grow(stand: FileStand): void;
  /** `end` says how the file ends where that was not known when it was begun. Bytes are counted before compression. */
  finish(end?: Pick<FileLayout, "finalNewline">): Promise<{ rows: number; bytes: number }>;
  /** Removes what has been written (a pipe or device keeps it). Also to be called when `write` has failed. */
  abandon(): Promise<void>;
}

interface Target {
  readonly sink: ByteSink;
  commit(): Promise<void>;
  abandon(): void;
}

/**
 * Creates a file of rows. `-` is standard output; a path that exists and is no regular file (`/dev/null`, a named pipe)
 * is written to directly; the ending `.gz` or `.zst` compresses. Missing folders above it are made.
 * @throws {OutputExistsError} for a folder, and for an existing file without `force`
 * @throws {BusyError} when another process writes the same file
 */
export async function createRowFile(path: string, layout: FileLayout, options: RowFileOptions = {}): Promise<RowFile> {
  const { sink, commit, abandon } = openTarget(path, options);
  const { opening, between } = punctuation(layout);
  const writeRow = rowWriter(layout, sink.write);
  let rows = 0;
  return {
    write(row) {
      if (rows > 0 && layout.container === "single") {
        throw new UsageError(
          "the layout of this file is one value, and there is more than one row",
          "Choose the layout jsonl or array.",
          { file: path },
        );
      }
      // Written one after the other, not joined: a text of some megabytes is not copied.
      sink.write(rows === 0 ? opening : between);
      rows++;
      return writeRow(row);
    },
    direct: sink.direct,
    grow(stand) {
      rows = stand.rows;
      sink.grow(stand.bytes);
    },
    async finish(end) {
      const { closing, empty } = punctuation({ ...layout, ...end });
      try {
        await sink.write(rows === 0 ? empty : closing);
        const { bytes } = await sink.close();
        await commit();
        return { rows, bytes };
      } catch (error) {
        await sink.abandon();
        abandon();
        throw error;
      }
    },
    async abandon() {
      await sink.abandon();
      abandon();
    },
  };
}

function openTarget(path: string, options: RowFileOptions): Target {
  const nothing = { commit: async () => undefined, abandon: () => undefined };
  if (path === "-" || path === "/dev/stdout")
    return { sink: openByteSink(1, { shownAs: "standard output" }), ...nothing };
  if (isDevice(path)) return { sink: openByteSink(path, { shownAs: path }), ...nothing };
  if (path.endsWith("/"))
    throw new OutputExistsError("is a folder where a file is needed", "Name a file.", { file: path });
  const staged = stageOutput(path, { ...options, kind: "file" });
  try {
    const sink = openByteSink(staged.growing, { shownAs: path, compression: compressionOf(path), sync: true });
    return { sink, commit: staged.commit, abandon: staged.abandon };
  } catch (error) {
    staged.abandon();
    throw error;
  }
}

function isDevice(path: string): boolean {
  try {
    const found = statSync(path);
    return !found.isFile() && !found.isDirectory();
  } catch {
    // Whatever is wrong with the path is named when the output is made.
    return false;
  }
}
