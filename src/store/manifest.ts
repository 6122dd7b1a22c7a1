import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { DatasetDamagedError, NotADatasetError } from "../core/errors.ts";
import { isObject, type JsonValue } from "../core/json/value.ts";
import { errorCode, fileError } from "./file-error.ts";
import { FORMAT_VERSION, migrateManifest } from "./migrate-manifest.ts";
import { PLAN } from "./run-files.ts";

/** The name of the file that makes a folder a dataset. */
export const MANIFEST = "manifest.json";

const json = z.custom<JsonValue>((value) => value !== undefined);
const count = z.int().min(0);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
/** A file inside the dataset's folder, never above it. */
const fileName = z.string().regex(/^(?!.*\.\.)(?:[a-z]+\/)?[^/\\]+$/);

const shardFields = {
  file: fileName,
  rows: count,
  /** Bytes of the uncompressed content. */
  bytes: count,
  /** Hash of the uncompressed content. */
  sha256: hash,
};

/** One JSONL file of a dataset. */
export const shardSchema = z.strictObject(shardFields);
/** One JSONL file of a dataset: see {@link shardSchema}. */
export type Shard = z.infer<typeof shardSchema>;

/** `manifest.json`: what a dataset is, where it comes from, and the hash of each of its files. */
export const manifestSchema = z.strictObject({
  format_version: z.literal(FORMAT_VERSION),
  /** What the rows are: the newest ATIF version (rows of an older one say so themselves), or what `content.ts` knows. */
  schema: z.string(),
  created_by: z.strictObject({ name: z.string(), version: z.string() }),
  command: z.strictObject({ name: z.string(), options: z.record(z.string(), json) }),
  counts: z.strictObject({
    rows: count,
    dropped: count,
    /** Dropped rows by who dropped them, then by reason. */
    by_reason: z.record(z.string(), z.record(z.string(), count)),
  }),
  shards: z.array(shardSchema),
  /** One for each shard, in the same order: `{"id", "origin"}` of each of its rows. */
  index: z.array(shardSchema),
  dropped: z.array(shardSchema),
  sidecars: z.array(z.strictObject({ name: z.string(), ...shardFields })),
  /** Datasets that this one was made of; paths are relative to this dataset's folder. */
  parents: z.array(z.strictObject({ path: z.string(), manifest_sha256: hash })),
  /** Files that were read, as the user named them. */
  sources: z.array(z.string()),
  licences: z.array(z.string()),
  config: json,
  seed: z.int().nullable(),
  /** Data for evaluation: nothing is trained on it, and whatever is made of it is the same. */
  eval_only: z.boolean(),
  notes: z.record(z.string(), json),
});
/** `manifest.json`, parsed: see {@link manifestSchema}. */
export type Manifest = z.infer<typeof manifestSchema>;

/** Every file of a dataset but the manifest and the checksums. */
export function filesOf({ shards, index, dropped, sidecars }: Manifest): Shard[] {
  return [...shards, ...index, ...dropped, ...sidecars];
}

/** A manifest as it stands on disk. The same manifest always gives the same text. */
export function formatManifest(manifest: Manifest): string {
  return `${JSON.stringify(manifestSchema.parse(manifest), null, 2)}\n`;
}

/**
 * The manifest of the dataset in this folder, brought to the present version.
 * @throws {NotADatasetError} when there is none, or it was written by a newer program
 * @throws {DatasetDamagedError} when it is no valid manifest
 */
export function readManifest(dataset: string): Manifest {
  return parseManifest(readManifestText(dataset), join(dataset, MANIFEST));
}

/** The text of the manifest in this folder: see {@link readManifest}. */
export function readManifestText(dataset: string): string {
  try {
    return readFileSync(join(dataset, MANIFEST), "utf8");
  } catch (error) {
    const code = errorCode(error);
    if (code !== "ENOENT" && code !== "ENOTDIR") throw fileError(error, join(dataset, MANIFEST));
    if (existsSync(join(dataset, PLAN))) {
      const fix = "Run the same mat generate again: it goes on, and makes the dataset when all episodes are done.";
      throw new NotADatasetError("is a run that has not come to its end", fix, { file: dataset });
    }
    const fix = "Name a folder that mat made, or make a dataset of your files with mat import.";
    throw new NotADatasetError(`is no dataset: it holds no ${MANIFEST}`, fix, { file: dataset });
  }
}

/** Does this folder hold a manifest of ours, of whatever version? */
export function isDatasetFolder(folder: string): boolean {
  try {
    const manifest = JSON.parse(readManifestText(folder)) as JsonValue;
    return isObject(manifest) && typeof manifest["format_version"] === "number" && Array.isArray(manifest["shards"]);
  } catch {
    return false;
  }
}

/** A manifest's text as the present version has it; `file` is for error messages: see {@link readManifest}. */
export function parseManifest(text: string, file: string): Manifest {
  const manifest = migrateManifest(parseObject(text, file), file);
  const problems = manifestSchema.safeParse(manifest).error?.issues ?? [];
  if (problems.length === 0) return manifest as Manifest;
  throw damaged(problems.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; "), file);
}

function parseObject(text: string, file: string): Record<string, JsonValue> {
  try {
    const value = JSON.parse(text) as JsonValue;
    if (isObject(value)) return value;
  } catch {
    // Falls through to the same error.
  }
  throw damaged("it is no JSON object", file);
}

function damaged(problem: string, file: string): DatasetDamagedError {
  return new DatasetDamagedError(
    `the manifest is not valid: ${problem}`,
    "Make the dataset again, or restore it from a copy.",
    { file },
  );
}
