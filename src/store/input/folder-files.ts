import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { InputMissingError } from "../../core/errors.ts";
import { errorCode } from "../file-error.ts";
import { MANIFEST } from "../manifest.ts";
import { readFailure } from "../read-failure.ts";
import type { InputFile } from "./input-file.ts";

const ROWS = /^[^.].*\.(?:json|jsonl|ndjson)(?:\.gz|\.zst)?$/i;
const SHARD = /^part-.*\.jsonl(?:\.gz|\.zst)?$/;

/**
 * The files with rows in a folder and its subfolders, in code-unit order of their paths; of a dataset only the shards. What
 * starts with a dot is left out; a folder that links lead to twice is read once.
 * @throws {InputMissingError} when there is none
 * @throws {PermissionError} when a subfolder may not be read
 */
export async function filesOfFolder(folder: string): Promise<InputFile[]> {
  const search: Search = { files: [], seen: new Set(), datasets: 0 };
  await searchFolder(folder, search);
  if (search.files.length === 0 && search.datasets === 0) {
    const fix = "Name a folder that holds .json, .jsonl or .ndjson files (or these with .gz or .zst).";
    throw new InputMissingError("the folder holds nothing that can be read", fix, { file: folder });
  }
  return search.files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

interface Search {
  readonly files: InputFile[];
  /** Real paths of the folders that have been searched. */
  readonly seen: Set<string>;
  datasets: number;
}

async function searchFolder(folder: string, search: Search): Promise<void> {
  const names = await namesIn(folder, search.seen);
  const isDataset = names.includes(MANIFEST) && (await isOurManifest(join(folder, MANIFEST)));
  if (isDataset) search.datasets++;
  for (const name of names) {
    const path = join(folder, name);
    const isFolder = await isDirectory(path);
    if (isFolder && !isDataset) await searchFolder(path, search);
    else if (!isFolder && (isDataset ? SHARD : ROWS).test(name)) search.files.push({ path, isShard: isDataset });
  }
}

async function namesIn(folder: string, seen: Set<string>): Promise<string[]> {
  try {
    const real = await realpath(folder);
    if (seen.has(real)) return [];
    seen.add(real);
    return (await readdir(folder)).filter((name) => !name.startsWith("."));
  } catch (error) {
    throw readFailure(error, folder);
  }
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (errorCode(error) === "ENOENT" || errorCode(error) === "ELOOP") return false; // a link that leads nowhere
    throw readFailure(error, path);
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
