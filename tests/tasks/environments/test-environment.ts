import { expect, test } from "vitest";
import { canonicalJson } from "../../../src/core/hash.ts";
import type { JsonValue } from "../../../src/core/json/value.ts";
import type { Tool } from "../../../src/core/tool.ts";
import type { TaskOptions } from "../../../src/tasks/environment.ts";
import { namedEnvironment } from "../../../src/tasks/registry.ts";
import { TASK_KINDS, taskSchema } from "../../../src/tasks/task.ts";
import { playSolution } from "./play-solution.ts";
import { numbers, taskOptions } from "./sample-tasks.ts";

/** An environment that makes its tasks up by their numbers. */
interface MadeUpEnvironment {
  readonly name: string;
  makeTask(options: TaskOptions, number: number): { readonly tools: { readonly roles: object } };
  /** Tasks of which the kinds are counted: a multiple of 100. */
  readonly counted: number;
  /** Tasks of each level and split whose solutions are played. */
  readonly played: number;
}

/** Tests what holds for every environment that makes its tasks up by their numbers. */
export function testEnvironment({ name, makeTask, counted, played }: MadeUpEnvironment): void {
  const environment = namedEnvironment(name);

  test("the same number is the same task, whatever was made before, and valid; another seed is another", () => {
    const tasks = numbers(20).map((number) => environment.task(taskOptions(), number));
    const again = numbers(20).toReversed();
    expect(again.map((number) => environment.task(taskOptions(), number)).toReversed()).toEqual(tasks);
    for (const task of tasks) expect(taskSchema.parse(JSON.parse(JSON.stringify(task)))).toEqual(task);
    expect(environment.task(taskOptions({ seed: 2 }), 3).query).not.toBe(tasks[3]!.query);
  });

  test("each of the four kinds has its 4% of the tasks", () => {
    const kinds = numbers(counted).map((number) => environment.task(taskOptions(), number).kind);
    const percent = counted / 100;
    const shares = TASK_KINDS.map((kind) => kinds.filter((one) => one === kind).length / percent);
    expect(shares).toEqual([84, 4, 4, 4, 4]);
  });

  for (const level of [1, 2, 3, 4, 5])
    test(`at level ${level} every reference solution is judged right, in both languages and splits`, async () => {
      for (const split of ["train", "test"] as const)
        for (const number of numbers(played)) {
          const task = environment.task(taskOptions({ levels: [level], split }), number);
          const { trajectory, judgement } = await playSolution(await environment.open(task));
          expect(judgement.reward, `${task.query} ${JSON.stringify(trajectory.steps.slice(-2))}`).toBe(1);
          expect(trajectory.steps.length, task.query).toBeLessThanOrEqual(20);
        }
    });

  test("there are more than 200 different schemas of tools that tasks need", () => {
    const schemas = numbers(150).flatMap((number) =>
      Object.values<Tool>({ ...makeTask(taskOptions(), number).tools.roles }).map((tool) =>
        canonicalJson([tool.name, tool.parameters] as JsonValue),
      ),
    );
    expect(new Set(schemas).size).toBeGreaterThan(200);
  });

  test("a task of another version is refused", async () => {
    const task = environment.task(taskOptions(), 0);
    await expect(environment.open({ ...task, world: { version: 2 } })).rejects.toThrow(
      "has no world that this version of mat can open",
    );
  });

  test("worlds of one task know nothing of each other, and fail in the same places", async () => {
    const task = environment.task(taskOptions({ levels: [5] }), 4);
    const worlds = [await environment.open(task), await environment.open(task)];
    const [one, other] = await Promise.all(worlds.map(playSolution));
    expect(one).toEqual(other);
  });
}
