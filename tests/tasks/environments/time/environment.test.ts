import { expect, test } from "vitest";
import { canonicalJson } from "../../../../src/core/hash.ts";
import type { JsonValue } from "../../../../src/core/json/value.ts";
import type { TaskOptions } from "../../../../src/tasks/environment.ts";
import { makeTask } from "../../../../src/tasks/environments/time/make-task.ts";
import { namedEnvironment } from "../../../../src/tasks/registry.ts";
import { TASK_KINDS, taskSchema } from "../../../../src/tasks/task.ts";
import { playSolution } from "../play-solution.ts";

const time = namedEnvironment("time");
const options = (more: Partial<TaskOptions> = {}): TaskOptions => ({
  seed: 1,
  languages: ["en", "zh"],
  levels: [1, 2, 3, 4, 5],
  split: "train",
  ...more,
});
const numbers = (count: number) => Array.from({ length: count }, (_, at) => at);

test("the same number is the same task, whatever was made before, and valid; another seed is another", () => {
  const tasks = numbers(20).map((number) => time.task(options(), number));
  expect(
    numbers(20)
      .toReversed()
      .map((number) => time.task(options(), number))
      .toReversed(),
  ).toEqual(tasks);
  for (const task of tasks) expect(taskSchema.parse(JSON.parse(JSON.stringify(task)))).toEqual(task);
  expect(time.task(options({ seed: 2 }), 3).query).not.toBe(tasks[3]!.query);
  expect(new Set(tasks.map(({ date }) => date)).size).toBe(20);
});

test("each of the four kinds has its 4% of the tasks", () => {
  const kinds = numbers(200).map((number) => time.task(options(), number).kind);
  expect(TASK_KINDS.map((kind) => kinds.filter((one) => one === kind).length)).toEqual([168, 8, 8, 8, 8]);
});

for (const level of [1, 2, 3, 4, 5])
  test(`at level ${level} every reference solution is judged right, in both languages and splits`, async () => {
    for (const split of ["train", "test"] as const)
      for (const number of numbers(40)) {
        const task = time.task(options({ levels: [level], split }), number);
        const { trajectory, judgement } = await playSolution(await time.open(task));
        expect(judgement.reward, `${task.query} ${JSON.stringify(trajectory.steps.at(-1))}`).toBe(1);
        expect(trajectory.steps.length, task.query).toBeLessThanOrEqual(20);
      }
  });

test("levels have more tools and longer solutions", async () => {
  const means = await Promise.all(
    [1, 2, 3, 4, 5].map(async (level) => {
      const tasks = numbers(25).map((number) => time.task(options({ levels: [level] }), number));
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
    const made = numbers(60).map((number) => makeTask(options({ split, seed: split === "train" ? 1 : 9 }), number));
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

test("there are more than 200 different schemas of tools that work", () => {
  const schemas = numbers(150).flatMap((number) =>
    Object.values(makeTask(options(), number).tools.roles).map((tool) =>
      canonicalJson([tool.name, tool.parameters] as JsonValue),
    ),
  );
  expect(new Set(schemas).size).toBeGreaterThan(200);
});

test("a task whose tool is missing has no register, and all others have what they need", () => {
  for (const number of numbers(100)) {
    const { frame, tools, question } = makeTask(options(), number);
    if (frame.kind === "tool-missing") expect(tools.roles.register).toBeUndefined();
    else if (question.ask?.x.type === "event") expect(tools.roles.register).toBeDefined();
  }
});

test("a task of another version is refused", async () => {
  const task = time.task(options(), 0);
  await expect(time.open({ ...task, world: { version: 2 } })).rejects.toThrow(
    "has no world that this version of mat can open",
  );
});

test("worlds of one task know nothing of each other, and fail in the same places", async () => {
  const task = time.task(options({ levels: [5] }), 4);
  const played = await Promise.all([playSolution(await time.open(task)), playSolution(await time.open(task))]);
  expect(played[0]).toEqual(played[1]);
});
