import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { FilterRequest } from "../filter/filter-request.ts";
import { type FilterReport, filterDataset } from "../filter/run-filter.ts";
import { type ExportReport, exportDataset } from "../format/export.ts";
import { type ImportReport, importRows } from "../format/import.ts";
import { type GenerateLibraryReport, generateLibrary } from "../templates/meta-agent/generate-library.ts";

/** Where {@link quickstart} writes, and what it tells meanwhile. */
export interface QuickstartOptions {
  /** The folder to write; `imported`, `filtered`, `templates` and `export` in it are replaced. */
  readonly output: string;
  readonly signal?: AbortSignal | undefined;
}

/** What the quickstart did, step by step. */
export interface QuickstartReport {
  readonly output: string;
  readonly imported: ImportReport;
  readonly filtered: FilterReport;
  readonly templates: GenerateLibraryReport;
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

/** So many templates: enough that each trajectory meets some of them. */
const TEMPLATES = 60;

/**
 * The main job on the sample that is bundled with mat: ToolBench-shaped trajectories imported and filtered, a small library of
 * prompt templates made, and both exported: for GLPFT, as prompts and responses under those templates (KAgentInstruct), as
 * MSAgent-Bench and as chat messages. Needs no network, no key and no GPU.
 */
export async function quickstart(options: QuickstartOptions): Promise<QuickstartReport> {
  const { output, signal } = options;
  const [importedPath, filteredPath, templatesPath, exportPath] = ["imported", "filtered", "templates", "export"].map(
    (name) => join(output, name),
  ) as [string, string, string, string];
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
  const templates = await generateLibrary({ count: TEMPLATES, seed: 1, output: templatesPath, force: true, signal });
  await rm(exportPath, { recursive: true, force: true });
  await mkdir(exportPath, { recursive: true });
  const exports: ExportReport[] = [];
  for (const { format, writeOptions, name } of exportsUnder(templatesPath)) {
    exports.push(
      await exportDataset({ dataset: filteredPath, format, writeOptions, output: join(exportPath, name), signal }),
    );
  }
  return { output, imported, filtered, templates, exports };
}

function exportsUnder(templates: string) {
  return [
    { format: "glpft-raw", writeOptions: { stage: 1 }, name: "raw_data_stage_1.json" },
    { format: "glpft-raw", writeOptions: { stage: 2 }, name: "raw_data_stage_2.json" },
    { format: "glpft", writeOptions: { prompts: "glpft-en" }, name: "glpft" },
    { format: "kagentinstruct", writeOptions: { templates, perTrajectory: 2, seed: 1 }, name: "kagentinstruct.json" },
    { format: "msagent", writeOptions: {}, name: "msagent.jsonl" },
    { format: "openai", writeOptions: {}, name: "openai.jsonl" },
  ] as const;
}
