import { damagedDataset } from "./damaged-dataset.ts";
import { readChunks } from "./read-lines.ts";

const NEWLINE = 10;

/** Whole lines that follow each other in a file, newlines included, as bytes of their own memory. */
export interface LineRun {
  readonly bytes: Buffer<ArrayBuffer>;
  readonly lines: number;
}

/** The lines of one of a dataset's own files, undecoded, in runs of about so many bytes. Throws as `readLines` does. */
export async function* readLineRuns(file: string, runBytes: number, signal?: AbortSignal): AsyncGenerator<LineRun> {
  const gathered = gatherLines(runBytes);
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

/** Room for a run, and for the line that ends it, most often: what is too little is doubled. */
const ROOM = 1.25;

function gatherLines(runBytes: number) {
  let memory = Buffer.alloc(0);
  let size = 0;
  const makeRoom = (needed: number) => {
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, memory.length * 2, Math.ceil(runBytes * ROOM)));
    memory.copy(larger, 0, 0, size);
    memory = larger;
  };
  return {
    get size() {
      return size;
    },
    get endsInNewline() {
      return memory[size - 1] === NEWLINE;
    },
    /** Copies: the chunk's memory is used again. */
    add(piece: Buffer): void {
      if (size + piece.length > memory.length) makeRoom(size + piece.length);
      memory.set(piece, size);
      size += piece.length;
    },
    take(): LineRun {
      const bytes = memory.subarray(0, size);
      memory = Buffer.alloc(0);
      size = 0;
      return { bytes, lines: countLines(bytes) };
    },
  };
}

function countLines(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) lines++;
  return lines;
}
