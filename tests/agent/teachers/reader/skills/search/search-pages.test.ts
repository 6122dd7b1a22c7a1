import { expect, test } from "vitest";
import { searchPages } from "../../../../../../src/agent/teachers/reader/skills/search/search-pages.ts";
import { searchEnvironment } from "../../../../../../src/tasks/environments/search/environment.ts";
import type { BehaviourName } from "../../../../../../src/templates/behaviours.ts";
import { playSkill } from "../play-skill.ts";

async function passRate(level: number, asks: readonly BehaviourName[], kind = "solvable"): Promise<number> {
  const rewards: number[] = [];
  for (let number = 0; rewards.length < (kind === "solvable" ? 40 : 8); number++) {
    const options = { seed: 5, languages: ["en", "zh"], levels: [level], split: "train" } as const;
    const task = searchEnvironment.task(options, number);
    if (task.kind !== kind) continue;
    const { judgement } = await playSkill(task, await searchEnvironment.open(task), searchPages, new Set(asks));
    rewards.push(judgement.reward);
  }
  return rewards.reduce((sum, one) => sum + one, 0) / rewards.length;
}

test("passes most tasks of the lower levels, and clearly fewer at the highest", async () => {
  const rates = await Promise.all([1, 2, 3, 5].map((level) => passRate(level, [])));
  expect(rates[0]).toBeGreaterThan(0.9);
  expect(rates[1]).toBeGreaterThan(0.7);
  expect(rates[2]).toBeGreaterThan(0.5);
  expect(rates[3]).toBeLessThan(0.6);
});

test("retries and looks at every version where that is asked for, and is better for it", async () => {
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

test("says that it cannot without the tools, and where the pages say nothing", async () => {
  expect(await passRate(1, [], "tool-missing")).toBe(1);
  expect(await passRate(1, [], "infeasible")).toBeGreaterThan(0.7);
});

test("has nothing to say to another goal", () => {
  const view = {
    language: "en",
    goal: "Delete all orders.",
    tools: [],
    done: [],
    memory: "",
    asks: new Set<never>(),
  } as const;
  expect(searchPages(view)).toBeUndefined();
});

test("sees nothing without tools", () => {
  const goal = "How long is Vask Bridge?";
  const view = { language: "en", goal, tools: [], done: [], memory: "", asks: new Set<never>() } as const;
  expect(searchPages(view)).toMatchObject({ give_up: "none of the tools can look this up" });
});
