import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { MalformedInputError } from "../core/errors.ts";
import { giveBuffer, takeBuffer } from "./buffer-pool.ts";
import { compressionOf } from "./compression.ts";
import { damagedDataset } from "./damaged-dataset.ts";
import { splitLines } from "./decode-lines.ts";
import { gunzip, unzstd } from "./decompress.ts";
import { errorCode, fileError } from "./file-error.ts";

/** Lines are handed on in batches of about so many bytes: what dies young costs no memory. */
const BATCH_BYTES = 1 << 14;
const NEWLINE = 10;

/** How a file of a dataset is read. */
export interface ReadLinesOptions {
  /** Sees the uncompressed bytes as they pass. */
  readonly onBytes?: (bytes: Uint8Array) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The lines of one of a dataset's own files, in batches and without their newlines. Strict: each line ends in a newline.
 * @throws {DatasetDamagedError} when the file is missing, cut off, no valid UTF-8, or its compression is damaged
 */
export async function* readLines(file: string, options: ReadLinesOptions = {}): AsyncGenerator<string[]> {
  let line = 0;
  let begun: Buffer[] = [];
  for await (const chunk of readChunks(file)) {
    options.signal?.throwIfAborted();
    options.onBytes?.(chunk);
    let from = 0;
    if (begun.length > 0) {
      from = chunk.indexOf(NEWLINE) + 1;
      begun.push(Buffer.from(chunk.subarray(0, from === 0 ? chunk.length : from)));
      if (from === 0) continue;
      yield splitLines(Buffer.concat(begun), file, line++);
      begun = [];
    }
    const end = chunk.lastIndexOf(NEWLINE) + 1;
    while (from < end) {
      const to = chunk.indexOf(NEWLINE, Math.min(from + BATCH_BYTES, end) - 1) + 1;
      const lines = splitLines(chunk.subarray(from, to), file, line);
      line += lines.length;
      from = to;
      yield lines;
    }
    if (end < chunk.length) begun.push(Buffer.from(chunk.subarray(end)));
  }
  if (begun.length > 0) throw damagedDataset("its last line is cut off", file, line + 1);
}

/** The uncompressed bytes of one of a dataset's own files; a chunk is good until the next one is asked for. */
export async function* readChunks(file: string): AsyncGenerator<Buffer> {
  const compression = compressionOf(file);
  try {
    if (compression === "none") yield* readPlain(file);
    else yield* compression === "gzip" ? gunzip(createReadStream(file)) : unzstd(createReadStream(file), file);
  } catch (error) {
    throw readError(error, file);
  }
}

/** Two buffers in turn: one is read into while the other, good until the next one is asked for, is looked at. */
async function* readPlain(file: string): AsyncGenerator<Buffer> {
  const handle = await open(file);
  let next = takeBuffer();
  let other = takeBuffer();
  const readOn = () => {
    const reading = handle.read(next, 0, next.length, null);
    // Its failure is thrown where it is awaited; until then it must not count as forgotten.
    reading.catch(() => undefined);
    return reading;
  };
  let reading = readOn();
  try {
    for (;;) {
      const { bytesRead } = await reading;
      if (bytesRead === 0) return;
      const full = next;
      next = other;
      other = full;
      reading = readOn();
      yield full.subarray(0, bytesRead);
    }
  } finally {
    await reading.catch(() => undefined);
    giveBuffer(next);
    giveBuffer(other);
    await handle.close();
  }
}

function readError(error: unknown, file: string): unknown {
  const code = errorCode(error);
  if (code === "ENOENT" || code === "ENOTDIR" || code === "EISDIR") return damagedDataset("the file is missing", file);
  if (code?.startsWith("Z") === true || error instanceof MalformedInputError)
    return damagedDataset("its compression is damaged", file);
  return fileError(error, file);
}
