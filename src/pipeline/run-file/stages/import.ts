import { z } from "zod";
import { checkOptions } from "../../../format/check-options.ts";
import { type ImportReport, importRows } from "../../../format/import.ts";
import { loadReading } from "../../../format/registry.ts";
import type { StageKind } from "../stage-kind.ts";
import { inheritedFrom } from "./inherited.ts";
import { formatOptions, libraryNames, listOf, texts } from "./option-schemas.ts";
import { pathsAmong } from "./paths-among.ts";
import { refuseStandardInput } from "./refuse-standard-input.ts";

const options = z.strictObject({
  inputs: texts.describe("Files, globs or folders; datasets of mat as well"),
  from: z.string().optional().describe("Their format; guessed from the rows if absent"),
  options: formatOptions.describe("The options of the format's reader"),
  "on-error": z.enum(["fail", "skip"]).optional().describe("What a row that cannot be read does; fail if absent"),
  licences: texts.optional().describe("Licences that the data is under"),
  compress: z.boolean().optional().describe("Write the rows compressed"),
});

/** Reads trajectories in some format, or of several datasets, into one dataset: `mat import`. */
export const importStage: StageKind<z.infer<typeof options>, ImportReport> = {
  summary: "Read trajectories in some format, or of several datasets, into one dataset",
  options,
  makes: "trajectories",
  settings: [],
  keepsOld: "until replaced",
  reads: ({ inputs, options: given }) => [
    ...listOf(inputs).map((path) => ({ path, needs: "trajectories" as const })),
    ...pathsAmong(libraryNames(given)),
  ],
  checks: ({ inputs, from, options: given }) => [
    () => refuseStandardInput(listOf(inputs)),
    async () => {
      if (from === undefined) return;
      checkOptions((await loadReading(from)).options, libraryNames(given), `reading ${from}`);
    },
  ],
  run: ({ inputs, from, options: given, "on-error": onError, licences, compress }, { output, signal, onProgress }) => {
    const inherited = inheritedFrom(listOf(inputs));
    return importRows({
      inputs: listOf(inputs),
      from,
      readOptions: libraryNames(given),
      onError,
      licences: [...new Set([...listOf(licences), ...inherited.licences])],
      evalOnly: inherited.evalOnly,
      compress: compress ?? false,
      output,
      force: true,
      signal,
      onProgress,
    });
  },
};
