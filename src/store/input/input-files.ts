import { realpath, stat } from "node:fs/promises";
import { glob, isDynamicPattern } from "tinyglobby";
import { InputMissingError } from "../../core/errors.ts";
import { readFailure } from "../read-failure.ts";
import { filesOfFolder } from "./folder-files.ts";
import type { InputFile } from "./input-file.ts";

/**
 * The files that inputs stand for, in order: a file itself, `-`, the matches of a glob (each once), the JSON files of a
 * folder and of its subfolders (in code-unit order of their paths; of a dataset only its shards).
 */
export async function findInputFiles(inputs: readonly string[]): Promise<InputFile[]> {
  const files: InputFile[] = [];
  for (const input of inputs) files.push(...(await findFiles(input)));
  return files;
}

async function findFiles(input: string): Promise<InputFile[]> {
  if (input === "-") return [{ path: input, isShard: false }];
  const found = await stat(input).catch((error: unknown) => {
    // A file of this very name goes first: brackets are legal in names.
    if (isDynamicPattern(input)) return undefined;
    throw readFailure(error, input);
  });
  if (found === undefined) return matchesOf(input);
  return found.isDirectory() ? filesOfFolder(input) : [{ path: input, isShard: false }];
}

async function matchesOf(pattern: string): Promise<InputFile[]> {
  const paths = await glob(pattern, { expandDirectories: false, onlyFiles: false });
  if (paths.length === 0) {
    const fix = "Check the pattern, and quote it, so that the shell leaves it alone.";
    throw new InputMissingError(`nothing matches ${pattern}`, fix, { file: pattern });
  }
  const files = new Map<string, InputFile>();
  for (const path of paths.sort()) {
    // A folder may match beside what is in it, and a link beside what it leads to.
    for (const file of await findFiles(path.replace(/\/$/, ""))) {
      const real = await realpath(file.path);
      if (!files.has(real)) files.set(real, file);
    }
  }
  return [...files.values()];
}
