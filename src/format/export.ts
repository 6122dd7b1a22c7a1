import { statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { isAbsolute, relative, resolve } from "node:path";
import { UsageError } from "../core/errors.ts";
import type { FileLayout } from "../core/json/layout.ts";
import { isObject } from "../core/json/value.ts";
import { type Dataset, openDataset } from "../store/dataset.ts";
import { checkOptions, type GivenOptions } from "./check-options.ts";
import { chooseLayout } from "./choose-layout.ts";
import type { FormatWriter } from "./format.ts";
import { openOutput } from "./open-output.ts";
import { canThreadsWrite, loadWriting } from "./registry.ts";
import { storedRowParser } from "./stored-row-parser.ts";
import { type TrajectoryWriting, type WriteReport, writeTrajectories } from "./write-trajectories.ts";

/** What to export, in which format, and where to. */
export interface ExportOptions {
  /** The dataset's folder. */
  readonly dataset: string;
  readonly format: string;
  /** The options of the format's writer, by name. */
  readonly writeOptions?: GivenOptions | undefined;
  /** A file, "-" for standard output, or a folder for a format that writes several files. */
  readonly output: string;
  /** What of the layout differs from the source's (for an export to the format that was imported) or the format's own. */
  readonly layout?: Partial<FileLayout> | undefined;
  /** Take so many trajectories of the dataset, from its first. */
  readonly cap?: number | undefined;
  /** Fail, with nothing written, when the format cannot hold some fields. */
  readonly strict?: boolean | undefined;
  readonly force?: boolean | undefined;
  /**
   * How many threads write rows at the same time: one for a small dataset, else two where there are two cores. To a pipe, and
   * to a compressed file, one writes in any case.
   */
  readonly threads?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: { readonly rows: number }) => void) | undefined;
}

/** What an export did. */
export interface ExportReport extends WriteReport {
  readonly format: string;
  readonly output: string;
}

/**
 * Writes a dataset in a format. Trajectories that the format cannot represent are kept, with a named reason, in
 * `OUTPUT.refused.jsonl`. Nothing stands under the output's name before all of it is there.
 */
export async function exportDataset(options: ExportOptions): Promise<ExportReport> {
  const { format: name, output: path } = options;
  const writing = await loadWriting(name);
  const writeOptions = checkOptions(writing.options, options.writeOptions ?? {}, `writing ${name}`);
  const dataset = await openDataset(options.dataset);
  refuseToReplacePart(options.dataset, path);
  const layout = chooseLayout(options.layout, importedLayout(dataset, name), writing.layout);
  const writer = await writing.writer(writeOptions, layout);
  const output = await openOutput({ path, folder: writing.folder, files: writer.files, layout, force: options.force });
  try {
    const trajectories = writeTrajectories(writer, output, options.strict ?? false, name);
    const threads = threadsFor(dataset, writer, layout, options);
    const files = threads < 2 ? undefined : output.direct();
    if (files === undefined) await writeAll(dataset, trajectories, options);
    else {
      const { writeOnThreads } = await import("./write-on-threads.ts");
      const task = { format: name, writeOptions, layout };
      await writeOnThreads({ ...options, dataset, task, threads, output, files, trajectories });
    }
    return { format: name, output: path, ...(await trajectories.finish()) };
  } catch (error) {
    await output.abandon();
    throw error;
  }
}

/** A file in a dataset's folder is of the dataset: even `force` does not put an export of its rows in its place. */
function refuseToReplacePart(dataset: string, output: string): void {
  const way = relative(resolve(dataset), resolve(output));
  if (output === "-" || way.startsWith("..") || isAbsolute(way)) return;
  if (statSync(output, { throwIfNoEntry: false })?.isFile() !== true) return;
  throw new UsageError("an export cannot replace a part of the dataset that it is made of", "Choose another output.", {
    file: output,
  });
}

async function writeAll(dataset: Dataset, trajectories: TrajectoryWriting, options: ExportOptions): Promise<void> {
  const { signal, onProgress, cap = Number.POSITIVE_INFINITY } = options;
  const parse = storedRowParser();
  let rows = 0;
  for await (const batch of dataset.rows(signal === undefined ? {} : { signal })) {
    signal?.throwIfAborted();
    for (const row of batch) {
      if (rows >= cap) return;
      await trajectories.write(parse(row), row.id, { file: row.part, line: row.line, row: row.index + 1 });
      rows++;
    }
    onProgress?.({ rows });
  }
}

/** Below so many bytes of rows, starting threads takes longer than they save. */
const WORTH_THREADS = 4 << 20;
/** Each further thread takes about 50 MB. */
const MOST_THREADS = 2;

/** How many threads write the rows; with fewer than two, this one does. */
function threadsFor(dataset: Dataset, writer: FormatWriter, layout: FileLayout, options: ExportOptions): number {
  if (writer.carry === undefined || !canThreadsWrite(options.format) || layout.container === "single") return 1;
  if (options.threads !== undefined) return options.threads;
  const { shards, counts } = dataset.manifest;
  const share = Math.min(1, (options.cap ?? counts.rows) / Math.max(1, counts.rows));
  const bytes = share * shards.reduce((sum, shard) => sum + shard.bytes, 0);
  return bytes < WORTH_THREADS ? 1 : Math.min(MOST_THREADS, availableParallelism());
}

/** The layout of the one file that the dataset was imported from, when it was in this very format. */
function importedLayout(dataset: Dataset, format: string): FileLayout | undefined {
  const imported = dataset.manifest.notes?.["import"];
  if (!isObject(imported) || imported["format"] !== format || imported["source_files"] !== 1) return undefined;
  const file = Array.isArray(imported["sources"]) ? imported["sources"][0] : undefined;
  if (!isObject(file) || file["recognised"] !== true || !isObject(file["layout"])) return undefined;
  return file["layout"] as unknown as FileLayout;
}
