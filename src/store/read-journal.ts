import { open } from "node:fs/promises";
import { errorCode, fileError } from "./file-error.ts";

const CHUNK_BYTES = 1 << 20;
const NEWLINE = 10;

/** One line of a journal and where it stands. */
export interface JournalLine {
  readonly text: string;
  /** The line's first byte in the file. */
  readonly at: number;
}

/** What of a journal is whole. */
export interface JournalExtent {
  /** Bytes up to the end of the last whole line: write on from here. */
  readonly bytes: number;
  /** Bytes behind them that are no line: the process ended while it wrote them, or the power failed. */
  readonly torn: number;
}

/**
 * Reads a journal line by line as far as it is whole; a missing file is an empty one. `take` gives false for a line that is
 * damaged: that one and all behind it count as torn. `from` is where a line begins that was not read before.
 */
export async function readJournal(
  file: string,
  take: (line: JournalLine) => boolean,
  from = 0,
): Promise<JournalExtent> {
  const handle = await open(file).catch((error: unknown) => {
    if (errorCode(error) === "ENOENT") return undefined;
    throw fileError(error, file);
  });
  if (handle === undefined) return { bytes: 0, torn: 0 };
  try {
    const { size } = await handle.stat();
    let bytes = from;
    let next = from;
    let begun = Buffer.alloc(0);
    for (;;) {
      const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES, next);
      next += bytesRead;
      if (bytesRead === 0) return { bytes, torn: size - bytes };
      const chunk = Buffer.concat([begun, buffer.subarray(0, bytesRead)]);
      let begin = 0;
      for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, begin)) {
        if (!take({ text: chunk.toString("utf8", begin, end), at: bytes })) return { bytes, torn: size - bytes };
        bytes += end + 1 - begin;
        begin = end + 1;
      }
      begun = chunk.subarray(begin);
    }
  } finally {
    await handle.close();
  }
}
