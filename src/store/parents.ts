import { realpathSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { UsageError } from "../core/errors.ts";
import { sha256 } from "../core/hash.ts";
import { MANIFEST, type Manifest, parseManifest, readManifestText } from "./manifest.ts";

/** A dataset that another one is made of. */
export interface Parent {
  /** Its folder, absolute and without symbolic links. */
  readonly folder: string;
  /** Its folder as seen from the new dataset's, with `/` between names. */
  readonly path: string;
  readonly manifestSha256: string;
  readonly manifest: Manifest;
}

/**
 * Looks the parents of a dataset up.
 * @param dataset - absolute path of the new dataset, without symbolic links
 */
export function readParents(dataset: string, parents: readonly string[]): Parent[] {
  return parents.map((parent) => {
    const text = readManifestText(parent);
    const folder = realpathSync(parent);
    if (folder === dataset) {
      throw new UsageError("a dataset cannot replace the one that it is made of", "Choose another output.", {
        file: parent,
      });
    }
    const manifest = parseManifest(text, join(parent, MANIFEST));
    return { folder, path: fromDataset(dataset, folder), manifestSha256: sha256(text), manifest };
  });
}

/** A function that gives a file of a parent dataset as seen from the new one, and any other file as it is. */
export function originNamer(parents: readonly Parent[]): (file: string) => string {
  if (parents.length === 0) return (file) => file;
  const paths = new Map(parents.map(({ folder, path }) => [folder, path]));
  let last = "";
  let named = "";
  return (file) => {
    if (file !== last) {
      last = file;
      const path = paths.get(realFolder(file) ?? "");
      named = path === undefined ? file : `${path}/${basename(file)}`;
    }
    return named;
  };
}

function realFolder(file: string): string | undefined {
  try {
    return realpathSync(dirname(resolve(file)));
  } catch {
    // A file that is gone, or standard input: no parent's.
    return undefined;
  }
}

function fromDataset(dataset: string, folder: string): string {
  return relative(dataset, folder).replaceAll("\\", "/");
}
