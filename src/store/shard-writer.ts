import { join } from "node:path";
import { type ByteSink, openByteSink } from "./byte-sink.ts";
import type { Shard } from "./manifest.ts";

/** Where shards go and when a new one begins. */
export interface ShardOptions {
  /** The dataset's folder while it grows. */
  readonly folder: string;
  /** The dataset's path as the user knows it, for error messages. */
  readonly shownAs: string;
  /** File names begin with it: `part` or `sidecars/tree`. */
  readonly prefix: string;
  readonly compress: boolean;
  /** A shard with so many rows, or so many bytes before compression, is full. */
  readonly shardRows: number;
  readonly shardBytes: number;
}

/** A shard on disk, with the hash of the file itself beside the manifest's hash of its content. */
export interface WrittenShard extends Shard {
  readonly fileSha256: string;
}

/** A row of JSONL files that are filled one after the other. */
export interface ShardWriter {
  /** Is the present file full? The next line is then to be preceded by {@link ShardWriter.next}. */
  readonly full: boolean;
  /** Writes one line, given in pieces. A promise, where there is one, is to be awaited before the next line. */
  line(...pieces: readonly string[]): void | Promise<void>;
  /** Begins the next file; the promise, to be awaited, bounds how many old ones are on their way to the disk. */
  next(): Promise<void>;
  finish(): Promise<WrittenShard[]>;
  abandon(): Promise<void>;
}

/** Opens the first of a row of JSONL files. */
export function openShards(options: ShardOptions): ShardWriter {
  const done: WrittenShard[] = [];
  let closing: Promise<void> = Promise.resolve();
  let count = 0;
  let rows = 0;
  let file = fileName(options, count);
  let sink = open(options, file);

  async function close(before: Promise<void>, closed: ByteSink, shard: { file: string; rows: number }): Promise<void> {
    await before;
    done.push({ ...shard, ...(await closed.close()) });
  }

  return {
    get full() {
      return rows >= options.shardRows || sink.bytes >= options.shardBytes;
    },
    line(...pieces) {
      rows++;
      for (const piece of pieces) sink.write(piece);
      // Texts are taken in order, so the last promise stands for all.
      return sink.write("\n");
    },
    next() {
      const before = closing;
      closing = close(before, sink, { file, rows });
      // Whoever awaits `closing` later gets the failure; without this line it would end the process before.
      closing.catch(() => undefined);
      file = fileName(options, ++count);
      sink = open(options, file);
      rows = 0;
      return before;
    },
    async finish() {
      await close(closing, sink, { file, rows });
      return done;
    },
    async abandon() {
      await sink.abandon();
      await closing.catch(() => undefined);
    },
  };
}

function fileName({ prefix, compress }: ShardOptions, number: number): string {
  return `${prefix}-${String(number).padStart(5, "0")}.jsonl${compress ? ".zst" : ""}`;
}

function open({ folder, shownAs, compress }: ShardOptions, file: string): ByteSink {
  const compression = compress ? "zstd" : "none";
  return openByteSink(join(folder, file), { shownAs: join(shownAs, file), compression, hash: true, sync: true });
}
