import { z } from "zod";
import { type GenerateLibraryReport, generateLibrary } from "../../../templates/meta-agent/generate-library.ts";
import { loadTemplateSource } from "../../../templates/meta-agent/sources.ts";
import type { StageKind } from "../stage-kind.ts";
import { languages, positive, seed } from "./option-schemas.ts";

const options = z.strictObject({
  count: positive.describe("How many templates"),
  seed: seed.optional(),
  languages: languages.optional(),
  queries: z.string().optional().describe("A file of queries that agents are to meet"),
  source: z.string().optional().describe("Who makes them: grammar if absent, or what a plugin brings"),
  compress: z.boolean().optional().describe("Write the templates compressed"),
});

/** Makes a library of prompt templates: `mat templates generate`. */
export const templatesStage: StageKind<z.infer<typeof options>, GenerateLibraryReport> = {
  summary: "Make a library of prompt templates",
  options,
  makes: "templates",
  settings: ["seed"],
  keepsOld: "until replaced",
  reads: ({ queries }) => (queries === undefined ? [] : [{ path: queries }]),
  checks: ({ source }) => [() => source !== undefined && loadTemplateSource(source)],
  run: (given, { output, signal, onProgress }) =>
    generateLibrary({ ...given, output, force: true, signal, onProgress }),
};
