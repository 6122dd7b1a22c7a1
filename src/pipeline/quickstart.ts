import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { FilterRequest } from "../filter/filter-request.ts";
import { type FilterReport, filterDataset } from "../filter/run-filter.ts";
import { type ExportReport, exportDataset } from "../format/export.ts";
import { type ImportReport, importRows } from "../format/import.ts";

/** Where {@link quickstart} writes, and what it tells meanwhile. */
export interface QuickstartOptions {
  /** The folder to write; `imported`, `filtered` and `export` in it are replaced. */
  readonly output: string;
  readonly signal?: AbortSignal | undefined;
}

/** What the quickstart did, step by step. */
export interface QuickstartReport {
  readonly output: string;
  readonly imported: ImportReport;
  readonly filtered: FilterReport;
  readonly exports: readonly ExportReport[];
}

const SAMPLE = fileURLToPath(new URL("../../configs/quickstart/", import.meta.url));

/** A cautious choice: rows that end well, and no loss on calls that failed or never could succeed. */
const FILTERS: readonly FilterRequest[] = [
  { filter: "valid-atif", options: {} },
  { filter: "known-tools", options: { action: "mask" } },
  { filter: "valid-arguments", options: { action: "mask" } },
  { filter: "final-answer", options: {} },
  { filter: "exact-duplicates", options: {} },
];

/**
 * The main job on the sample that is bundled with mat: ToolBench-shaped trajectories imported, filtered, and exported for
 * GLPFT and as chat messages. Needs no network, no key and no GPU.
 */
export async function quickstart(options: QuickstartOptions): Promise<QuickstartReport> {
  const { output, signal } = options;
  const [importedPath, filteredPath, exportPath] = ["imported", "filtered", "export"].map((name) =>
    join(output, name),
  ) as [string, string, string];
  const imported = await importRows({
    inputs: [join(SAMPLE, "answer")],
    from: "toolbench",
    readOptions: { heldOut: join(SAMPLE, "test_query_ids") },
    output: importedPath,
    licences: ["Apache-2.0"],
    force: true,
    signal,
  });
  const filtered = await filterDataset({
    input: importedPath,
    filters: FILTERS,
    output: filteredPath,
    force: true,
    signal,
  });
  await rm(exportPath, { recursive: true, force: true });
  await mkdir(exportPath, { recursive: true });
  const exports: ExportReport[] = [];
  for (const { format, writeOptions, name } of EXPORTS) {
    exports.push(
      await exportDataset({ dataset: filteredPath, format, writeOptions, output: join(exportPath, name), signal }),
    );
  }
  return { output, imported, filtered, exports };
}

const EXPORTS = [
  { format: "glpft-raw", writeOptions: { stage: 1 }, name: "raw_data_stage_1.json" },
  { format: "glpft-raw", writeOptions: { stage: 2 }, name: "raw_data_stage_2.json" },
  { format: "glpft", writeOptions: { prompts: "glpft-en" }, name: "glpft" },
  { format: "openai", writeOptions: {}, name: "openai.jsonl" },
] as const;
