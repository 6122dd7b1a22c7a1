import { NotADatasetError } from "../core/errors.ts";
import type { JsonObject, JsonValue } from "../core/json/value.ts";

/** The version of the manifests that this program writes. */
export const FORMAT_VERSION = 1;

/** From each older version to the next one: a new object, whatever the old one was. */
const MIGRATIONS: Readonly<Record<number, (old: JsonObject) => JsonObject>> = {
  0: fromDraft,
};

/**
 * A manifest of any version as one of the present version. Only its version is looked at: the schema judges the result.
 * @throws {NotADatasetError} when a newer program wrote it, or it states no version
 */
export function migrateManifest(manifest: JsonObject, file: string): JsonObject {
  let current = manifest;
  for (;;) {
    const version = current["format_version"];
    if (version === FORMAT_VERSION) return current;
    const migrate = typeof version === "number" ? MIGRATIONS[version] : undefined;
    if (migrate === undefined) throw unknownVersion(version, file);
    current = migrate(current);
  }
}

function unknownVersion(version: JsonValue | undefined, file: string): NotADatasetError {
  if (typeof version === "number" && version > FORMAT_VERSION) {
    const problem = `this dataset has format_version ${version}, and this program reads up to ${FORMAT_VERSION}`;
    return new NotADatasetError(problem, "Update mat.", { file });
  }
  const fix = "Name a folder that mat made.";
  return new NotADatasetError("this manifest.json states no format_version of a mat dataset", fix, { file });
}

/** Version 0 is what drafts wrote before the first release: one number of rows, no dropped rows, sidecars or config. */
function fromDraft(old: JsonObject): JsonObject {
  const { rows, ...rest } = old;
  return {
    dropped: [],
    sidecars: [],
    parents: [],
    sources: [],
    licences: [],
    config: null,
    seed: null,
    eval_only: false,
    notes: {},
    ...rest,
    format_version: 1,
    counts: { rows: rows ?? null, dropped: 0, by_reason: {} },
  };
}
