import type { FileStand } from "./direct-file.ts";

/**
 * Whose turn it is to add to files that several threads write together, and how the files stand: memory that they share.
 * Only the thread that has the turn may look at the stands and change them. Turns are numbered from 0.
 */
export interface FileTurns {
  /** Sleeps until it is this turn. */
  wait(turn: number): void;
  /** Ends the present turn: the next one begins. */
  pass(): void;
  stand(file: number): FileStand;
  add(file: number, bytes: number, rows: number): void;
}

const TURN_BYTES = 8;
const BYTES_PER_FILE = 16;

/** The memory for so many files. */
export function createFileTurns(files: number): SharedArrayBuffer {
  return new SharedArrayBuffer(TURN_BYTES + files * BYTES_PER_FILE);
}

/** The turns in a piece of shared memory, as any of the threads sees them. */
export function openFileTurns(memory: SharedArrayBuffer): FileTurns {
  const current = new Int32Array(memory, 0, 1);
  // Plain numbers, which count to 2^53: what one thread does before it passes its turn on, the one that takes it sees.
  const stands = new Float64Array(memory, TURN_BYTES);
  return {
    wait(turn) {
      for (;;) {
        const seen = Atomics.load(current, 0);
        if (seen === turn) return;
        Atomics.wait(current, 0, seen);
      }
    },
    pass() {
      Atomics.add(current, 0, 1);
      Atomics.notify(current, 0);
    },
    stand: (file) => ({ bytes: stands[2 * file]!, rows: stands[2 * file + 1]! }),
    add(file, bytes, rows) {
      stands[2 * file]! += bytes;
      stands[2 * file + 1]! += rows;
    },
  };
}
