import { renameSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { syncFolder } from "./atomic-write.ts";
import { fileError } from "./file-error.ts";

/**
 * Writes a small file so that its name holds all of the new text or what was there before. For a file that only one process
 * writes: whoever calls holds the lock of what it belongs to.
 */
export async function replaceFile(file: string, text: string): Promise<void> {
  const growing = growingName(file);
  try {
    await writeFile(growing, text, { flush: true });
    renameSync(growing, file);
    await syncFolder(dirname(file));
  } catch (error) {
    throw fileError(error, file);
  }
}

/** Where the new text of a file is while it is written. */
export function growingName(file: string): string {
  return `${file}.new`;
}
