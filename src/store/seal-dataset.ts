import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { sha256 } from "../core/hash.ts";
import type { JsonValue } from "../core/json/value.ts";
import { ATIF_VERSION } from "../core/trajectory.ts";
import { PROGRAM } from "../core/version.ts";
import { syncFolder } from "./atomic-write.ts";
import { formatSums, SUMS } from "./checksums.ts";
import type { DatasetOptions } from "./dataset-options.ts";
import { formatManifest, MANIFEST, type Manifest } from "./manifest.ts";
import { FORMAT_VERSION } from "./migrate-manifest.ts";
import type { Parent } from "./parents.ts";
import type { WrittenShard } from "./shard-writer.ts";

/** A shard of the sidecar of this name. */
export type WrittenSidecar = WrittenShard & { readonly name: string };

/** The files of a dataset, all on disk. */
export interface WrittenDataset {
  readonly shards: readonly WrittenShard[];
  readonly index: readonly WrittenShard[];
  readonly dropped: readonly WrittenShard[];
  readonly sidecars: readonly WrittenSidecar[];
}

/** All that a manifest is made from. */
export interface DatasetFacts {
  readonly options: DatasetOptions;
  readonly parents: readonly Parent[];
  readonly written: WrittenDataset;
  readonly reasons: Record<string, Record<string, number>>;
  readonly notes: Record<string, JsonValue>;
}

/**
 * Writes the manifest and the checksums, and brings them and the folders to the disk. The order does not matter: what makes
 * it a dataset is the final name, which comes after.
 */
export async function sealDataset(folder: string, facts: DatasetFacts): Promise<Manifest> {
  const { shards, index, dropped, sidecars } = facts.written;
  const files = [...shards, ...index, ...dropped, ...sidecars];
  const { manifest, text, sums } = describeDataset(facts);
  const inner = new Set(files.map(({ file }) => dirname(file)));
  // All at once: a file system that is asked to sync many things at a time does them in one go.
  await Promise.all([
    writeFile(join(folder, SUMS), sums, { flush: true }),
    writeFile(join(folder, MANIFEST), text, { flush: true }),
    ...[...inner].map((name) => syncFolder(join(folder, name))),
  ]);
  return manifest;
}

/** The manifest of a dataset, its text, and the text of the checksums, which cover it too. */
export function describeDataset(facts: DatasetFacts): { manifest: Manifest; text: string; sums: string } {
  const { shards, index, dropped, sidecars } = facts.written;
  const manifest = describe(facts);
  const text = formatManifest(manifest);
  const sums = new Map(
    [...shards, ...index, ...dropped, ...sidecars].map(({ file, fileSha256 }) => [file, fileSha256]),
  );
  sums.set(MANIFEST, sha256(text));
  return { manifest, text, sums: formatSums(sums) };
}

function describe({ options, parents, written, reasons, notes }: DatasetFacts): Manifest {
  const licences = [...parents.flatMap((parent) => parent.manifest.licences), ...(options.licences ?? [])];
  return {
    format_version: FORMAT_VERSION,
    schema: options.schema ?? ATIF_VERSION,
    created_by: { ...PROGRAM },
    command: { name: options.command.name, options: { ...options.command.options } },
    counts: { rows: rowsOf(written.shards), dropped: rowsOf(written.dropped), by_reason: reasons },
    shards: written.shards.map(withoutFileHash),
    index: written.index.map(withoutFileHash),
    dropped: written.dropped.map(withoutFileHash),
    sidecars: written.sidecars.map(withoutFileHash),
    parents: parents.map(({ path, manifestSha256 }) => ({ path, manifest_sha256: manifestSha256 })),
    sources: [...(options.sources ?? [])],
    licences: [...new Set(licences)],
    config: options.config ?? null,
    seed: options.seed ?? null,
    eval_only: options.evalOnly === true || parents.some((parent) => parent.manifest.eval_only),
    notes,
  };
}

function rowsOf(shards: readonly WrittenShard[]): number {
  return shards.reduce((sum, shard) => sum + shard.rows, 0);
}

/** The hash of a compressed file depends on the compressor, so the manifest, which is to be the same everywhere, has it not. */
function withoutFileHash<T extends WrittenShard>({ fileSha256: _, ...shard }: T): Omit<T, "fileSha256"> {
  return shard;
}
