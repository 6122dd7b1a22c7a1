import type { TaskOptions } from "../../../src/tasks/environment.ts";

/** Tasks of all levels, in both languages. */
export function taskOptions(more: Partial<TaskOptions> = {}): TaskOptions {
  return { seed: 1, languages: ["en", "zh"], levels: [1, 2, 3, 4, 5], split: "train", ...more };
}

/** The first so many numbers of tasks. */
export function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at);
}

/** The first so many tasks that are wanted, of all levels and in both languages. */
export function firstTasks<Made>(
  makeTask: (options: TaskOptions, number: number) => Made,
  count: number,
  isWanted: (made: Made) => boolean,
): Made[] {
  const found: Made[] = [];
  for (let number = 0; found.length < count; number++) {
    const made = makeTask(taskOptions({ seed: 3 }), number);
    if (isWanted(made)) found.push(made);
  }
  return found;
}
