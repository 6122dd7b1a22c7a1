import { readChunks } from "./read-lines.ts";
import { damagedDataset } from "./read-shard.ts";

const NEWLINE = 10;

/** Whole lines that follow each other in a file, newlines included, as bytes of their own memory. */
export interface LineRun {
  readonly bytes: Buffer<ArrayBuffer>;
  readonly lines: number;
}

/** The lines of one of a dataset's own files, undecoded, in runs of about so many bytes. Throws as `readLines` does. */
export async function* readLineRuns(file: string, runBytes: number, signal?: AbortSignal): AsyncGenerator<LineRun> {
  const gathered = gatherLines();
  let before = 0;
  for await (const chunk of readChunks(file)) {
    signal?.throwIfAborted();
    for (let from = 0; from < chunk.length; ) {
      const enough = Math.max(from, from + runBytes - gathered.size - 1);
      const end = enough < chunk.length ? chunk.indexOf(NEWLINE, enough) + 1 : 0;
      gathered.add(chunk.subarray(from, end === 0 ? chunk.length : end));
      if (end === 0) break;
      from = end;
      const run = gathered.take();
      before += run.lines;
      yield run;
    }
  }
  if (gathered.size === 0) return;
  const endsInLine = gathered.endsInNewline;
  const last = gathered.take();
  if (!endsInLine) throw damagedDataset("its last line is cut off", file, before + last.lines + 1);
  yield last;
}

function gatherLines() {
  let bytes = Buffer.allocUnsafeSlow(0);
  return {
    get size() {
      return bytes.length;
    },
    get endsInNewline() {
      return bytes.at(-1) === NEWLINE;
    },
    /** Copies: the chunk's memory is used again. */
    add(piece: Buffer): void {
      const joined = Buffer.allocUnsafeSlow(bytes.length + piece.length);
      joined.set(bytes, 0);
      joined.set(piece, bytes.length);
      bytes = joined;
    },
    take(): LineRun {
      const taken = bytes;
      bytes = Buffer.allocUnsafeSlow(0);
      return { bytes: taken, lines: countLines(taken) };
    },
  };
}

function countLines(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) lines++;
  return lines;
}
