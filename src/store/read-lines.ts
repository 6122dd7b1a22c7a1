import { isUtf8 } from "node:buffer";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";
import { DatasetDamagedError } from "../core/errors.ts";
import { compressionOf, decompressor } from "./compression.ts";
import { errorCode, fileError } from "./file-error.ts";

const CHUNK_BYTES = 1 << 19;
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
    const end = chunk.lastIndexOf(NEWLINE) + 1;
    if (end > 0) {
      const whole = begun.length === 0 ? chunk.subarray(0, end) : Buffer.concat([...begun, chunk.subarray(0, end)]);
      begun = [];
      const lines = splitLines(whole, file, line);
      line += lines.length;
      yield lines;
    }
    if (end < chunk.length) begun.push(chunk.subarray(end));
  }
  if (begun.length > 0) throw damaged("its last line is cut off", file, line + 1);
}

async function* readChunks(file: string): AsyncGenerator<Buffer> {
  const compression = compressionOf(file);
  const bytes = createReadStream(file, { highWaterMark: CHUNK_BYTES });
  // The failure of either stream also ends the iteration below.
  const stream = compression === "none" ? bytes : pipeline(bytes, decompressor(compression), () => undefined);
  try {
    for await (const chunk of stream) yield chunk as Buffer;
  } catch (error) {
    throw readError(error, file);
  } finally {
    bytes.destroy();
  }
}

function readError(error: unknown, file: string): unknown {
  const code = errorCode(error);
  if (code === "ENOENT" || code === "ENOTDIR" || code === "EISDIR") return damaged("the file is missing", file);
  if (code?.startsWith("Z") === true) return damaged("its compression is damaged", file);
  return fileError(error, file);
}

function splitLines(bytes: Buffer, file: string, before: number): string[] {
  const valid = isUtf8(bytes);
  const lines: string[] = [];
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(NEWLINE, from);
    if (!valid && !isUtf8(bytes.subarray(from, end)))
      throw damaged("it is not valid UTF-8", file, before + lines.length + 1);
    lines.push(bytes.toString("utf8", from, end));
    from = end + 1;
  }
  return lines;
}

function damaged(problem: string, file: string, line?: number): DatasetDamagedError {
  return new DatasetDamagedError(problem, "Make the dataset again, or restore the file from a copy.", { file, line });
}
