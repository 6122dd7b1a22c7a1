import { z } from "zod";
import { UsageError } from "../../../core/errors.ts";
import { isDatasetFolder, readManifest } from "../../../store/manifest.ts";
import { type GenerateLibraryReport, generateLibrary } from "../../../templates/meta-agent/generate-library.ts";
import { loadTemplateSource } from "../../../templates/meta-agent/sources.ts";
import { checkConnection } from "../../connection/connect-model.ts";
import type { StageContext, StageKind } from "../stage-kind.ts";
import { languages, positive, seed } from "./option-schemas.ts";
import { serverSchema, stageConnection, stageSampling, stageSamplingSchema } from "./served-model.ts";

const options = z.strictObject({
  count: positive.describe("How many templates"),
  seed: seed.optional(),
  languages: languages.optional(),
  queries: z.string().optional().describe("A file of queries that agents are to meet"),
  source: z.string().optional().describe("Who makes them: grammar if absent, or what a plugin brings"),
  model: z.string().optional().describe("A served model that writes them; with `server`"),
  server: serverSchema.optional().describe("Where the model is served"),
  sampling: stageSamplingSchema.optional().describe("How the model is asked"),
  attempts: positive.optional().describe("Templates that the model may try, at most; three times `count` if absent"),
  compress: z.boolean().optional().describe("Write the templates compressed"),
});

type Options = z.infer<typeof options>;

/** Makes a library of prompt templates: `mat templates generate`. */
export const templatesStage: StageKind<Options, GenerateLibraryReport> = {
  summary: "Make a library of prompt templates",
  options,
  makes: "templates",
  settings: ["seed"],
  keepsOld: "until replaced",
  // Servers move, and the templates are the same ones.
  beside: ["server"],
  precious: (folder) => (isWritten(folder) ? "its templates were written by a model on a server" : undefined),
  reads: ({ queries }) => (queries === undefined ? [] : [{ path: queries }]),
  checks: (given) => [() => given.source !== undefined && loadTemplateSource(given.source), () => checkModel(given)],
  run: (given, context) => (given.model === undefined ? compose(given, context) : write(given, given.model, context)),
};

function compose(given: Options, { output, signal, onProgress }: StageContext): Promise<GenerateLibraryReport> {
  const { count, seed: number, languages: spoken, queries, source, compress } = given;
  const library = { count, seed: number, languages: spoken, queries, source, compress };
  return generateLibrary({ ...library, output, force: true, signal, onProgress });
}

async function write(given: Options, model: string, context: StageContext): Promise<GenerateLibraryReport> {
  const { count, seed: number, languages: spoken, queries, attempts, compress, server, sampling } = given;
  const { output, ...playing } = context;
  const library = { count, seed: number, languages: spoken, queries, attempts, compress, output, force: true };
  const { writeTemplates } = await import("../../write-templates.ts");
  return writeTemplates(
    { ...library, model, connection: stageConnection(server)!, sampling: stageSampling(sampling) },
    playing,
  );
}

function checkModel({ model, server, sampling, source, attempts, count }: Options): unknown {
  const connection = stageConnection(server);
  if (model === undefined && (connection !== undefined || sampling !== undefined || attempts !== undefined))
    throw new UsageError("server, sampling and attempts are for a model that writes", "Name it: model.");
  if (model === undefined) return undefined;
  if (source !== undefined) throw new UsageError("source and model are two makers", "Give one of them.");
  if (connection === undefined)
    throw new UsageError(`nobody says where ${model} is served`, "Give server.base-url or server.preset.");
  if (attempts !== undefined && attempts < count)
    throw new UsageError(`${attempts} attempts cannot give ${count} templates`, "Allow at least one for each.");
  return checkConnection(model!, connection);
}

function isWritten(folder: string): boolean {
  return isDatasetFolder(folder) && readManifest(folder).notes["written"] !== undefined;
}
