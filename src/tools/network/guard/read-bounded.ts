import { Readable, type Transform } from "node:stream";
import { unpackersFor } from "../../../core/content-encoding.ts";
import { NetworkError } from "../../../core/errors.ts";

/** Bytes of a body, unpacked, and whether there were more. */
export interface BoundedBytes {
  readonly bytes: Uint8Array;
  readonly cut: boolean;
}

/** What packed bytes may be more than unpacked ones. */
const PACKING_OVERHEAD = 65_536;
/** Packed more than once is no server's habit, but a bomb's. */
const MOST_ENCODINGS = 2;

/**
 * The first so many bytes of a body, after unpacking it as `content-encoding` says; nothing more is ever unpacked or read.
 * `onData` hears of each piece that arrives.
 * @throws {NetworkError} for an encoding that is not known, and for bytes that are not of it
 */
export async function readBounded(
  body: Readable,
  encoding: string | undefined,
  maxBytes: number,
  onData: () => void,
): Promise<BoundedBytes> {
  const unpackers = unpackersOf(encoding);
  const raw = Readable.from(heard(body, maxBytes + PACKING_OVERHEAD, onData));
  const unpacked = unpackers.reduce<Readable>(through, raw);
  try {
    return await firstBytes(unpacked, maxBytes);
  } catch (error) {
    if (isZlibError(error)) throw wrongEncoding(`its bytes are not ${encoding}`, error);
    throw error;
  } finally {
    unpacked.on("error", () => {}).destroy();
    raw.on("error", () => {}).destroy();
    body.on("error", () => {}).destroy();
  }
}

function through(from: Readable, unpacker: Transform): Readable {
  from.on("error", (error) => unpacker.destroy(error));
  return from.pipe(unpacker);
}

function unpackersOf(encoding: string | undefined): Transform[] {
  const unpackers = unpackersFor(encoding);
  if (unpackers === undefined || unpackers.length > MOST_ENCODINGS) throw wrongEncoding(`it is packed as ${encoding}`);
  return unpackers;
}

function wrongEncoding(problem: string, cause?: unknown): NetworkError {
  const fix = "gzip, deflate, br and zstd are unpacked.";
  return new NetworkError("encoding", `the answer cannot be unpacked: ${problem}`, fix, { cause });
}

async function* heard(body: Readable, most: number, onData: () => void): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    onData();
    yield chunk;
    bytes += chunk.length;
    if (bytes > most) return;
  }
}

async function firstBytes(stream: Readable, maxBytes: number): Promise<BoundedBytes> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > maxBytes) break;
  }
  const bytes = Buffer.concat(chunks);
  return { bytes: bytes.subarray(0, maxBytes), cut: length > maxBytes };
}

function isZlibError(error: unknown): boolean {
  return /^(Z_|ERR__ERROR|ERR_PADDING|ERR_BROTLI|ERR__ERROR_FORMAT|ZSTD_)/.test(
    String((error as NodeJS.ErrnoException).code),
  );
}
