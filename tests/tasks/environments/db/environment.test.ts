import { expect, test } from "vitest";
import { canonicalJson } from "../../../../src/core/hash.ts";
import type { JsonValue } from "../../../../src/core/json/value.ts";
import type { TaskOptions } from "../../../../src/tasks/environment.ts";
import { makeTask } from "../../../../src/tasks/environments/db/make-task.ts";
import { namedEnvironment } from "../../../../src/tasks/registry.ts";
import { TASK_KINDS, taskSchema } from "../../../../src/tasks/task.ts";
import { playSolution } from "../play-solution.ts";

const db = namedEnvironment("db");
const options = (more: Partial<TaskOptions> = {}): TaskOptions => ({
  seed: 1,
  languages: ["en", "zh"],
  levels: [1, 2, 3, 4, 5],
  split: "train",
  ...more,
});
const numbers = (count: number) => Array.from({ length: count }, (_, at) => at);

test("the same number is the same task, whatever was made before, and valid; another seed is another", () => {
  const tasks = numbers(20).map((number) => db.task(options(), number));
  const again = numbers(20).toReversed();
  expect(again.map((number) => db.task(options(), number)).toReversed()).toEqual(tasks);
  for (const task of tasks) expect(taskSchema.parse(JSON.parse(JSON.stringify(task)))).toEqual(task);
  expect(db.task(options({ seed: 2 }), 3).query).not.toBe(tasks[3]!.query);
});

test("each of the four kinds has its 4% of the tasks", () => {
  const kinds = numbers(100).map((number) => db.task(options(), number).kind);
  expect(TASK_KINDS.map((kind) => kinds.filter((one) => one === kind).length)).toEqual([84, 4, 4, 4, 4]);
});

for (const level of [1, 2, 3, 4, 5])
  test(`at level ${level} every reference solution is judged right, in both languages and splits`, async () => {
    for (const split of ["train", "test"] as const)
      for (const number of numbers(12)) {
        const task = db.task(options({ levels: [level], split }), number);
        const { trajectory, judgement } = await playSolution(await db.open(task));
        expect(judgement.reward, `${task.query} ${JSON.stringify(trajectory.steps.slice(-2))}`).toBe(1);
        expect(trajectory.steps.length, task.query).toBeLessThanOrEqual(20);
      }
  });

test("levels have more tools and more tables", () => {
  const made = [1, 2, 3, 4, 5].map((level) => makeTask(options({ levels: [level] }), 0));
  expect(made.map(({ tools }) => tools.tools.length)).toEqual([3, 6, 12, 25, 60]);
  expect(made.map(({ state }) => state.tables.length)).toEqual([2, 3, 4, 6, 8]);
});

test("train and test share no name of a tool, of a table or of a thing", () => {
  const namesOf = (split: TaskOptions["split"]) => {
    const made = numbers(40).map((number) => makeTask(options({ split, seed: split === "train" ? 1 : 9 }), number));
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

test("there are more than 200 different schemas of tools that tasks need", () => {
  const schemas = numbers(150).flatMap((number) =>
    Object.values(makeTask(options(), number).tools.roles).map((tool) =>
      canonicalJson([tool.name, tool.parameters] as JsonValue),
    ),
  );
  expect(new Set(schemas).size).toBeGreaterThan(200);
});

test("a task of another version is refused", async () => {
  const task = db.task(options(), 0);
  await expect(db.open({ ...task, world: { version: 2 } })).rejects.toThrow("has no world that this version of mat");
});

test("worlds of one task know nothing of each other, and fail in the same places", async () => {
  const task = db.task(options({ levels: [5] }), 4);
  const played = await Promise.all([playSolution(await db.open(task)), playSolution(await db.open(task))]);
  expect(played[0]).toEqual(played[1]);
});
