import { describe, expect, it } from "vitest";
import type { Step } from "../../src/core/trajectory.ts";
import type { ReadTrajectory } from "../../src/format/format.ts";
import { read as readOpenai } from "../../src/format/openai/read.ts";
import { acts, answer, call, trajectory, user } from "../core/sample-trajectory.ts";
import { judgeWith } from "./judge-with.ts";

const two = [call("f", {}), call("g", {})];
const withResults = (results: object[]): Step => ({ ...acts("x", two, []), observation: { results } }) as Step;

describe("answered-calls", () => {
  it.each([
    ["by name", acts("x", two, ["1", "2"])],
    ["by order, when results name no call", withResults([{ content: "1" }, { content: "2" }])],
    ["by both", withResults([{ content: "1" }, { source_call_id: "call_of_f_0", content: null }])],
  ])("keeps a row whose calls are answered %s", async (_, step) => {
    expect(await judgeWith("answered-calls", trajectory([user("q"), step, answer("a")]))).toEqual([]);
  });

  it.each([
    ["one answer of two", acts("x", two, ["1", null]), '"g"'],
    ["no observation", acts("x", two, []), '"f" and 1 more'],
    [
      "two answers to one call",
      withResults([1, 2].map(() => ({ source_call_id: "call_of_f_0", content: "1" }))),
      '"g"',
    ],
    [
      "an answer to another call",
      withResults([{ content: "1" }, { source_call_id: "elsewhere", content: "2" }]),
      '"g"',
    ],
  ])("finds a step with %s", async (_, step, names) => {
    expect(await judgeWith("answered-calls", trajectory([user("q"), step, answer("a")]))).toEqual([
      { verdict: "drop", reason: "unanswered_call", detail: `step 2: no observation for the call of ${names}` },
    ]);
  });

  it("finds a call whose only tool message names another one", async () => {
    const calls = [{ id: "a", type: "function", function: { name: "f", arguments: "{}" } }];
    const row = (id: string) => ({
      messages: [
        { role: "user", content: "q" },
        { role: "assistant", content: null, tool_calls: calls },
        { role: "tool", tool_call_id: id, content: "1" },
        { role: "assistant", content: "a" },
      ],
    });
    const judge = async (id: string) => {
      const read = readOpenai(row(id), { place: {}, fallbackId: "row" }) as ReadTrajectory;
      return await judgeWith("answered-calls", read.trajectory);
    };
    expect(await judge("a")).toEqual([]);
    expect(await judge("b")).toMatchObject([{ verdict: "drop", reason: "unanswered_call" }]);
  });

  it("does to the step what it is told", async () => {
    const row = trajectory([user("q"), acts("x", two, []), acts("y", [call("f", {})], [])]);
    expect(await judgeWith("answered-calls:action=mask", row)).toMatchObject([
      { verdict: "mask-step", step: 1 },
      { verdict: "mask-step", step: 2 },
    ]);
    expect(await judgeWith("answered-calls:action=cut,last_step=ignore", row)).toMatchObject([
      { verdict: "cut-here", step: 1 },
    ]);
  });
});
