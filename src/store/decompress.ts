import { pipeline, Readable, type Transform } from "node:stream";
import { createGunzip, createZstdDecompress } from "node:zlib";
import { MalformedInputError } from "../core/errors.ts";
import { CUT_OFF } from "./read-failure.ts";
import { ZstdFrames } from "./zstd-frames.ts";

/** Uncompressed bytes that a decompressor hands on at a time; the default of 16 kB costs a third of the speed. */
const CHUNK_BYTES = 1 << 18;

/** How bytes are compressed, told by the first four of them, whatever the file is called. */
export function compressionOfBytes(head: Uint8Array): "none" | "gzip" | "zstd" {
  const [first = 0, second, third, fourth] = head;
  if (first === 0x1f && second === 0x8b) return "gzip";
  if (first === 0x28 && second === 0xb5 && third === 0x2f && fourth === 0xfd) return "zstd";
  const isSkippableFrame = first >> 4 === 5 && second === 0x2a && third === 0x4d && fourth === 0x18;
  return isSkippableFrame ? "zstd" : "none";
}

/** The content of gzip data, all of its members. */
export async function* gunzip(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield* flow(bytes, createGunzip({ chunkSize: CHUNK_BYTES }));
}

/**
 * The content of Zstandard data, all of its frames: Node's own stream ends behind the first one, without a word about the
 * others.
 */
export async function* unzstd(bytes: AsyncIterable<Buffer>, file: string): AsyncGenerator<Buffer> {
  const frames = new ZstdFrames();
  const source = followed(bytes, frames);
  try {
    let rest = await withHead(source, Buffer.alloc(0));
    while (rest.length > 0) {
      if (compressionOfBytes(rest) !== "zstd") {
        const fix = "Get the file again; if it is whole, cut off what follows the compressed data.";
        throw new MalformedInputError("something else follows the compressed data", fix, { file });
      }
      rest = await withHead(source, yield* oneFrame(source, rest));
    }
  } finally {
    await source.return(undefined);
  }
  if (!frames.isWhole) throw new MalformedInputError("the compressed data ends too early", CUT_OFF, { file });
}

async function* followed(bytes: AsyncIterable<Buffer>, frames: ZstdFrames): AsyncGenerator<Buffer> {
  for await (const chunk of bytes) {
    frames.feed(chunk);
    yield chunk;
  }
}

/** Reads on until there are enough bytes to tell what they are, or no more. */
async function withHead(source: AsyncIterator<Buffer>, bytes: Buffer): Promise<Buffer> {
  let head = bytes;
  while (head.length < 4) {
    const next = await source.next();
    if (next.done === true) break;
    head = Buffer.concat([head, next.value]);
  }
  return head;
}

/** Decompresses one frame (or several: it is the stream's choice); returns what was taken from the source beyond it. */
async function* oneFrame(source: AsyncIterator<Buffer>, first: Buffer): AsyncGenerator<Buffer, Buffer> {
  const stream = createZstdDecompress({ chunkSize: CHUNK_BYTES });
  let fed: { chunk: Buffer; end: number }[] = [];
  const feed = (async function* () {
    let chunk: Buffer | undefined = first;
    let end = 0;
    while (chunk !== undefined) {
      end += chunk.length;
      fed = [...fed.filter((earlier) => earlier.end > stream.bytesWritten), { chunk, end }];
      yield chunk;
      const next: IteratorResult<Buffer, unknown> = await source.next();
      chunk = next.done === true ? undefined : next.value;
    }
  })();
  yield* flow(feed, stream);
  await feed.return(); // a chunk may still be on its way into `fed`
  const unused = fed.filter(({ end }) => end > stream.bytesWritten);
  return Buffer.concat(
    unused.map(({ chunk, end }) => chunk.subarray(Math.max(0, chunk.length - (end - stream.bytesWritten)))),
  );
}

function flow(bytes: AsyncIterable<Buffer>, stream: Transform): AsyncIterable<Buffer> {
  // A failure on either side destroys both, and so shows in the loop over the stream.
  pipeline(Readable.from(bytes, { objectMode: false }), stream, () => {});
  return stream;
}
