import { resolve } from "node:path";
import { RunChangedError, UsageError, WrongFormatError } from "../core/errors.ts";
import { sha256 } from "../core/hash.ts";
import type { Plan, TaskSpec } from "../generate/plan.ts";
import { pathInPlan } from "../generate/run-folder.ts";
import { builtinTasks, listedTasks, type TaskSource } from "../generate/task-source.ts";
import { parseRow } from "../store/parse-row.ts";
import { readRows } from "../store/read-rows.ts";
import { namedEnvironment } from "../tasks/registry.ts";
import { type Task, taskSchema } from "../tasks/task.ts";
import type { Language } from "../templates/template.ts";

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
export async function specifyTasks({ words, ...options }: TaskChoice, run: string): Promise<TaskSpec> {
  const [first, ...more] = words;
  if (first?.startsWith(BUILTIN)) {
    const environments = words.map((word) => word.replace(BUILTIN, ""));
    for (const name of environments) namedEnvironment(name);
    const { languages, levels, split } = options;
    return { kind: "builtin", environments, languages: [...languages], levels: [...levels], split };
  }
  if (first === undefined || more.length > 0)
    throw new UsageError(
      `--tasks cannot be "${words.join(",")}"`,
      "Write --tasks builtin:search,db, or name one file of tasks.",
    );
  const { tasks, hash } = await readTasks(first);
  return { kind: "file", path: pathInPlan(run, first), sha256: hash, tasks: tasks.length };
}

/** The tasks of the plan of the run in this folder. Throws RunChangedError where their file is not what it was. */
export async function tasksOfPlan({ tasks: spec, seed }: Plan, run: string): Promise<TaskSource> {
  if (spec.kind === "builtin") {
    const { languages, levels, split } = spec;
    return builtinTasks(spec.environments.map(namedEnvironment), { seed, languages, levels, split });
  }
  const file = resolve(run, spec.path);
  const { tasks, hash } = await readTasks(file);
  if (hash !== spec.sha256)
    throw new RunChangedError(
      "the tasks of this run have changed since it was planned",
      "Put back what they were, or begin a new run in another folder.",
      { file },
    );
  return listedTasks(tasks, (task) => namedEnvironment(task.environment).open(task));
}

/** The tasks of a file, and a hash of them all. Throws for what cannot be played. */
async function readTasks(file: string): Promise<{ readonly tasks: Task[]; readonly hash: string }> {
  const tasks: Task[] = [];
  const texts: string[] = [];
  const ids = new Set<string>();
  for await (const rows of readRows([file])) {
    for (const row of rows) {
      const place = { file: row.file, line: row.line, row: row.row };
      const parsed = taskSchema.safeParse(parseRow(row));
      const [issue] = parsed.error?.issues ?? [];
      if (issue !== undefined)
        throw new WrongFormatError("task", `${issue.path.join(".")}: ${issue.message}`, TASK_FORM, place);
      const task = parsed.data!;
      requirePlayable(task, ids, place);
      tasks.push(task);
      texts.push(row.text);
    }
  }
  if (tasks.length > 0) return { tasks, hash: sha256(texts.join("\n")) };
  throw new UsageError("holds no task", "Make some with mat tasks generate.", { file });
}

const TASK_FORM = "A row is a task as mat tasks generate writes it.";

function requirePlayable(task: Task, ids: Set<string>, place: object): void {
  const at = { ...place, id: task.id };
  if (task.eval_only === true)
    throw new UsageError("this task is for evaluation: nothing is generated from it", "Leave it out.", at);
  if (ids.has(task.id)) throw new UsageError("two tasks have this id", "Give each an id of its own.", at);
  ids.add(task.id);
  namedEnvironment(task.environment);
}
