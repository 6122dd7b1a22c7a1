import { readdirSync, realpathSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { NotADatasetError } from "../../core/errors.ts";
import { sha256 } from "../../core/hash.ts";
import { SUMS } from "../checksums.ts";
import { filesOf, MANIFEST, type Manifest, readManifestText } from "../manifest.ts";
import { isRunFile } from "../run-files.ts";
import type { Findings } from "./findings.ts";

/** Checks that the parents of a dataset are there, and as they were when it was made. */
export function verifyParents(path: string, manifest: Manifest, findings: Findings): void {
  const file = join(path, MANIFEST);
  for (const parent of manifest.parents) {
    const folder = resolve(realpathSync(path), parent.path);
    try {
      if (sha256(readManifestText(folder)) === parent.manifest_sha256) continue;
      findings.problem({ file, problem: `its parent ${parent.path} has changed since this dataset was made` });
    } catch (error) {
      if (!(error instanceof NotADatasetError)) throw error;
      findings.problem({ file, problem: `its parent ${parent.path} is missing` });
    }
  }
}

/**
 * Looks for files that the manifest does not name. One that looks like a shard is a problem: whoever takes all `part-*`
 * would read it.
 */
export function verifyFolder(
  path: string,
  manifest: Manifest,
  sums: ReadonlyMap<string, string>,
  findings: Findings,
): void {
  const known = new Set([MANIFEST, SUMS, ...filesOf(manifest).map((shard) => shard.file)]);
  for (const name of sums.keys()) {
    if (!known.has(name))
      findings.problem({ file: join(path, SUMS), problem: `lists ${name}, which the manifest does not` });
  }
  for (const entry of readdirSync(path, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue;
    const file = join(entry.parentPath, entry.name);
    const name = relative(path, file);
    if (known.has(name) || (manifest.command.name === "generate" && isRunFile(name))) continue;
    if (entry.name.startsWith("part-")) findings.problem({ file, problem: "is no file of this dataset" });
    else findings.note("is no file of this dataset", file);
  }
}
