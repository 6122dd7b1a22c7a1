import { expect, test } from "vitest";
import type { TaskOptions } from "../../../../src/tasks/environment.ts";
import { makeTask } from "../../../../src/tasks/environments/search/make-task.ts";
import { namedEnvironment } from "../../../../src/tasks/registry.ts";
import { numbers, taskOptions } from "../sample-tasks.ts";
import { testEnvironment } from "../test-environment.ts";

const search = namedEnvironment("search");
testEnvironment({ name: "search", makeTask, counted: 200, played: 40 });

test("levels have more tools and longer solutions", async () => {
  const means = await Promise.all(
    [1, 2, 3, 4, 5].map(async (level) => {
      const tasks = numbers(25).map((number) => search.task(taskOptions({ levels: [level] }), number));
      const worlds = await Promise.all(tasks.map((task) => search.open(task)));
      return [tasks[0]!.tools.length, worlds.reduce((sum, { solution }) => sum + solution.length, 0)] as const;
    }),
  );
  expect(means.map(([tools]) => tools)).toEqual([3, 6, 12, 25, 60]);
  expect(means.map(([, steps]) => steps)).toEqual(means.map(([, steps]) => steps).toSorted((a, b) => a - b));
});

test("train and test share no name of a tool and none of an entity", () => {
  const namesOf = (split: TaskOptions["split"]) => {
    const made = numbers(60).map((number) => makeTask(taskOptions({ split, seed: split === "train" ? 1 : 9 }), number));
    return {
      tools: new Set(made.flatMap(({ tools }) => tools.tools.map(({ name }) => name))),
      entities: new Set(made.flatMap(({ encyclopedia }) => encyclopedia.entities.map(({ name }) => name))),
    };
  };
  const [train, held] = [namesOf("train"), namesOf("test")];
  expect([...train.tools].filter((name) => held.tools.has(name))).toEqual([]);
  expect([...train.entities].filter((name) => held.entities.has(name))).toEqual([]);
});
