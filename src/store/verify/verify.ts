import { join } from "node:path";
import { DatasetDamagedError } from "../../core/errors.ts";
import { isObject, type JsonValue } from "../../core/json/value.ts";
import { SUMS } from "../checksums.ts";
import { parseSidecarLine } from "../dataset.ts";
import { filesOf, MANIFEST, type Manifest, type Shard } from "../manifest.ts";
import { parseOwnLine } from "../own-line.ts";
import { type UniqueIds, uniqueIds } from "../unique-ids.ts";
import { collectFindings, type Findings, type VerifyNote, type VerifyProblem } from "./findings.ts";
import { confirmRepeats } from "./repeated-ids.ts";
import { type RowCheck, type RowCheckOptions, rowCheckOf } from "./row-check.ts";
import { verifyManifest } from "./verify-manifest.ts";
import { verifyShard } from "./verify-shard.ts";
import { verifyFolder, verifyParents } from "./verify-surroundings.ts";

/** What `mat verify` says. */
export interface VerifyReport {
  readonly dataset: string;
  /** Nothing is wrong. */
  readonly ok: boolean;
  readonly rows: number;
  readonly files: number;
  readonly problemCount: number;
  /** The first thousand of them. */
  readonly problems: readonly VerifyProblem[];
  readonly notes: readonly VerifyNote[];
}

/** How to check a dataset. */
export interface VerifyOptions extends RowCheckOptions {
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads all of a dataset and says what is wrong with it: files that are missing, cut off or changed (every byte in the
 * folder is covered by a hash), counts that differ, rows that are not of its schema, an index out of step, repeated ids,
 * sidecars of rows that are not there, parents that are gone or have changed.
 * @throws {NotADatasetError} when the folder holds no manifest, or an undamaged one of a newer program
 */
export async function verifyDataset(path: string, options: VerifyOptions = {}): Promise<VerifyReport> {
  const findings = collectFindings();
  const { manifest, sums } = verifyManifest(path, findings);
  if (manifest !== undefined) {
    const checkRow = await rowCheckOf(manifest.schema, findings, options);
    await checkContent({ path, manifest, sums, findings, ids: uniqueIds(), signal: options.signal, checkRow });
  }
  return {
    dataset: path,
    ok: findings.problemCount === 0,
    rows: manifest?.counts.rows ?? 0,
    files: manifest === undefined ? 0 : filesOf(manifest).length + 2,
    problemCount: findings.problemCount,
    problems: findings.problems,
    notes: findings.notes(),
  };
}

interface Work {
  readonly path: string;
  readonly manifest: Manifest;
  readonly sums: ReadonlyMap<string, string>;
  readonly findings: Findings;
  readonly ids: UniqueIds;
  readonly signal: AbortSignal | undefined;
  readonly checkRow: RowCheck;
}

async function checkContent(work: Work): Promise<void> {
  const { path, manifest, findings, checkRow } = work;
  for (const shard of manifest.shards) {
    const file = join(path, shard.file);
    await check(work, shard, (text, line) => {
      const row = parsed<JsonValue>(text, file, line, findings);
      if (row !== undefined) checkRow(row, file, line);
    });
  }
  await checkIndex(work);
  await checkDropped(work);
  for (const shard of manifest.sidecars)
    await check(work, shard, (text, line) => checkSidecar(work, text, shard, line));
  verifyParents(path, manifest, findings);
  verifyFolder(path, manifest, work.sums, findings);
}

function check(
  { path, sums, findings, signal }: Work,
  shard: Shard,
  onLine: (text: string, line: number) => void,
): Promise<void> {
  if (sums.size > 0 && !sums.has(shard.file))
    findings.problem({ file: join(path, shard.file), problem: `is not in ${SUMS}` });
  return verifyShard({ dataset: path, shard, fileSha256: sums.get(shard.file), signal }, findings, onLine);
}

async function checkIndex(work: Work): Promise<void> {
  const { path, manifest, findings, ids } = work;
  const suspects = new Set<string>();
  for (const [number, shard] of manifest.index.entries()) {
    const part = manifest.shards[number];
    const file = join(path, shard.file);
    if (part?.rows !== shard.rows)
      findings.problem({ file, problem: `has ${shard.rows} lines for ${part?.rows ?? "no"} rows` });
    await check(work, shard, (text, line) => {
      const entry = parsed<JsonValue>(text, file, line, findings);
      if (entry === undefined) return;
      if (!isIndexLine(entry))
        findings.problem({ file, line, problem: "is no line of an index: it needs id and origin" });
      else if (!ids.add(entry.id)) suspects.add(entry.id);
    });
  }
  if (manifest.index.length < manifest.shards.length) {
    findings.problem({ file: join(path, MANIFEST), problem: "lists fewer index files than shards" });
  }
  if (suspects.size > 0) await confirmRepeats(path, manifest.index, suspects, findings, work.signal);
  const rows = manifest.shards.reduce((sum, shard) => sum + shard.rows, 0);
  if (rows !== manifest.counts.rows) {
    findings.problem({
      file: join(path, MANIFEST),
      problem: `counts ${manifest.counts.rows} rows where its shards have ${rows}`,
    });
  }
}

function isIndexLine(value: JsonValue): value is { id: string; origin: { file: string; row: number } } {
  if (!isObject(value) || typeof value["id"] !== "string") return false;
  const origin = value["origin"];
  return isObject(origin) && typeof origin["file"] === "string" && typeof origin["row"] === "number";
}

async function checkDropped(work: Work): Promise<void> {
  const { path, manifest, findings } = work;
  const counts = new Map<string, number>();
  for (const shard of manifest.dropped) {
    const file = join(path, shard.file);
    await check(work, shard, (text, line) => {
      const row = parsed<JsonValue>(text, file, line, findings);
      if (!isObject(row)) return;
      const key = JSON.stringify([row["by"], row["reason"]]);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    });
  }
  const expected = Object.entries(manifest.counts.by_reason).flatMap(([by, reasons]) =>
    Object.entries(reasons).map(([reason, count]) => [JSON.stringify([by, reason]), count] as const),
  );
  const total = expected.reduce((sum, [, count]) => sum + count, 0);
  const same = expected.length === counts.size && expected.every(([key, count]) => counts.get(key) === count);
  if (!same || total !== manifest.counts.dropped) {
    findings.problem({
      file: join(path, MANIFEST),
      problem: "its counts of dropped rows are not those of the files in dropped/",
    });
  }
}

function checkSidecar({ path, findings, ids }: Work, text: string, shard: Shard, line: number): void {
  const file = join(path, shard.file);
  if (parsed(text, file, line, findings) === undefined) return;
  const { id } = parseSidecarLine(text, file);
  if (!ids.has(id)) findings.problem({ file, line, id, problem: "belongs to a row that is not in the dataset" });
}

function parsed<T>(text: string, file: string, line: number, findings: Findings): T | undefined {
  try {
    return parseOwnLine<T>(text, file);
  } catch (error) {
    if (!(error instanceof DatasetDamagedError)) throw error;
    findings.problem({ file, line, problem: "is no JSON" });
    return undefined;
  }
}
