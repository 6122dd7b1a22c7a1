import { InterruptedError, MalformedInputError, MatError } from "../core/errors.ts";
import type { FileLayout } from "../core/json/layout.ts";
import { byteChunks } from "./byte-chunks.ts";
import { FileRows } from "./input/file-rows.ts";
import type { InputFile } from "./input/input-file.ts";
import { findInputFiles } from "./input/input-files.ts";
import type { SourceRow } from "./row.ts";

export type { SourceRow } from "./row.ts";

/** What has been learnt of a file, once it has been read. */
export interface SourceFile {
  readonly file: string;
  readonly layout: FileLayout;
  /** Would writing the same rows in this layout give the same file, byte for byte? See `recogniseLayout`. */
  readonly recognised: boolean;
  /** Good rows. */
  readonly rows: number;
  /** Bytes, uncompressed. */
  readonly bytes: number;
}

/** How rows are read: see {@link readRows}. */
export interface ReadRowsOptions {
  /** Called for each row that cannot be read, and reading goes on where the next row can be found; absent, the error is thrown. */
  readonly onBadRow?: (error: MatError) => void;
  /** Called before each file's first row; `layout()` is what has been seen of the file so far, all but how it ends. */
  readonly onFileStart?: (file: { readonly file: string; layout(): FileLayout }) => void;
  /** Called behind each file. The layout costs a little speed, and is found only when this is given. */
  readonly onFile?: (file: SourceFile) => void;
  readonly signal?: AbortSignal;
}

/**
 * The rows of files, globs, folders, datasets and standard input (`-`), in batches, in order: JSONL, one JSON array, or
 * values that span lines; plain, gzip or Zstandard. Memory does not grow with the number of rows. Rows are cut out of their
 * files by their brackets and lines only: `parseRow` says whether one is JSON.
 * @throws {InputMissingError} when an input does not exist, or a folder holds nothing to read
 * @throws {PermissionError}
 * @throws {MalformedInputError} for an empty or damaged file, and for bytes that are not UTF-8
 */
export async function* readRows(inputs: readonly string[], options: ReadRowsOptions = {}): AsyncGenerator<SourceRow[]> {
  const files = await findInputFiles(inputs);
  for (const file of files) yield* readFile(file, options);
}

async function* readFile(file: InputFile, options: ReadRowsOptions): AsyncGenerator<SourceRow[]> {
  const name = file.path === "-" ? "standard input" : file.path;
  const reading = new FileRows(file, name, options.onFile !== undefined || options.onFileStart !== undefined);
  options.onFileStart?.({ file: name, layout: () => reading.layout().layout });
  try {
    for await (const chunk of byteChunks(file.path)) {
      for (const rows of reading.take(chunk)) yield* goodRows(rows, options);
      if (options.signal?.aborted)
        throw new InterruptedError("stopped while reading", "Run the command again.", { file: name });
    }
    for (const rows of reading.finish()) yield* goodRows(rows, options);
  } catch (error) {
    if (!(error instanceof MalformedInputError) || options.onBadRow === undefined) throw error;
    options.onBadRow(error); // what is left of this file cannot be read
  }
  options.onFile?.({ file: name, ...reading.layout(), rows: reading.goodRows, bytes: reading.byteCount });
}

/** Hands on what is good, and reports the rest or, without anyone to report to, throws the first of it. */
function* goodRows(rows: readonly (SourceRow | MatError)[], { onBadRow }: ReadRowsOptions): Generator<SourceRow[]> {
  const good: SourceRow[] = [];
  for (const row of rows) {
    if (!(row instanceof MatError)) good.push(row);
    else if (onBadRow !== undefined) onBadRow(row);
    else {
      if (good.length > 0) yield good;
      throw row;
    }
  }
  if (good.length > 0) yield good;
}
