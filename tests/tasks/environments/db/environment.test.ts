import { expect, test } from "vitest";
import type { TaskOptions } from "../../../../src/tasks/environment.ts";
import { makeTask } from "../../../../src/tasks/environments/db/make-task.ts";
import { numbers, taskOptions } from "../sample-tasks.ts";
import { testEnvironment } from "../test-environment.ts";

testEnvironment({ name: "db", makeTask, counted: 100, played: 12 });

test("levels have more tools and more tables", () => {
  const made = [1, 2, 3, 4, 5].map((level) => makeTask(taskOptions({ levels: [level] }), 0));
  expect(made.map(({ tools }) => tools.tools.length)).toEqual([3, 6, 12, 25, 60]);
  expect(made.map(({ state }) => state.tables.length)).toEqual([2, 3, 4, 6, 8]);
});

test("train and test share no name of a tool, of a table or of a thing", () => {
  const namesOf = (split: TaskOptions["split"]) => {
    const made = numbers(40).map((number) => makeTask(taskOptions({ split, seed: split === "train" ? 1 : 9 }), number));
    const tables = made.flatMap(({ state }) => state.tables);
    return new Set([
      ...made.flatMap(({ tools }) => tools.tools.map(({ name }) => name)),
      ...tables.map(({ name }) => name),
      ...tables.flatMap(({ named, rows }) => (named ? rows.map((row) => String(row[1])) : [])),
    ]);
  };
  const [train, held] = [namesOf("train"), namesOf("test")];
  expect([...train].filter((name) => held.has(name))).toEqual([]);
});
