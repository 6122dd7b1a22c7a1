import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { UsageError } from "../../../core/errors.ts";
import type { GenerateReport } from "../../../generate/generate.ts";
import { readPlan } from "../../../generate/run-folder.ts";
import { PLAN } from "../../../store/run-files.ts";
import { parseServerWords } from "../../../tools/mcp/parse-server-words.ts";
import { filtersInPlan } from "../../accept-filters.ts";
import { specifyCassette } from "../../choose-cassette.ts";
import { refuseForBuiltin, specifyTasks } from "../../choose-tasks.ts";
import { chooseTemplates } from "../../choose-templates.ts";
import { checkConnection } from "../../connection/connect-model.ts";
import { generateRun } from "../../generate-run.ts";
import { loadEnvironments } from "../../load-environments.ts";
import { loadTools } from "../../load-tools.ts";
import { seatModel } from "../../seat-model.ts";
import { referencesIn } from "../references.ts";
import type { StageKind } from "../stage-kind.ts";
import { filterRequests, filters, languages, listOf, positive, seed, texts } from "./option-schemas.ts";
import { serverSchema, stageConnection, stageSampling, stageSamplingSchema } from "./served-model.ts";

const options = z.strictObject({
  tasks: texts.describe("`builtin:NAME` for each environment, or files of tasks"),
  templates: texts.describe("A library, or names of templates that come with mat"),
  episodes: positive.describe("How many episodes"),
  model: z.string().default("reader").describe("Who acts"),
  server: serverSchema.optional().describe("Where the model is served; absent for one that comes with mat"),
  sampling: stageSamplingSchema.optional().describe("How a served model is asked"),
  errors: z.record(z.string(), z.number().min(0).max(1)).optional().describe("Errors on purpose, and their rates"),
  "per-task": positive.optional().describe("Episodes of each task; 1 if absent"),
  seed: seed.optional(),
  languages: languages.optional(),
  levels: z.array(z.int().min(1).max(5)).min(1).optional().describe("Levels of built-in tasks, all if absent"),
  split: z.enum(["train", "test"]).optional().describe("Split of built-in tasks; train if absent"),
  accept: positive.optional().describe("Keep the first so many that pass the filters"),
  filters: filters.optional(),
  "shard-size": positive.optional().describe("Episodes of one shard; 1000 if absent"),
  tools: texts.optional().describe("Tools for tasks that are queries alone: names, JSON files, modules"),
  mcp: texts.optional().describe("MCP servers, for the same tasks: commands, addresses, JSON files"),
  environments: texts.optional().describe("Environments in Python that tasks are of: their Python files"),
  "allow-private": z.boolean().optional().describe("Tools may ask servers on this machine and in private networks"),
  cassette: z
    .enum(["record", "replay", "off"])
    .optional()
    .describe("Record what tools give, or take it from a recording"),
  "cassette-file": z.string().optional().describe("The cassette's folder; `cassette` in the run's if absent"),
  "max-steps": positive.optional().describe("Calls of the model in one episode; 20 if absent"),
  "max-prompt-tokens": positive.optional().describe("Tokens of one prompt, at most: past that the memory is cut"),
  date: z.iso.date().optional().describe("What prompts say the date is: YYYY-MM-DD"),
});
type Options = z.infer<typeof options>;

/** Lets an agent act on tasks under templates: `mat generate`. */
export const generateStage: StageKind<Options, GenerateReport> = {
  summary: "Let an agent act on tasks under templates",
  options,
  makes: "trajectories",
  settings: ["seed", "model"],
  keepsOld: "to go on",
  // Servers move, and the episodes are the same ones.
  beside: ["server", "allow-private"],
  precious: (folder) => (isServedRun(folder) ? "its episodes were played by a model on a server" : undefined),
  reads: ({ tasks, templates, tools, mcp, environments, cassette, "cassette-file": tape, sampling }) => [
    ...listOf(sampling?.["chat-template"]).map((path) => ({ path })),
    ...[...listOf(tools), ...listOf(environments)].flatMap((path) => (isPath(path) ? [{ path }] : [])),
    ...listOf(mcp).flatMap((path) => (/^\S+\.json$/i.test(path) ? [{ path }] : [])),
    ...(cassette === "replay" && tape !== undefined ? [{ path: tape }] : []),
    ...listOf(tasks).flatMap((path) => (isPath(path) ? [{ path }] : [])),
    ...listOf(templates).flatMap((path) => (isPath(path) ? [{ path, needs: "templates" as const }] : [])),
  ],
  checks: (given) => [
    () => checkTasks(given),
    () => (isMade(given.templates) ? undefined : chooseTemplates(listOf(given.templates))),
    () => checkModel(given),
    () => checkAcceptance(given),
    () => checkCassette(given),
  ],
  run: (given, { output, concurrency, signal, onProgress }) =>
    generateRun(
      {
        ...given,
        connection: stageConnection(given.server),
        sampling: stageSampling(given.sampling),
        maxPromptTokens: given["max-prompt-tokens"],
        tasks: listOf(given.tasks),
        templates: listOf(given.templates),
        tools: listOf(given.tools),
        environments: listOf(given.environments),
        mcp: listOf(given.mcp),
        allowPrivate: given["allow-private"],
        cassetteFile: given["cassette-file"],
        perTask: given["per-task"],
        shardSize: given["shard-size"],
        maxSteps: given["max-steps"],
        filters: filterRequests(given.filters),
        output,
      },
      { concurrency, signal, onProgress },
    ),
};

function isServedRun(folder: string): boolean {
  return existsSync(join(folder, PLAN)) && readPlan(folder).served !== undefined;
}

function checkModel({ model, seed: number = 0, errors = {}, server, sampling }: Options): unknown {
  const connection = stageConnection(server);
  if (connection !== undefined) {
    stageSampling(sampling);
    return checkConnection(model, connection);
  }
  if (sampling !== undefined)
    throw new UsageError("sampling is for models on servers", "Say where it is: server.base-url or server.preset.");
  return seatModel({ model, seed: number, errors });
}

/** Is it a file or folder, and no name of something that comes with mat? */
function isPath(text: string): boolean {
  return referencesIn(text).length > 0 || /[/\\]|\.\w+$/.test(text) || (!text.includes(":") && existsSync(text));
}

/** Is it made by another stage? Then there is nothing to look at yet. */
function isMade(words: Options["tools"]): boolean {
  return listOf(words).some((word) => referencesIn(word).length > 0);
}

async function checkTasks({ tasks, tools: files, mcp, environments, ...choices }: Options): Promise<void> {
  refuseForBuiltin({ tasks: listOf(tasks), ...choices });
  const { tools } = await loadTools(listOf(files));
  // What tools servers have is known once they run, and a check starts none.
  if (parseServerWords(listOf(mcp)).length > 0) return;
  const choice = { words: listOf(tasks), languages: ["en"], levels: [1], split: "train" } as const;
  if (!isMade(tasks)) await specifyTasks(choice, ".", tools, loadEnvironments(listOf(environments)));
}

function checkCassette({ cassette, "cassette-file": cassetteFile }: Options): Promise<unknown> | undefined {
  return isMade(cassetteFile) ? undefined : specifyCassette({ cassette, cassetteFile }, ".");
}

function checkAcceptance({ accept, filters: list }: Options): Promise<unknown> | undefined {
  if ((accept === undefined) !== (list === undefined))
    throw new UsageError(
      "accept and filters need each other",
      "Give both, or neither: a filter stage drops rows, too.",
    );
  return list === undefined ? undefined : filtersInPlan(filterRequests(list));
}
