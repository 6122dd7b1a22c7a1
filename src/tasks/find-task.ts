import { dirname } from "node:path";
import { RowNotFoundError, UsageError } from "../core/errors.ts";
import { nearestName } from "../core/nearest-name.ts";
import type { AgentStep } from "../templates/protocol/agent-step.ts";
import type { TaskOptions } from "./environment.ts";
import { ENVIRONMENTS, namedEnvironment, taskWorld } from "./registry.ts";
import { readTasks } from "./sources/read-tasks.ts";
import type { Task } from "./task.ts";

/** A task, and one right solution of it where its world is one of ours. */
export interface FoundTask {
  readonly task: Task;
  readonly solution?: readonly AgentStep[];
}

/**
 * A task of an environment by its number, 0 unless given, or of a file by its id, the first unless given.
 * @throws {RowNotFoundError} for an id that the file has not
 */
export async function findTask(source: string, name: string | undefined, options: TaskOptions): Promise<FoundTask> {
  const task = Object.hasOwn(ENVIRONMENTS, source)
    ? namedEnvironment(source).task(options, numberOf(name ?? "0"))
    : await taskInFile(source, name);
  const opener = taskWorld(task.environment);
  if (opener === undefined) return { task };
  const world = await opener.open(task, dirname(source));
  const { solution } = world;
  await world.close();
  return { task, solution };
}

function numberOf(name: string): number {
  if (/^\d{1,9}$/.test(name)) return Number(name);
  throw new UsageError(`"${name}" is no number of a task`, "Tasks of an environment have numbers: 0, 1, 2 and so on.");
}

async function taskInFile(file: string, id: string | undefined): Promise<Task> {
  const ids: string[] = [];
  for await (const task of readTasks(file)) {
    if (id === undefined || task.id === id) return task;
    ids.push(task.id);
  }
  const near = id === undefined ? undefined : nearestName(id, ids);
  const hint = near === undefined ? "mat tasks list prints the ids of a file." : `Did you mean ${near}?`;
  throw new RowNotFoundError(`${file} has no task ${id ?? ""}`.trimEnd(), hint);
}
