import { describe, expect, it } from "vitest";
import type { Trajectory } from "../../src/core/trajectory.ts";
import { weatherTrajectory } from "../core/sample-trajectory.ts";
import { judgeWith } from "./judge-with.ts";

function rewarded(reward: number): Trajectory {
  return { ...weatherTrajectory(), extra: { mat: { reward } } };
}

describe("solved", () => {
  it("keeps a row with the full reward, or with as much as is asked for", async () => {
    expect(await judgeWith("solved", rewarded(1))).toEqual([]);
    expect(await judgeWith("solved:min_reward=0.5", rewarded(0.5))).toEqual([]);
  });

  it("drops a row with less, and one that nobody has judged", async () => {
    expect(await judgeWith("solved", rewarded(0.99))).toMatchObject([{ verdict: "drop", reason: "not_solved" }]);
    expect(await judgeWith("solved:min_reward=0", weatherTrajectory())).toMatchObject([
      { verdict: "drop", reason: "not_judged" },
    ]);
  });
});
