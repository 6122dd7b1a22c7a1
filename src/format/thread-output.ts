import type { FileLayout } from "../core/json/layout.ts";
import { type DirectFile, type FileStand, writeAt } from "../store/direct-file.ts";
import { errorCode } from "../store/file-error.ts";
import { openFileTurns } from "../store/file-turns.ts";
import { punctuation } from "../store/row-punctuation.ts";
import { joinedRows } from "./joined-rows.ts";
import type { RowOutput } from "./open-output.ts";
import { rowContent } from "./row-content.ts";

/** The files that threads write together: one for each of the writer's, in its order. */
export interface SharedFiles {
  readonly files: readonly DirectFile[];
  /** See `FileTurns`: a turn for each run of rows. */
  readonly turns: SharedArrayBuffer;
}

/** What a thread's output is made with. */
export interface ThreadOutputOptions {
  /** The writer's file names. */
  readonly names: readonly string[];
  readonly layout: FileLayout;
  readonly shared: SharedFiles;
  /** How many blocks hold what has not been written yet, and their size. */
  readonly blocks: number;
  readonly blockBytes: number;
}

/** What is left to say when a run has been written. */
export interface WrittenRun {
  /** How the files stand at its end. */
  readonly stands: readonly FileStand[];
  /** Lines (JSON) of what it keeps aside. */
  readonly aside: readonly string[];
}

/** A thread's output: it writes runs of rows to files that other threads write too. */
export interface ThreadOutput extends RowOutput {
  begin(run: number): void;
  /** Ends when all of the run is in the files. */
  end(): WrittenRun;
}

/** A write that failed, and on which file. */
export class DirectWriteFailed extends Error {
  readonly code: string | undefined;
  readonly shownAs: string;

  constructor(cause: unknown, shownAs: string) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.code = errorCode(cause);
    this.shownAs = shownAs;
  }
}

/** What blocks hold, and where it belongs. */
interface PlacedRows {
  readonly file: DirectFile;
  readonly position: number;
  readonly parts: readonly Uint8Array[];
  readonly blocks: readonly Buffer[];
}

/**
 * Opens a thread's output. What a run gives is held until its turn comes, then has its place, and is written there while the
 * next one has its turn. Of a run that gives more than can be held, parts are written during its turn.
 */
export function threadOutput({ names, layout, shared, blocks, blockBytes }: ThreadOutputOptions): ThreadOutput {
  const contentOf = rowContent(layout);
  const turns = openFileTurns(shared.turns);
  const { opening, between } = punctuation(layout);
  const openingBytes = Buffer.from(opening);
  const betweenLength = Buffer.byteLength(between);
  const idle: ArrayBufferLike[] = [];
  let made = 0;
  let run = 0;
  let aside: string[] = [];

  function takeBlock(): Buffer {
    if (idle.length === 0 && made === blocks) {
      turns.wait(run);
      writePlaced(placeHeld());
    }
    const known = idle.pop();
    if (known === undefined) made++;
    return Buffer.from(known ?? new ArrayBuffer(blockBytes));
  }

  const held = names.map(() => joinedRows(layout, takeBlock));
  const byName = new Map(names.map((name, at) => [name, held[at]!]));

  /** Gives what is held its place in the files; only during this thread's turn. */
  function placeHeld(): PlacedRows[] {
    return held.map((joined, at) => {
      const { blocks, rows } = joined.take();
      const stand = turns.stand(at);
      const isOpening = stand.rows === 0 && rows > 0;
      const parts = isOpening ? [openingBytes, blocks[0]!.subarray(betweenLength), ...blocks.slice(1)] : blocks;
      const bytes = parts.reduce((sum, part) => sum + part.length, 0);
      turns.add(at, bytes, rows);
      return { file: shared.files[at]!, position: stand.bytes, parts, blocks };
    });
  }

  function writePlaced(placed: readonly PlacedRows[]): void {
    for (const { file, position, parts, blocks } of placed) {
      writeNamed(file, parts, position);
      for (const { buffer } of blocks) idle.push(buffer);
    }
  }

  return {
    write: (row) => byName.get(row.file)!.write(contentOf(row)),
    keepAside: async (line) => void aside.push(line),
    async finish() {
      return { files: [] };
    },
    begin(number) {
      run = number;
    },
    end() {
      turns.wait(run);
      const placed = placeHeld();
      const stands = names.map((_, at) => turns.stand(at));
      turns.pass();
      writePlaced(placed);
      const kept = aside;
      aside = [];
      return { stands, aside: kept };
    },
  };
}

function writeNamed({ descriptor, shownAs }: DirectFile, parts: readonly Uint8Array[], position: number): void {
  try {
    writeAt(descriptor, parts, position);
  } catch (error) {
    throw new DirectWriteFailed(error, shownAs);
  }
}
