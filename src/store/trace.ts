import { realpathSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { NotADatasetError, RowNotFoundError } from "../core/errors.ts";
import { sha256 } from "../core/hash.ts";
import { type Dataset, openDataset } from "./dataset.ts";
import { type LocatedRow, locateLine, locateRow } from "./locate-row.ts";
import { type Manifest, readManifestText } from "./manifest.ts";
import { nearIds } from "./near-ids.ts";
import type { DroppedRow, RowOrigin } from "./row.ts";

/** One command that a row went through, and what became of it there. */
export interface TraceStep {
  /** The dataset that the command made. */
  readonly dataset: string;
  readonly command: Manifest["command"];
  /** `absent`: the row is in a parent, and this dataset neither has it nor says that it was dropped. */
  readonly outcome: "kept" | "dropped" | "absent";
  /** The row's id in this dataset. */
  readonly id: string;
  /** Where it stands in this dataset. */
  readonly file?: string;
  readonly line?: number;
  readonly dropped?: Pick<DroppedRow, "by" | "reason" | "detail">;
}

/** What `mat trace` says. */
export interface TraceReport {
  readonly dataset: string;
  readonly id: string;
  /** The file and line that the row was first read from; undefined when a parent on the way is gone. */
  readonly source?: RowOrigin;
  /** Every command that touched the row, the latest first. */
  readonly steps: readonly TraceStep[];
  /** What makes the trace less than certain: a parent that is gone or has changed. */
  readonly warnings: readonly string[];
}

/**
 * Follows a row from a dataset through its parents to the file that it was imported from; also a row that was dropped on
 * the way.
 * @throws {RowNotFoundError} when neither the dataset nor any of its parents has the id
 */
export async function traceRow(path: string, id: string): Promise<TraceReport> {
  const warnings: string[] = [];
  const start = await findPath(path, id, warnings);
  const steps: TraceStep[] = start.absent.map((dataset) => ({ ...head(dataset), outcome: "absent", id }));
  let at: Found | undefined = start.found;
  let source: RowOrigin | undefined;
  while (at !== undefined) {
    steps.push(stepOf(at));
    const parent = await parentOf(at, warnings);
    if (parent === "source") source = at.row.origin;
    at = parent === "source" ? undefined : parent;
  }
  return { dataset: path, id, ...(source !== undefined && { source }), steps, warnings };
}

interface Found {
  readonly dataset: Dataset;
  readonly row: LocatedRow;
}

/** The dataset nearest to this one that knows the id, and those between that do not. */
async function findPath(path: string, id: string, warnings: string[]): Promise<{ absent: Dataset[]; found: Found }> {
  const near = nearIds(id);
  const queue: { dataset: Dataset; absent: Dataset[] }[] = [{ dataset: await openDataset(path, "any"), absent: [] }];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const row = await locateRow(next.dataset, id, near.look);
    if (row !== undefined) return { absent: next.absent, found: { dataset: next.dataset, row } };
    for (const dataset of await openParents(next.dataset, warnings))
      queue.push({ dataset, absent: [...next.absent, next.dataset] });
  }
  const best = near.best();
  const fix = best.length === 0 ? "List ids with mat show." : `Ids that look like it: ${best.join(", ")}.`;
  throw new RowNotFoundError("neither the dataset nor its parents have a row with this id", fix, { file: path, id });
}

async function openParents(dataset: Dataset, warnings: string[]): Promise<Dataset[]> {
  const opened = await Promise.all(dataset.manifest.parents.map((parent) => openParent(dataset, parent, warnings)));
  return opened.filter((parent) => parent !== undefined);
}

type ParentLink = Manifest["parents"][number];

async function openParent(dataset: Dataset, link: ParentLink, warnings: string[]): Promise<Dataset | undefined> {
  const path = join(dataset.path, link.path);
  const folder = folderOf(dataset, link);
  try {
    if (sha256(readManifestText(folder)) !== link.manifest_sha256)
      warn(warnings, `${path} has changed since ${dataset.path} was made of it`);
    return await openDataset(shownFolder(folder), "any");
  } catch (error) {
    if (!(error instanceof NotADatasetError)) throw error;
    warn(warnings, `${path}, which ${dataset.path} was made of, is missing`);
    return undefined;
  }
}

/** Where the row was in the parent dataset that it came from; "source" when it came from a file that was imported. */
async function parentOf({ dataset, row }: Found, warnings: string[]): Promise<Found | "source" | undefined> {
  const { file, line } = row.origin;
  const folder = resolve(realpathSync(dataset.path), dirname(file));
  const link = dataset.manifest.parents.find((parent) => folderOf(dataset, parent) === folder);
  if (link === undefined) return "source";
  const parent = await openParent(dataset, link, warnings);
  if (parent === undefined) return undefined;
  const found = line === undefined ? await locateRow(parent, row.id) : await locateLine(parent, basename(file), line);
  if (found !== undefined) return { dataset: parent, row: found };
  warn(
    warnings,
    `${parent.path} has no row at the place that ${dataset.path} names: ${file}, line ${line ?? "unknown"}`,
  );
  return undefined;
}

/** Paths between datasets are seen from the dataset's own folder, without symbolic links. */
function folderOf(dataset: Dataset, link: ParentLink): string {
  return resolve(realpathSync(dataset.path), link.path);
}

function shownFolder(folder: string): string {
  const shown = relative(process.cwd(), folder);
  return shown.startsWith("..") ? folder : shown;
}

function head({ path, manifest }: Dataset): Pick<TraceStep, "dataset" | "command"> {
  return { dataset: path, command: manifest.command };
}

function stepOf({ dataset, row }: Found): TraceStep {
  const { id, file, line, dropped } = row;
  return {
    ...head(dataset),
    outcome: dropped === undefined ? "kept" : "dropped",
    id,
    file,
    line,
    ...(dropped && { dropped }),
  };
}

function warn(warnings: string[], warning: string): void {
  if (!warnings.includes(warning)) warnings.push(warning);
}
