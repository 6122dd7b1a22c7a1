import { resolve } from "node:path";
import { RunChangedError, UsageError } from "../core/errors.ts";
import { sha256 } from "../core/hash.ts";
import type { Plan, TaskSpec } from "../generate/plan.ts";
import { pathInPlan } from "../generate/run-folder.ts";
import { builtinTasks, listedTasks, type TaskSource } from "../generate/task-source.ts";
import { QUERY, queryWorld } from "../tasks/query-world.ts";
import { ENVIRONMENTS, namedEnvironment } from "../tasks/registry.ts";
import { readTasks } from "../tasks/sources/read-tasks.ts";
import type { Task } from "../tasks/task.ts";
import type { Language } from "../templates/template.ts";
import type { OwnTool } from "../tools/own/own-tool.ts";
import { ownToolBox } from "../tools/own/own-tool-box.ts";
import { equipQuery } from "./equip-queries.ts";

/** What `--tasks` and the flags beside it say. */
export interface TaskChoice {
  /** `builtin:search`, `db`, or one file. */
  readonly words: readonly string[];
  readonly languages: readonly Language[];
  readonly levels: readonly number[];
  readonly split: "train" | "test";
}

const BUILTIN = "builtin:";

/** What is to stand in the plan of the run in this folder, for the tasks that were asked for. */
export async function specifyTasks(
  { words, ...options }: TaskChoice,
  run: string,
  own: readonly OwnTool[] = [],
): Promise<TaskSpec> {
  const [first, ...more] = words;
  if (first?.startsWith(BUILTIN)) {
    const environments = words.map((word) => word.replace(BUILTIN, ""));
    for (const name of environments) namedEnvironment(name);
    if (own.length > 0) throw uselessTools();
    const { languages, levels, split } = options;
    return { kind: "builtin", environments, languages: [...languages], levels: [...levels], split };
  }
  if (first === undefined || more.length > 0)
    throw new UsageError(
      `--tasks cannot be "${words.join(",")}"`,
      "Write --tasks builtin:search,db, or name one file of tasks.",
    );
  const { tasks, hash } = await readPlayable(first, own);
  if (own.length > 0 && tasks.every(({ environment }) => environment !== QUERY)) throw uselessTools();
  return { kind: "file", path: pathInPlan(run, first), sha256: hash, tasks: tasks.length };
}

function uselessTools(): UsageError {
  return new UsageError(
    "tools are given, and all tasks bring tools of their own",
    "--tools and --mcp are for queries: --tasks FILE.",
  );
}

/** The tasks of the plan of the run in this folder. Throws RunChangedError where their file is not what it was. */
export async function tasksOfPlan(
  { tasks: spec, seed }: Plan,
  run: string,
  own: readonly OwnTool[],
): Promise<TaskSource> {
  if (spec.kind === "builtin") {
    const { languages, levels, split } = spec;
    return builtinTasks(spec.environments.map(namedEnvironment), { seed, languages, levels, split });
  }
  const file = resolve(run, spec.path);
  const { tasks, hash } = await readPlayable(file, own);
  if (hash !== spec.sha256)
    throw new RunChangedError(
      "the tasks of this run have changed since it was planned",
      "Put back what they were, or begin a new run in another folder.",
      { file },
    );
  const box = ownToolBox(own);
  return listedTasks(tasks, async (task) =>
    task.environment === QUERY ? queryWorld(task, box) : namedEnvironment(task.environment).open(task),
  );
}

/** The tasks of a file, and a hash of them all. Throws for what cannot be played. */
async function readPlayable(
  file: string,
  own: readonly OwnTool[],
): Promise<{ readonly tasks: Task[]; readonly hash: string }> {
  const tasks: Task[] = [];
  const texts: string[] = [];
  const ids = new Set<string>();
  for await (const task of readTasks(file)) {
    requirePlayable(task, ids, file);
    tasks.push(equipQuery(task, own, file));
    texts.push(JSON.stringify(task));
  }
  if (tasks.length > 0) return { tasks, hash: sha256(texts.join("\n")) };
  throw new UsageError("holds no task", "Make some with mat tasks generate.", { file });
}

function requirePlayable({ id, environment, eval_only }: Task, ids: Set<string>, file: string): void {
  const place = { file, id };
  if (eval_only === true)
    throw new UsageError("this task is for evaluation: nothing is generated from it", "Leave it out.", place);
  if (ids.has(id)) throw new UsageError("two tasks have this id", "Give each an id of its own.", place);
  ids.add(id);
  if (environment === QUERY || Object.hasOwn(ENVIRONMENTS, environment)) return;
  throw new UsageError(
    `this task has no world to act in: there is no environment "${environment}"`,
    `Environments: ${Object.keys(ENVIRONMENTS).join(", ")}.`,
    place,
  );
}
