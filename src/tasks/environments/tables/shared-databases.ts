import { HeldUpError } from "./held-up-error.ts";
import { loadSource } from "./load-source.ts";
import { openTableDatabase, type TableDatabase } from "./table-database.ts";
import type { TableSource } from "./table-source.ts";

/** Which tables, seen from which folder, in which order of rows. */
export interface DatabaseChoice {
  readonly source: TableSource;
  readonly folder: string;
  /** The rows of each table in the opposite order. */
  readonly reversed?: boolean;
}

/** Databases that are kept open beside those that are in use. */
const MOST_KEPT = 4;
const MOST_TRIES = 3;

interface Kept {
  readonly opening: Promise<TableDatabase>;
  users: number;
}

const kept = new Map<string, Kept>();

/**
 * Does something with the database of a source: opened when it is first asked for, and anew after a statement that would not
 * end. Worlds over the same tables share one, and hold none between their calls.
 */
export async function withDatabase<T>(choice: DatabaseChoice, work: (open: TableDatabase) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await useOnce(choice, work);
    } catch (error) {
      // Whoever waited behind a statement that would not end is not to suffer for it.
      if (!(error instanceof HeldUpError) || tries === MOST_TRIES) throw error;
    }
  }
}

async function useOnce<T>(choice: DatabaseChoice, work: (open: TableDatabase) => Promise<T>): Promise<T> {
  const key = JSON.stringify([choice.folder, choice.reversed ?? false, choice.source]);
  const entry = kept.get(key) ?? open(choice);
  // What was used last stands last.
  kept.delete(key);
  kept.set(key, entry);
  entry.users++;
  try {
    const database = await entry.opening;
    try {
      return await work(database);
    } finally {
      if (database.stuck && kept.get(key) === entry) kept.delete(key);
    }
  } catch (error) {
    if (kept.get(key) === entry && (await isLost(entry))) kept.delete(key);
    throw error;
  } finally {
    entry.users--;
    if (entry.users === 0 && kept.get(key) !== entry) closeEntry(entry);
    closeOldest();
  }
}

function open({ source, folder, reversed = false }: DatabaseChoice): Kept {
  const opening = openTableDatabase({ load: (connection) => loadSource(connection, source, folder), reversed });
  return { opening, users: 0 };
}

async function isLost({ opening }: Kept): Promise<boolean> {
  return opening.then(
    () => false,
    () => true,
  );
}

function closeOldest(): void {
  for (const [key, entry] of kept) {
    if (kept.size <= MOST_KEPT) return;
    if (entry.users > 0) continue;
    kept.delete(key);
    closeEntry(entry);
  }
}

function closeEntry({ opening }: Kept): void {
  opening.then((database) => database.close()).catch(() => undefined);
}
