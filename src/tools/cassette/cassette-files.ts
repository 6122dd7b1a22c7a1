import { createHash } from "node:crypto";
import { createReadStream, readdirSync } from "node:fs";
import { join } from "node:path";
import { InputMissingError } from "../../core/errors.ts";
import { fileError } from "../../store/file-error.ts";

/** The name of a cassette's file. */
export function fileName(number: number): string {
  return `calls-${String(number).padStart(5, "0")}.jsonl`;
}

/** The names of a cassette's files, in order. Throws InputMissingError where there is no such folder. */
export function cassetteFiles(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /^calls-\d{5,}\.jsonl$/.test(name))
      .sort();
  } catch (error) {
    throw fileError(error, folder);
  }
}

/** Tells whether a cassette is still the one that it was. Throws InputMissingError for a folder that holds none. */
export async function hashOfCassette(folder: string): Promise<string> {
  const names = cassetteFiles(folder);
  if (names.length === 0)
    throw new InputMissingError("holds no cassette", "Record one first: --cassette record.", { file: folder });
  const hash = createHash("sha256");
  for (const name of names) {
    hash.update(`${name}\n`);
    for await (const chunk of createReadStream(join(folder, name))) hash.update(chunk as Buffer);
  }
  return hash.digest("hex");
}
