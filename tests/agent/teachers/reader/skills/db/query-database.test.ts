import { expect, test } from "vitest";
import { queryDatabase } from "../../../../../../src/agent/teachers/reader/skills/db/query-database.ts";
import { databaseEnvironment } from "../../../../../../src/tasks/environments/db/environment.ts";
import type { BehaviourName } from "../../../../../../src/templates/behaviours.ts";
import { playSkill } from "../play-skill.ts";

async function passRate(level: number, asks: readonly BehaviourName[], kind = "solvable"): Promise<number> {
  const rewards: number[] = [];
  for (let number = 0; rewards.length < (kind === "solvable" ? 20 : 4); number++) {
    const options = { seed: 5, languages: ["en", "zh"], levels: [level], split: "train" } as const;
    const task = databaseEnvironment.task(options, number);
    if (task.kind !== kind) continue;
    const { judgement } = await playSkill(task, await databaseEnvironment.open(task), queryDatabase, new Set(asks));
    rewards.push(judgement.reward);
  }
  return rewards.reduce((sum, one) => sum + one, 0) / rewards.length;
}

test("passes most tasks of the lower levels, and clearly fewer at the highest", async () => {
  expect(await passRate(1, [])).toBeGreaterThan(0.9);
  expect(await passRate(3, [])).toBeGreaterThan(0.7);
  const plain = await passRate(5, []);
  expect(plain).toBeLessThan(0.6);
  // It retries where that is asked for, and is better for it.
  expect(await passRate(5, ["retry-after-error"])).toBeGreaterThan(plain);
});

test("asks for what is left unnamed, where that is asked for", async () => {
  expect(await passRate(2, ["ask-when-missing"], "parameter-missing")).toBe(1);
  expect(await passRate(2, [], "parameter-missing")).toBe(0);
});

test("says that there is no such row or column", async () => {
  expect(await passRate(2, [], "infeasible")).toBeGreaterThan(0.7);
});

const view = { language: "en", tools: [], done: [], memory: "", asks: new Set<never>() } as const;

test("leaves goals of other kinds to other skills, and gives up without a tool that reaches a database", () => {
  expect(queryDatabase({ ...view, goal: "Translate this letter." })).toBeUndefined();
  expect(queryDatabase({ ...view, goal: "What is the length of Vask Bridge?" })).toBeUndefined();
  expect(queryDatabase({ ...view, goal: "How many orders are there?" })).toMatchObject({
    give_up: "no tool reaches the database",
  });
});
