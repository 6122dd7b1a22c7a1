import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DatasetDamagedError, NotADatasetError } from "../../core/errors.ts";
import { sha256 } from "../../core/hash.ts";
import { isObject, type JsonValue } from "../../core/json/value.ts";
import { parseSums, SUMS } from "../checksums.ts";
import { errorCode, fileError } from "../file-error.ts";
import { MANIFEST, type Manifest, parseManifest, readManifestText } from "../manifest.ts";
import { FORMAT_VERSION } from "../migrate-manifest.ts";
import type { Findings } from "./findings.ts";

/** A manifest and the checksums beside it, held against each other. */
export interface VerifiedManifest {
  /** Undefined when it is damaged beyond reading. */
  readonly manifest: Manifest | undefined;
  /** Hashes by file name; empty when there are none to compare with. */
  readonly sums: ReadonlyMap<string, string>;
}

/**
 * Reads and checks a dataset's manifest and checksums.
 * @throws {NotADatasetError} when there is no manifest, or an undamaged one of a newer program
 */
export function verifyManifest(path: string, findings: Findings): VerifiedManifest {
  const text = readManifestText(path);
  const sums = checkSums(path, text, findings);
  return { manifest: checkManifest(path, text, findings), sums };
}

function checkSums(path: string, manifestText: string, findings: Findings): ReadonlyMap<string, string> {
  const file = join(path, SUMS);
  const text = readOptional(file);
  if (text === undefined && isDraft(manifestText)) findings.note("there are no checksums: drafts had none", file);
  else if (text === undefined) findings.problem({ file, problem: "the file is missing" });
  if (text === undefined) return new Map();
  const sums = parseSums(text);
  if (sums === undefined) findings.problem({ file, problem: "is not as it was written" });
  else if (sums.get(MANIFEST) !== sha256(manifestText)) {
    findings.problem({
      file: join(path, MANIFEST),
      problem: `is not the file that was written: its hash in ${SUMS} differs`,
    });
  }
  return sums ?? new Map();
}

function readOptional(file: string): string | undefined {
  try {
    return readFileSync(file, "latin1");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw fileError(error, file);
  }
}

function isDraft(manifestText: string): boolean {
  try {
    const manifest = JSON.parse(manifestText) as JsonValue;
    return isObject(manifest) && Number(manifest["format_version"]) < FORMAT_VERSION;
  } catch {
    return false;
  }
}

function checkManifest(path: string, text: string, findings: Findings): Manifest | undefined {
  const file = join(path, MANIFEST);
  try {
    return parseManifest(text, file);
  } catch (error) {
    // A manifest that nobody touched and that cannot be read is a newer program's.
    const readable =
      error instanceof DatasetDamagedError || (error instanceof NotADatasetError && findings.problemCount > 0);
    if (!readable) throw error;
    findings.problem({ file, problem: error.message });
    return undefined;
  }
}
