import { expect, test } from "vitest";
import type { TaskOptions } from "../../../../src/tasks/environment.ts";
import { makeTask } from "../../../../src/tasks/environments/time/make-task.ts";
import { namedEnvironment } from "../../../../src/tasks/registry.ts";
import { numbers, taskOptions } from "../sample-tasks.ts";
import { testEnvironment } from "../test-environment.ts";

const time = namedEnvironment("time");
testEnvironment({ name: "time", makeTask, counted: 200, played: 40 });

test("tasks have days of their own", () => {
  expect(new Set(numbers(20).map((number) => time.task(taskOptions(), number).date)).size).toBe(20);
});

test("levels have more tools and longer solutions", async () => {
  const means = await Promise.all(
    [1, 2, 3, 4, 5].map(async (level) => {
      const tasks = numbers(25).map((number) => time.task(taskOptions({ levels: [level] }), number));
      const worlds = await Promise.all(tasks.map((task) => time.open(task)));
      return [
        tasks.map((task) => task.tools.length),
        worlds.reduce((sum, { solution }) => sum + solution.length, 0),
      ] as const;
    }),
  );
  expect(means.map(([tools]) => [...new Set(tools)])).toEqual([[3], [6], [12], [25], [60]]);
  expect(means.map(([, steps]) => steps)).toEqual(means.map(([, steps]) => steps).toSorted((a, b) => a - b));
});

test("train and test share no name of a tool and none of a thing", () => {
  const namesOf = (split: TaskOptions["split"]) => {
    const made = numbers(60).map((number) => makeTask(taskOptions({ split, seed: split === "train" ? 1 : 9 }), number));
    const things = made.flatMap(({ world: { events, organisations, cities } }) => [
      ...events,
      ...organisations,
      ...cities,
    ]);
    return {
      tools: new Set(made.flatMap(({ tools }) => tools.tools.map(({ name }) => name))),
      things: new Set(things.map(({ name }) => name)),
    };
  };
  const [train, held] = [namesOf("train"), namesOf("test")];
  expect([...train.tools].filter((name) => held.tools.has(name))).toEqual([]);
  expect([...train.things].filter((name) => held.things.has(name))).toEqual([]);
});

test("a task whose tool is missing has no register, and all others have what they need", () => {
  for (const number of numbers(100)) {
    const { frame, tools, question } = makeTask(taskOptions(), number);
    if (frame.kind === "tool-missing") expect(tools.roles.register).toBeUndefined();
    else if (question.ask?.x.type === "event") expect(tools.roles.register).toBeDefined();
  }
});
