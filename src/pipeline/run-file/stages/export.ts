import { join } from "node:path";
import { z } from "zod";
import { UsageError } from "../../../core/errors.ts";
import { checkOptions } from "../../../format/check-options.ts";
import { type ExportReport, exportDataset } from "../../../format/export.ts";
import { loadWriting } from "../../../format/registry.ts";
import type { StageKind } from "../stage-kind.ts";
import { formatOptions, libraryNames, positive } from "./option-schemas.ts";
import { pathsAmong } from "./paths-among.ts";

const file = z.strictObject({
  name: z
    .string()
    .regex(/^(?!\.)[^/\\]+$/)
    .describe("What it is called in the stage's folder"),
  format: z.string().describe("The format to write"),
  options: formatOptions.describe("The options of the format's writer"),
  cap: positive.optional().describe("Stop after so many trajectories"),
  strict: z.boolean().optional().describe("Fail when the format cannot hold some field"),
});
const options = z.strictObject({
  dataset: z.string().describe("The dataset to write"),
  files: z.array(file).min(1).describe("Each with its `name`, `format`, and if need be `options`, `cap` and `strict`"),
});

/** What an export stage wrote. */
export interface ExportStageReport {
  readonly files: readonly ExportReport[];
}

/** Writes a dataset in one or several formats: `mat export`. */
export const exportStage: StageKind<z.infer<typeof options>, ExportStageReport> = {
  summary: "Write a dataset in one or several formats",
  options,
  makes: "files",
  settings: [],
  keepsOld: "no",
  reads: ({ dataset, files }) => [
    { path: dataset, needs: "trajectories" },
    ...files.flatMap((item) => pathsAmong(libraryNames(item.options))),
  ],
  checks: ({ files }) => [
    () => refuseRepeated(files.map(({ name }) => name)),
    ...files.map(({ format, options: given }) => async () => {
      checkOptions((await loadWriting(format)).options, libraryNames(given), `writing ${format}`);
    }),
  ],
  async run({ dataset, files }, { output, signal, onProgress }) {
    const written: ExportReport[] = [];
    for (const { name, format, options: given, cap, strict } of files) {
      signal?.throwIfAborted();
      const writeOptions = libraryNames(given);
      const path = join(output, name);
      written.push(
        await exportDataset({
          dataset,
          format,
          writeOptions,
          output: path,
          cap,
          strict,
          force: true,
          signal,
          onProgress,
        }),
      );
    }
    return { files: written };
  },
};

function refuseRepeated(names: readonly string[]): void {
  const repeated = names.find((name, at) => names.indexOf(name) !== at);
  if (repeated !== undefined)
    throw new UsageError(`two files are called "${repeated}"`, "Give each file of an export a name of its own.");
}
