import { type FileHandle, open } from "node:fs/promises";
import { compressionOfBytes, gunzip, unzstd } from "./decompress.ts";
import { readFailure } from "./read-failure.ts";

const CHUNK_BYTES = 1 << 18;

/**
 * The content of a file (`-` is standard input), decompressed where its first bytes say so. A chunk is valid only until
 * the next one is asked for: its memory is used again.
 * @throws {InputMissingError | PermissionError | MalformedInputError}
 */
export async function* byteChunks(path: string): AsyncGenerator<Buffer> {
  try {
    yield* decompressed(path === "-" ? standardInput() : fileChunks(path), path);
  } catch (error) {
    throw readFailure(error, path);
  }
}

async function* decompressed(chunks: AsyncGenerator<Buffer>, path: string): AsyncGenerator<Buffer> {
  const first = await chunks.next();
  if (first.done === true) return;
  const compression = compressionOfBytes(first.value);
  const all = startingWith(first.value, chunks);
  if (compression === "none") yield* all;
  else yield* compression === "gzip" ? gunzip(copied(all)) : unzstd(copied(all), path);
}

async function* startingWith(first: Buffer, others: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield first;
    yield* others;
  } finally {
    await others.return(undefined);
  }
}

/** Chunks that last: decompressors queue what they are given. */
async function* copied(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) yield Buffer.from(chunk);
}

async function* standardInput(): AsyncGenerator<Buffer> {
  yield* process.stdin as AsyncIterable<Buffer>;
}

/** Reads ahead by one chunk, into two buffers by turns. */
async function* fileChunks(path: string): AsyncGenerator<Buffer> {
  const handle = await open(path, "r");
  let ahead = readInto(handle, Buffer.allocUnsafeSlow(CHUNK_BYTES));
  try {
    let spare: Buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES);
    for (;;) {
      const { buffer, bytesRead } = await ahead;
      if (bytesRead === 0) return;
      ahead = readInto(handle, spare);
      yield buffer.subarray(0, bytesRead);
      spare = buffer;
    }
  } finally {
    await ahead.catch(() => undefined);
    await handle.close();
  }
}

function readInto(handle: FileHandle, buffer: Buffer): Promise<{ buffer: Buffer; bytesRead: number }> {
  const reading = handle.read(buffer, 0, buffer.length, null);
  reading.catch(() => undefined); // it is awaited later, and must not count as unhandled until then
  return reading;
}
