import { close, closeSync, fdatasync, ftruncateSync, openSync, write } from "node:fs";
import { setImmediate as nextTurn } from "node:timers/promises";
import { promisify } from "node:util";
import { fileError } from "./file-error.ts";

const writeFile = promisify(write);
const syncFile = promisify(fdatasync);
const closeFile = promisify(close);

/** How long what is written may wait for the disk: a loss of power costs so much, the end of a process costs nothing. */
const SYNC_MS = 50;

/** A file of lines that only grows: what many write at once goes to the disk together. */
export interface Journal {
  /** Where the next line will begin. */
  readonly bytes: number;
  /** Adds a line (without its newline). The promise ends once the system has it; after a failure every call fails. */
  append(line: string): Promise<void>;
  /** Brings all of it to the disk and closes the file. */
  close(): Promise<void>;
}

/** Lines that go to the system in one write, and whoever waits for it. */
interface Batch {
  readonly lines: string[];
  readonly written: PromiseWithResolvers<void>;
}

/**
 * Opens a journal for appending behind its first `at` bytes; what stands after them, such as a line that the end of a
 * process cut off, is removed. fsync follows within 50 ms, one for all lines of that time.
 */
export function openJournal(file: string, at = 0): Journal {
  const descriptor = openAt(file, at);
  const syncing = groupSync(descriptor, fail);
  let bytes = at;
  let batch = emptyBatch();
  let draining: Promise<void> | undefined;
  let failure: { readonly error: unknown } | undefined;

  function fail(error: unknown): void {
    failure ??= { error: fileError(error, file) };
  }

  async function drain(): Promise<void> {
    // All that comes in during this turn of the event loop is one write.
    await nextTurn();
    while (batch.lines.length > 0) {
      const full = batch;
      batch = emptyBatch();
      await commit(full);
    }
    draining = undefined;
  }

  async function commit({ lines, written }: Batch): Promise<void> {
    try {
      if (failure === undefined) await writeAll(descriptor, Buffer.from(lines.join("")));
    } catch (error) {
      fail(error);
    }
    if (failure !== undefined) return written.reject(failure.error);
    syncing.soon();
    written.resolve();
  }

  return {
    get bytes() {
      return bytes;
    },
    append(line) {
      if (failure !== undefined) return Promise.reject(failure.error);
      bytes += Buffer.byteLength(line) + 1;
      batch.lines.push(line, "\n");
      draining ??= drain();
      return batch.written.promise;
    },
    async close() {
      await draining;
      await syncing.end();
      await closeFile(descriptor);
      if (failure !== undefined) throw failure.error;
    },
  };
}

function emptyBatch(): Batch {
  const written = Promise.withResolvers<void>();
  // Who gave a line hears of a failure; a batch that nobody waits for must not end the process.
  written.promise.catch(() => undefined);
  return { lines: [], written };
}

function openAt(file: string, at: number): number {
  try {
    const descriptor = openSync(file, "a");
    try {
      ftruncateSync(descriptor, at);
      return descriptor;
    } catch (error) {
      closeSync(descriptor);
      throw error;
    }
  } catch (error) {
    throw fileError(error, file);
  }
}

/** Brings a file to the disk some time after each write, once for all writes of that time. */
function groupSync(descriptor: number, fail: (error: unknown) => void) {
  let timer: NodeJS.Timeout | undefined;
  let last: Promise<void> = Promise.resolve();
  const now = (): Promise<void> => {
    last = last.then(() => syncFile(descriptor)).catch(fail);
    return last;
  };
  return {
    soon(): void {
      timer ??= setTimeout(() => {
        timer = undefined;
        void now();
      }, SYNC_MS);
    },
    end(): Promise<void> {
      clearTimeout(timer);
      return now();
    },
  };
}

async function writeAll(descriptor: number, bytes: Buffer): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    done += (await writeFile(descriptor, bytes, done, bytes.length - done, null)).bytesWritten;
  }
}
