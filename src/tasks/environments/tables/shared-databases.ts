import { loadSource } from "./load-source.ts";
import { openTableDatabase, type TableDatabase } from "./table-database.ts";
import type { TableSource } from "./table-source.ts";

/** Databases that are kept open; worlds over the same tables share one, and hold none between their calls. */
const MOST_OPEN = 4;

const open = new Map<string, Promise<TableDatabase>>();

/** The database of a source: opened when it is first asked for, and anew after a statement that would not end. */
export async function sharedDatabase(source: TableSource, folder: string, reversed = false): Promise<TableDatabase> {
  const key = JSON.stringify([folder, reversed, source]);
  const before = open.get(key);
  if (before !== undefined) {
    const known = await before.catch(() => undefined);
    if (known !== undefined && !known.stuck) {
      moveLast(key);
      return known;
    }
    const others = open.get(key);
    if (others !== undefined && others !== before) return others;
    open.delete(key);
    known?.close();
  }
  const opening = openTableDatabase({ load: (connection) => loadSource(connection, source, folder), reversed });
  open.set(key, opening);
  opening.catch(() => open.delete(key));
  closeOldest();
  return opening;
}

function moveLast(key: string): void {
  const database = open.get(key);
  if (database === undefined) return;
  open.delete(key);
  open.set(key, database);
}

function closeOldest(): void {
  for (const [key, database] of open) {
    if (open.size <= MOST_OPEN) return;
    open.delete(key);
    database.then((one) => one.close()).catch(() => undefined);
  }
}
