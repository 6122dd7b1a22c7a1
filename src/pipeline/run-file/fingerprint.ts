import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { sha256 } from "../../core/hash.ts";
import { findInputFiles } from "../../store/input/input-files.ts";
import { isDatasetFolder, MANIFEST } from "../../store/manifest.ts";

/**
 * Tells whether a file or folder is what it was: of a dataset the hash of its manifest, and which of its files are gone, of
 * all else the names, lengths and times of its files. `absent` is what is not there.
 */
export async function fingerprint(path: string): Promise<string> {
  if (!existsSync(path)) return fingerprintOfMatches(path);
  if (isDatasetFolder(path)) return fingerprintOfDataset(path);
  return sha256(
    filesUnder(path)
      .map((file) => describeFile(file, relative(path, file)))
      .join("\n"),
  );
}

function fingerprintOfDataset(path: string): string {
  const text = readFileSync(join(path, MANIFEST), "utf8");
  const gone = filesNamedIn(text).filter((file) => !existsSync(join(path, file)));
  return sha256([text, ...gone].join("\n"));
}

/** Libraries have fewer kinds of files than datasets. */
function filesNamedIn(manifest: string): string[] {
  const kinds = JSON.parse(manifest) as Readonly<Record<string, readonly { readonly file: string }[] | undefined>>;
  return ["shards", "index", "dropped", "sidecars"].flatMap((kind) => kinds[kind]?.map(({ file }) => file) ?? []);
}

async function fingerprintOfMatches(glob: string): Promise<string> {
  try {
    const files = await findInputFiles([glob]);
    return sha256(files.map(({ path }) => describeFile(path, path)).join("\n"));
  } catch {
    return "absent";
  }
}

function filesUnder(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [] : [join(entry.parentPath, entry.name)])).sort();
}

function describeFile(file: string, name: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  return JSON.stringify([name, found?.size, found?.mtimeMs]);
}
