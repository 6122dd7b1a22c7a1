import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import { isObject, type JsonObject, type JsonValue } from "../core/json/value.ts";
import { fileError } from "./file-error.ts";
import { type Journal, openJournal } from "./journal.ts";
import { logFiles, takeLogFile } from "./log-folder.ts";
import { createPlaceIndex } from "./place-index.ts";
import { readJournal } from "./read-journal.ts";
import { readLineAt } from "./read-line-at.ts";

/** Which folder of records, and how they are named. */
export interface KeyedLogOptions {
  readonly folder: string;
  /** What its files are called: `PREFIX-00000.jsonl`. */
  readonly prefix: string;
  /** The member of a record that is its key: a hash in hex, of 16 digits at least. */
  readonly key: string;
  readonly mode: "append" | "read";
  /** Which of two records of one key counts. */
  readonly counts: "first" | "last";
}

/** Records by their keys, in files that only grow. */
export interface KeyedLog {
  readonly folder: string;
  /** Keys that have a record. */
  readonly size: number;
  find(key: string): JsonObject | undefined;
  /** Adds a record, whose key comes first; the promise ends when the system has it. Only in the mode `append`. */
  append(record: JsonObject): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a folder of records, one JSON object a line. To append, a process takes the first file that no other one has, so that
 * many can do so at once; a last line that the end of a process cut off is removed there, and passed over elsewhere. What
 * other processes add later is found once it is opened again. In memory a record is a place in a file, of some 24 bytes.
 * @throws {InputMissingError} when there is no such folder, and it is to be read alone
 */
export async function openKeyedLog({ folder, prefix, key, mode, counts }: KeyedLogOptions): Promise<KeyedLog> {
  const own = mode === "append" ? takeLogFile(folder, prefix) : undefined;
  const index = createPlaceIndex();
  const files: number[] = [];
  const keyOf = keyReader(key);
  let ownFile = 0;
  let journal: Journal | undefined;

  async function load(name: string): Promise<void> {
    const path = join(folder, name);
    const isOwn = name === own?.name;
    const file = files.push(openSync(path, isOwn ? "a+" : "r")) - 1;
    const { bytes } = await readJournal(path, ({ text, at }) => {
      const found = keyOf(text);
      if (found !== undefined) index.note(found, { file, at }, counts === "last");
      return true;
    });
    if (!isOwn) return;
    ownFile = file;
    journal = openJournal(path, bytes);
  }

  async function close(): Promise<void> {
    for (const file of files.splice(0)) closeSync(file);
    await journal?.close().finally(() => own?.lock.release());
  }

  try {
    for (const name of new Set([...logFiles(folder, prefix), ...(own === undefined ? [] : [own.name])]))
      await load(name);
  } catch (error) {
    await close();
    own?.lock.release();
    throw fileError(error, folder);
  }
  return {
    folder,
    get size() {
      return index.size;
    },
    find(wanted) {
      const place = index.find(wanted);
      if (place === undefined) return undefined;
      const record = parseRecord(readLineAt(files[place.file]!, place.at));
      // Two keys may begin alike, and a line may be damaged.
      return record?.[key] === wanted ? record : undefined;
    },
    async append(record) {
      const place = { file: ownFile, at: journal!.bytes };
      await journal!.append(JSON.stringify(record));
      index.note(record[key] as string, place, counts === "last");
    },
    close,
  };
}

const HEX = /^[0-9a-f]{16,}$/;

/** Reads the key of a line; undefined for one that is damaged. Where it comes first the line is not taken apart. */
function keyReader(name: string): (line: string) => string | undefined {
  const head = `{${JSON.stringify(name)}:"`;
  return (line) => {
    const end = line.startsWith(head) ? line.indexOf('"', head.length) : -1;
    const key = end === -1 ? parseRecord(line)?.[name] : line.slice(head.length, end);
    return typeof key === "string" && HEX.test(key) ? key : undefined;
  };
}

function parseRecord(line: string | undefined): JsonObject | undefined {
  if (line === undefined) return undefined;
  try {
    const record = JSON.parse(line) as JsonValue;
    return isObject(record) ? record : undefined;
  } catch {
    return undefined;
  }
}
