import type { Environment, TaskOptions } from "./environment.ts";
import type { Task } from "./task.ts";

/** Which tasks to make. */
export interface GenerateTasksOptions extends TaskOptions {
  readonly environments: readonly Environment[];
  /** Tasks of each environment. */
  readonly count: number;
}

/** Tasks of environments by number, one environment after the other. The same options give the same tasks. */
export function* generateTasks({ environments, count, ...options }: GenerateTasksOptions): Generator<Task> {
  for (const environment of environments)
    for (let number = 0; number < count; number++) yield environment.task(options, number);
}
