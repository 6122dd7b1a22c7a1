import { existsSync } from "node:fs";
import { z } from "zod";
import { UsageError } from "../../../core/errors.ts";
import type { GenerateReport } from "../../../generate/generate.ts";
import { filtersInPlan } from "../../accept-filters.ts";
import { specifyTasks } from "../../choose-tasks.ts";
import { chooseTemplates } from "../../choose-templates.ts";
import { generateRun } from "../../generate-run.ts";
import { seatModel } from "../../models.ts";
import { referencesIn } from "../references.ts";
import type { StageKind } from "../stage-kind.ts";
import { filterRequests, filters, languages, listOf, positive, seed, texts } from "./option-schemas.ts";

const options = z.strictObject({
  tasks: texts.describe("`builtin:NAME` for each environment, or one file of tasks"),
  templates: texts.describe("A library, or names of templates that come with mat"),
  episodes: positive.describe("How many episodes"),
  model: z.string().default("reader").describe("Who acts"),
  errors: z.record(z.string(), z.number().min(0).max(1)).optional().describe("Errors on purpose, and their rates"),
  "per-task": positive.optional().describe("Episodes of each task; 1 if absent"),
  seed: seed.optional(),
  languages: languages.optional(),
  levels: z.array(z.int().min(1).max(5)).min(1).optional().describe("Levels of built-in tasks, all if absent"),
  split: z.enum(["train", "test"]).optional().describe("Split of built-in tasks; train if absent"),
  accept: positive.optional().describe("Keep the first so many that pass the filters"),
  filters: filters.optional(),
  "shard-size": positive.optional().describe("Episodes of one shard; 1000 if absent"),
  "max-steps": positive.optional().describe("Calls of the model in one episode; 20 if absent"),
  date: z.string().optional().describe("What prompts say the date is"),
});
type Options = z.infer<typeof options>;

/** Lets an agent act on tasks under templates: `mat generate`. */
export const generateStage: StageKind<Options, GenerateReport> = {
  summary: "Let an agent act on tasks under templates",
  options,
  makes: "trajectories",
  settings: ["seed", "model"],
  keepsOld: "to go on",
  reads: ({ tasks, templates }) => [
    ...listOf(tasks).flatMap((path) => (isPath(path) ? [{ path }] : [])),
    ...listOf(templates).flatMap((path) => (isPath(path) ? [{ path, needs: "templates" as const }] : [])),
  ],
  checks: (given) => [
    () => checkTasks(given),
    () => (isMade(given.templates) ? undefined : chooseTemplates(listOf(given.templates))),
    () => seatModel({ model: given.model, seed: given.seed ?? 0, errors: given.errors ?? {} }),
    () => checkAcceptance(given),
  ],
  run: (given, { output, concurrency, signal, onProgress }) =>
    generateRun(
      {
        ...given,
        tasks: listOf(given.tasks),
        templates: listOf(given.templates),
        perTask: given["per-task"],
        shardSize: given["shard-size"],
        maxSteps: given["max-steps"],
        filters: filterRequests(given.filters),
        output,
      },
      { concurrency, signal, onProgress },
    ),
};

/** Is it a file or folder, and no name of something that comes with mat? */
function isPath(text: string): boolean {
  return referencesIn(text).length > 0 || /[/\\]|\.\w+$/.test(text) || (!text.includes(":") && existsSync(text));
}

/** Is it made by another stage? Then there is nothing to look at yet. */
function isMade(words: Options["tasks"]): boolean {
  return listOf(words).some((word) => referencesIn(word).length > 0);
}

function checkTasks({ tasks }: Options): Promise<unknown> | undefined {
  if (isMade(tasks)) return undefined;
  return specifyTasks({ words: listOf(tasks), languages: ["en"], levels: [1], split: "train" }, ".", []);
}

function checkAcceptance({ accept, filters: list }: Options): Promise<unknown> | undefined {
  if ((accept === undefined) !== (list === undefined))
    throw new UsageError(
      "accept and filters need each other",
      "Give both, or neither: a filter stage drops rows, too.",
    );
  return list === undefined ? undefined : filtersInPlan(filterRequests(list));
}
