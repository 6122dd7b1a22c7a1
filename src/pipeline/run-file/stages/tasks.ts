import { join } from "node:path";
import { z } from "zod";
import { generateTasks } from "../../../tasks/generate-tasks.ts";
import { namedEnvironment } from "../../../tasks/registry.ts";
import { type WriteTasksReport, writeTasks } from "../../../tasks/write-tasks.ts";
import type { StageKind } from "../stage-kind.ts";
import { languages, listOf, positive, seed, texts } from "./option-schemas.ts";

const LEVELS = [1, 2, 3, 4, 5];

const options = z.strictObject({
  environments: texts.describe("Environments that the tasks are of"),
  count: positive.describe("Tasks of each environment"),
  seed: seed.optional(),
  levels: z.array(z.int().min(1).max(5)).min(1).optional().describe("Levels, all if absent"),
  languages: languages.optional(),
  split: z.enum(["train", "test"]).optional().describe("Train and test share no name; train if absent"),
});

/** Makes tasks of environments, in the file `tasks.jsonl`: `mat tasks generate`. */
export const tasksStage: StageKind<z.infer<typeof options>, WriteTasksReport> = {
  summary: "Make tasks of environments, in the file `tasks.jsonl`",
  options,
  makes: "tasks",
  settings: ["seed"],
  keepsOld: "no",
  reads: () => [],
  checks: ({ environments }) => listOf(environments).map((name) => () => namedEnvironment(name)),
  run: (given, { output, signal, onProgress }) => {
    const { environments, count, seed: number = 0, split = "train" } = given;
    const made = generateTasks({
      environments: listOf(environments).map(namedEnvironment),
      count,
      seed: number,
      levels: given.levels ?? LEVELS,
      languages: given.languages ?? ["en", "zh"],
      split,
    });
    return writeTasks(made, { output: join(output, "tasks.jsonl"), force: true, signal, onProgress });
  },
};
