import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { RunChangedError, UsageError } from "../core/errors.ts";
import { sha256 } from "../core/hash.ts";
import type { Plan, TaskSpec } from "../generate/plan.ts";
import { pathInPlan } from "../generate/run-folder.ts";
import { builtinTasks, listedTasks, type TaskSource } from "../generate/task-source.ts";
import type { World } from "../tasks/environment.ts";
import { QUERY, queryWorld } from "../tasks/query-world.ts";
import { ENVIRONMENTS, namedEnvironment, taskWorld } from "../tasks/registry.ts";
import { readTasks } from "../tasks/sources/read-tasks.ts";
import type { Task } from "../tasks/task.ts";
import type { Language } from "../templates/template.ts";
import type { OwnTool } from "../tools/own/own-tool.ts";
import { ownToolBox } from "../tools/own/own-tool-box.ts";
import { equipQuery } from "./equip-query.ts";
import { type LoadedEnvironments, NO_ENVIRONMENTS } from "./load-environments.ts";
import type { RunRequest } from "./run-request.ts";

/** What `--tasks` and the flags beside it say. */
export interface TaskChoice {
  /** `builtin:search`, `db`, or files. */
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
  outside: LoadedEnvironments = NO_ENVIRONMENTS,
): Promise<TaskSpec> {
  const [first, ...more] = words;
  if (first === undefined)
    throw new UsageError("--tasks names nothing", "Write --tasks builtin:search,db, or name files of tasks.");
  refuseMixture(words);
  if (first.startsWith(BUILTIN)) {
    // One that is named twice would play its tasks twice over.
    const environments = distinct(words.map((word) => word.replace(BUILTIN, "")));
    for (const name of environments) namedEnvironment(name);
    if (own.length > 0) throw uselessTools();
    if (outside.bridges.size > 0) throw uselessEnvironment();
    const { languages, levels, split } = options;
    return { kind: "builtin", environments, languages: distinct(languages), levels: distinct(levels), split };
  }
  const { tasks: read, hash } = await readPlayable(words, own, outside);
  const tasks = read.map(({ task }) => task);
  if (own.length > 0 && tasks.every(({ environment }) => environment !== QUERY)) throw uselessTools();
  if (outside.bridges.size > 0 && !tasks.some(({ environment }) => outside.bridges.has(environment)))
    throw uselessEnvironment();
  const licences = [...new Set(tasks.flatMap(({ licence }) => licence ?? []))].sort();
  return {
    kind: "file",
    path: pathInPlan(run, first),
    ...(more.length === 0 ? {} : { more_paths: more.map((file) => pathInPlan(run, file)) }),
    sha256: hash,
    tasks: tasks.length,
    ...(licences.length === 0 ? {} : { licences }),
  };
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

/** Tasks of files come one after the other, and those of an environment have no last. */
function refuseMixture(words: readonly string[]): void {
  const [builtin, others] = [words.filter(isBuiltin), words.filter((word) => !isBuiltin(word))];
  const files = builtin.length === 0 ? [] : others.filter((word) => !Object.hasOwn(ENVIRONMENTS, word));
  if (files.length === 0 || (isBuiltin(words[0]!) && !files.some((word) => existsSync(word)))) return;
  const name = builtin[0]!.slice(BUILTIN.length);
  throw new UsageError(
    `--tasks names both ${builtin[0]} and the file ${files[0]}`,
    `Write tasks of the environment to a file (mat tasks generate ${name} -n N -o ${name}.jsonl), and name both files.`,
  );
}

function isBuiltin(word: string): boolean {
  return word.startsWith(BUILTIN);
}

/** Throws UsageError for flags that say which tasks to make, where files hold them. */
export function refuseForBuiltin({
  tasks,
  languages,
  levels,
  split,
}: Pick<RunRequest, "tasks" | "languages" | "levels" | "split">): void {
  const flag = languages?.length ? "--lang" : levels?.length ? "--level" : split === undefined ? undefined : "--split";
  if (flag === undefined || tasks.some(isBuiltin)) return;
  throw new UsageError(
    `${flag} is for tasks that mat makes, and these are of a file`,
    "Leave it out: the tasks of a file are played as they are.",
  );
}

function uselessEnvironment(): UsageError {
  return new UsageError(
    "--environment is given, and no task is of it",
    "Make tasks of it: mat environments tasks ENVIRONMENT -o tasks.jsonl.",
  );
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
  outside: LoadedEnvironments = NO_ENVIRONMENTS,
): Promise<TaskSource> {
  if (spec.kind === "builtin") {
    const { languages, levels, split } = spec;
    return builtinTasks(spec.environments.map(namedEnvironment), { seed, languages, levels, split });
  }
  const files = [spec.path, ...(spec.more_paths ?? [])].map((path) => resolve(run, path));
  const { tasks, hash } = await readPlayable(files, own, outside);
  if (hash !== spec.sha256)
    throw new RunChangedError(
      "the tasks of this run have changed since it was planned",
      "Put back what they were, or begin a new run in another folder.",
      { file: files.join(", ") },
    );
  const box = ownToolBox(own);
  const folderOf = new Map(tasks.map(({ task, file }) => [task.id, dirname(file)]));
  const open = async (task: Task): Promise<World> => {
    if (task.environment === QUERY) return queryWorld(task, box);
    const bridge = outside.bridges.get(task.environment);
    return bridge?.open(task) ?? taskWorld(task.environment)!.open(task, folderOf.get(task.id)!);
  };
  return listedTasks(
    tasks.map(({ task }) => task),
    open,
  );
}

/** A task that can be played, and the file that it is from. */
interface PlayableTask {
  readonly task: Task;
  readonly file: string;
}

/** The tasks of files, in order, and a hash of them all. Throws for what cannot be played. */
async function readPlayable(
  files: readonly string[],
  own: readonly OwnTool[],
  outside: LoadedEnvironments,
): Promise<{ readonly tasks: PlayableTask[]; readonly hash: string }> {
  const tasks: PlayableTask[] = [];
  const texts: string[] = [];
  const ids = new Set<string>();
  for (const file of files) {
    const before = tasks.length;
    for await (const task of readTasks(file)) {
      requirePlayable(task, ids, file, outside);
      tasks.push({ task: equipQuery(task, own, file), file });
      texts.push(JSON.stringify(task));
    }
    if (tasks.length === before) throw new UsageError("holds no task", "Make some with mat tasks generate.", { file });
  }
  return { tasks, hash: sha256(texts.join("\n")) };
}

function requirePlayable(
  { id, environment, eval_only }: Task,
  ids: Set<string>,
  file: string,
  { bridges }: LoadedEnvironments,
): void {
  const place = { file, id };
  const bridge = bridges.get(environment);
  // A line can be edited; what its environment is for stays.
  if (eval_only === true || bridge?.adapter.manifest.eval_only === true)
    throw new UsageError("this task is for evaluation: nothing is generated from it", "Leave it out.", place);
  const fix = "Give each an id of its own; queries without one are called after their file: name the file otherwise.";
  if (ids.has(id)) throw new UsageError("two tasks have this id", fix, place);
  ids.add(id);
  if (environment === QUERY || bridge !== undefined || taskWorld(environment) !== undefined) return;
  throw new UsageError(
    `this task has no world to act in: there is no environment "${environment}"`,
    `Environments: ${[...Object.keys(ENVIRONMENTS), ...bridges.keys()].join(", ")}; --environment names one in Python.`,
    place,
  );
}
