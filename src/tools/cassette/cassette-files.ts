import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { InputMissingError } from "../../core/errors.ts";
import { logFiles } from "../../store/log-folder.ts";

/** What the files of a cassette are called: `calls-00000.jsonl`. */
export const CALLS = "calls";

/** Tells whether a cassette is still the one that it was. Throws InputMissingError for a folder that holds none. */
export async function hashOfCassette(folder: string): Promise<string> {
  const names = logFiles(folder, CALLS);
  if (names.length === 0)
    throw new InputMissingError("holds no cassette", "Record one first: --cassette record.", { file: folder });
  const hash = createHash("sha256");
  for (const name of names) {
    hash.update(`${name}\n`);
    for await (const chunk of createReadStream(join(folder, name))) hash.update(chunk as Buffer);
  }
  return hash.digest("hex");
}
