import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { glob, isDynamicPattern } from "tinyglobby";
import { InputMissingError } from "../core/errors.ts";
import { readFailure } from "./read-failure.ts";

/** One file to read rows from; the path `-` is standard input. */
export interface InputFile {
  readonly path: string;
  /** It is a shard of a dataset, and may therefore be empty. */
  readonly isShard: boolean;
}

const ROWS = "**/*.{json,jsonl,ndjson}{,.gz,.zst}";
const SHARDS = "part-*.jsonl{,.gz,.zst}";
const MANIFEST = "manifest.json";

/**
 * The files that inputs stand for, in order: a file itself, `-`, the matches of a glob, the JSON files of a folder and of
 * its subfolders (in code-unit order of their paths; of a dataset only its shards).
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
    throw new InputMissingError(
      `nothing matches ${pattern}`,
      "Check the pattern; quote it, so that the shell leaves it alone.",
      {
        file: pattern,
      },
    );
  }
  const files: InputFile[] = [];
  for (const path of inCodeUnitOrder(paths)) files.push(...(await findFiles(path.replace(/\/$/, ""))));
  return files;
}

async function filesOfFolder(folder: string): Promise<InputFile[]> {
  const manifests = await search(folder, `**/${MANIFEST}`);
  const datasets = new Set<string>();
  for (const manifest of manifests)
    if (await isOurManifest(join(folder, manifest))) datasets.add(manifest.slice(0, -MANIFEST.length));
  const paths = await search(folder, datasets.has("") ? SHARDS : ROWS);
  const files: InputFile[] = [];
  for (const path of paths) {
    const dataset = [...datasets].find((prefix) => path.startsWith(prefix));
    const inDataset = dataset === undefined ? undefined : path.slice(dataset.length);
    if (inDataset !== undefined && !/^part-[^/]*$/.test(inDataset)) continue;
    files.push({ path: join(folder, path), isShard: inDataset !== undefined });
  }
  if (files.length === 0 && datasets.size === 0) {
    const fix = "Name a folder that holds .json, .jsonl or .ndjson files (or these with .gz or .zst).";
    throw new InputMissingError(`the folder ${folder} holds nothing that can be read`, fix, { file: folder });
  }
  return files;
}

async function search(folder: string, pattern: string): Promise<string[]> {
  try {
    return inCodeUnitOrder(await glob(pattern, { cwd: folder, caseSensitiveMatch: false, expandDirectories: false }));
  } catch (error) {
    throw readFailure(error, folder);
  }
}

/** Other programs' folders hold a manifest.json as well. */
async function isOurManifest(path: string): Promise<boolean> {
  try {
    const manifest: unknown = JSON.parse(await readFile(path, "utf8"));
    return typeof manifest === "object" && manifest !== null && "format_version" in manifest;
  } catch {
    return false;
  }
}

function inCodeUnitOrder(paths: readonly string[]): string[] {
  return [...paths].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
