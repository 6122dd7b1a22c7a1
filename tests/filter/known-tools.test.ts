import { describe, expect, it } from "vitest";
import { acts, call, trajectory, weatherTrajectory } from "../core/sample-trajectory.ts";
import { judgeWith } from "./judge-with.ts";

const calling = (...names: string[]) =>
  acts(
    "x",
    names.map((name) => call(name, {})),
    names.map(() => "ok"),
  );

describe("known-tools", () => {
  it("keeps a row that calls what is defined", async () => {
    expect(await judgeWith("known-tools", weatherTrajectory())).toEqual([]);
  });

  it("names the call, and the tool that was probably meant", async () => {
    expect(await judgeWith("known-tools", trajectory([calling("get_weather", "get_wether")]))).toEqual([
      { verdict: "drop", reason: "unknown_tool", detail: 'step 1: calls "get_wether", and "get_weather" is defined' },
    ]);
    expect(
      await judgeWith("known-tools:action=mask", trajectory([calling("invalid_hallucination_function_name")])),
    ).toEqual([
      {
        verdict: "mask-step",
        step: 0,
        reason: "unknown_tool",
        detail: 'step 1: calls "invalid_hallucination_function_name"',
      },
    ]);
  });

  it("has a reason of its own where no tool is defined", async () => {
    const row = { ...weatherTrajectory(), agent: { name: "a", version: "1" } };
    expect(await judgeWith("known-tools:action=cut", row)).toMatchObject([
      { verdict: "cut-here", step: 1, reason: "no_tool_definitions" },
    ]);
  });

  it("shows a hostile name without obeying it", async () => {
    const [verdict] = await judgeWith("known-tools", trajectory([calling(`\u001b]0;owned\u0007${"x".repeat(500)}`)]));
    expect(verdict!.detail).toContain("\\u001b]0;owned\\u0007xxx");
    expect(verdict!.detail!.length).toBeLessThan(120);
  });
});
