import { expect, test } from "vitest";
import { dateQuestions } from "../../../../../../src/agent/teachers/reader/skills/time/date-questions.ts";
import { timeEnvironment } from "../../../../../../src/tasks/environments/time/environment.ts";
import type { BehaviourName } from "../../../../../../src/templates/behaviours.ts";
import { playSkill } from "../play-skill.ts";

async function passRate(level: number, asks: readonly BehaviourName[], kind = "solvable"): Promise<number> {
  const rewards: number[] = [];
  for (let number = 0; rewards.length < (kind === "solvable" ? 40 : 8); number++) {
    const options = { seed: 5, languages: ["en", "zh"], levels: [level], split: "train" } as const;
    const task = timeEnvironment.task(options, number);
    if (task.kind !== kind) continue;
    const { judgement } = await playSkill(task, await timeEnvironment.open(task), dateQuestions, new Set(asks));
    rewards.push(judgement.reward);
  }
  return rewards.reduce((sum, one) => sum + one, 0) / rewards.length;
}

test("passes most tasks of the lower levels, and clearly fewer at the highest", async () => {
  const rates = await Promise.all([1, 2, 3, 5].map((level) => passRate(level, ["retry-after-error"])));
  expect(rates[0]).toBe(1);
  expect(rates[1]).toBeGreaterThan(0.75);
  expect(rates[2]).toBeGreaterThan(0.6);
  expect(rates[3]).toBeLessThan(0.6);
});

test("retries and heeds what was recorded last where that is asked for, and is better for it", async () => {
  const [plain, retrying, thorough] = await Promise.all([
    passRate(5, []),
    passRate(5, ["retry-after-error"]),
    passRate(5, ["retry-after-error", "check-before-answer"]),
  ]);
  expect(retrying).toBeGreaterThan(plain!);
  expect(thorough).toBeGreaterThan(retrying!);
});

test("asks for what the question leaves unnamed, where that is asked for", async () => {
  expect(await passRate(2, ["ask-when-missing"], "parameter-missing")).toBe(1);
  expect(await passRate(2, [], "parameter-missing")).toBe(0);
});

test("says that it cannot without the register, and where there is no date", async () => {
  expect(await passRate(1, [], "tool-missing")).toBe(1);
  expect(await passRate(1, [], "infeasible")).toBeGreaterThan(0.7);
});

const view = { language: "en", tools: [], done: [], memory: "", asks: new Set<never>() } as const;

test("has nothing to say to another goal, and sees nothing without tools", () => {
  expect(dateQuestions({ ...view, goal: "Delete all orders." })).toBeUndefined();
  expect(dateQuestions({ ...view, goal: "What day of the week is the Vask Fair?" })).toMatchObject({
    give_up: "none of the tools can look this up",
  });
});

test("takes today from the prompt where no tool knows it, but no date out of the question itself", () => {
  const goal = "On which calendar date is 3 days after today?";
  const call = { name: "move", arguments: { date: "2031-05-30", amount: 3, unit: "days" } };
  const done = [{ ...call, observation: '{"date":"2031-06-02"}', failed: false, passing: false }];
  expect(dateQuestions({ ...view, goal, done, date: "30 May 2031" })).toMatchObject({
    answer: "The date is 2 June 2031.",
  });
  const both = "Counting from today, how many days pass until 30 May 2031?";
  expect(dateQuestions({ ...view, goal: both, date: "30 May 2031" })).toHaveProperty("give_up");
});
