import { join } from "node:path";
import { z } from "zod";
import { checkOptions } from "../../../format/check-options.ts";
import { type ConvertReport, convertRows } from "../../../format/convert.ts";
import { loadReading, loadWriting } from "../../../format/registry.ts";
import type { StageKind } from "../stage-kind.ts";
import { formatOptions, libraryNames, listOf, texts } from "./option-schemas.ts";
import { pathsAmong } from "./paths-among.ts";
import { refuseStandardInput } from "./refuse-standard-input.ts";

const options = z.strictObject({
  inputs: texts.describe("Files, globs or folders"),
  from: z.string().optional().describe("Their format; guessed from the rows if absent"),
  "from-options": formatOptions.describe("The options of the reader"),
  to: z.string().describe("The format to write"),
  "to-options": formatOptions.describe("The options of the writer"),
  name: z
    .string()
    .regex(/^(?!\.)[^/\\]+$/)
    .describe("What the file is called in the stage's folder"),
  "on-error": z.enum(["fail", "skip"]).optional().describe("What a row that cannot be read does; fail if absent"),
  strict: z.boolean().optional().describe("Fail when the format cannot hold some field"),
});

/** Turns rows of one format into another: `mat convert`. */
export const convertStage: StageKind<z.infer<typeof options>, ConvertReport> = {
  summary: "Turn rows of one format into another, without a dataset in between",
  options,
  makes: "files",
  settings: [],
  keepsOld: "no",
  reads: (given) => [
    ...listOf(given.inputs).map((path) => ({ path })),
    ...pathsAmong(libraryNames(given["from-options"])),
    ...pathsAmong(libraryNames(given["to-options"])),
  ],
  checks: ({ inputs, from, to, "from-options": read, "to-options": write }) => [
    () => refuseStandardInput(listOf(inputs)),
    async () => {
      if (from === undefined) return;
      checkOptions((await loadReading(from)).options, libraryNames(read), `reading ${from}`);
    },
    async () => checkOptions((await loadWriting(to)).options, libraryNames(write), `writing ${to}`),
  ],
  run: (given, { output, signal, onProgress }) =>
    convertRows({
      inputs: listOf(given.inputs),
      from: given.from,
      readOptions: libraryNames(given["from-options"]),
      to: given.to,
      writeOptions: libraryNames(given["to-options"]),
      output: join(output, given.name),
      onError: given["on-error"],
      strict: given.strict,
      force: true,
      signal,
      onProgress,
    }),
};
