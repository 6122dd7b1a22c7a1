import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { BusyError } from "../core/errors.ts";
import { fileError } from "./file-error.ts";
import { makeFolder } from "./make-folder.ts";
import { lockOutput, type OutputLock } from "./output-lock.ts";

/** A file of a folder of logs that this process alone writes to. */
export interface OwnLogFile {
  readonly name: string;
  readonly lock: OutputLock;
}

/** The names of the files `PREFIX-00000.jsonl` in a folder, in order. Throws InputMissingError where there is no such folder. */
export function logFiles(folder: string, prefix: string): string[] {
  const form = new RegExp(`^${prefix}-\\d{5,}\\.jsonl$`);
  try {
    return readdirSync(folder)
      .filter((name) => form.test(name))
      .sort();
  } catch (error) {
    throw fileError(error, folder);
  }
}

/** Takes the first file that no other process has, and makes the folder where there is none. */
export function takeLogFile(folder: string, prefix: string): OwnLogFile {
  try {
    makeFolder(resolve(folder));
  } catch (error) {
    throw fileError(error, folder);
  }
  for (let number = 0; ; number++) {
    try {
      const name = `${prefix}-${String(number).padStart(5, "0")}.jsonl`;
      return { name, lock: lockOutput(join(folder, name)) };
    } catch (error) {
      if (!(error instanceof BusyError)) throw error;
    }
  }
}
