import { describe, expect, it } from "vitest";
import type { Step } from "../../src/core/trajectory.ts";
import { acts, answer, call, trajectory, user, weatherTrajectory } from "../core/sample-trajectory.ts";
import { judgeWith } from "./judge-with.ts";

const steps = (...items: Step[]) => trajectory(items);
const observed = (step: Step, results: object[]): Step => ({ ...step, observation: { results } }) as Step;

describe("valid-atif", () => {
  it("keeps a valid trajectory, of every version up to 1.7", async () => {
    expect(await judgeWith("valid-atif", weatherTrajectory())).toEqual([]);
    expect(await judgeWith("valid-atif", { ...weatherTrajectory(), schema_version: "ATIF-v1.0" })).toEqual([]);
  });

  it.each<[string, unknown, string, string]>([
    ["a row that is no object", [], "invalid_field", "the row is an array"],
    ["a missing field", { ...weatherTrajectory(), agent: undefined }, "invalid_field", "agent is missing"],
    ["a wrong kind", steps({ ...answer("x"), message: 5 } as never), "invalid_field", "steps[0].message is a number"],
    ["no steps", trajectory([]), "invalid_field", "steps has fewer than 1 items"],
    ["an unknown key", { ...weatherTrajectory(), colour: 1 }, "unknown_key", "colour is not an ATIF key"],
    ["a version to come", { ...weatherTrajectory(), schema_version: "ATIF-v1.8" }, "wrong_version", "1.0 to 1.7"],
    ["a gap in step ids", { ...trajectory([]), steps: [user("a"), answer("b")] }, "invalid_field", "steps[0].step_id"],
    [
      "step ids out of order",
      { ...weatherTrajectory(), steps: weatherTrajectory().steps.toReversed() },
      "step_ids_not_in_sequence",
      "steps[0].step_id is 3 where 1 is expected",
    ],
    [
      "a call of the user",
      steps({ ...acts("x", [call("f", {})], ["y"]), source: "user" }),
      "not_on_an_agent_step",
      "source user",
    ],
    [
      "reasoning of the user",
      steps({ ...user("x"), reasoning_content: "y" }),
      "not_on_an_agent_step",
      "reasoning_content",
    ],
    [
      "two calls with one id",
      steps({ ...answer("x"), tool_calls: [call("f", {}), call("f", {})] }),
      "repeated_call_id",
      "steps[0].tool_calls[1] repeats",
    ],
    [
      "an answer to nothing",
      steps(answer("a"), observed(acts("x", [call("f", {})], []), [{ source_call_id: "other", content: "" }])),
      "unknown_source_call_id",
      'steps[1].observation.results[0].source_call_id is "other"',
    ],
    ["a time that is none", steps({ ...user("x"), timestamp: "yesterday" }), "invalid_field", "no ISO 8601 time"],
    ["a text part without text", steps({ ...user("x"), message: [{ type: "text" }] }), "invalid_field", "message[0]"],
  ])("drops %s and says what is wrong", async (_, row, reason, detail) => {
    const [verdict, ...rest] = await judgeWith("valid-atif", row);
    expect(rest).toEqual([]);
    expect(verdict).toMatchObject({ verdict: "drop", reason });
    expect(verdict!.detail).toContain(detail);
  });

  it("names the first five faults of a row", async () => {
    const [verdict] = await judgeWith(
      "valid-atif",
      trajectory(Array.from({ length: 9 }, () => ({ ...user("x"), timestamp: "?" }))),
    );
    expect(verdict!.detail).toMatch(/steps\[4].*; and 4 more$/);
    expect(verdict!.detail).not.toContain("steps[5]");
  });

  it("only counts unknown keys when told so, and takes one version when told so", async () => {
    const row = { ...weatherTrajectory(), schema_version: "ATIF-v1.5", colour: 1 };
    expect(await judgeWith("valid-atif:unknown_keys=keep", row)).toMatchObject([
      { verdict: "keep", reason: "unknown_key" },
    ]);
    expect(await judgeWith("valid-atif:unknown_keys=keep,version=newest", row)).toMatchObject([
      { verdict: "drop", reason: "wrong_version" },
      { verdict: "keep", reason: "unknown_key" },
    ]);
  });

  it("accepts the times that ATIF writers write", async () => {
    const times = ["2025-10-10T10:00:00Z", "2025-10-10T10:00:00.123456+00:00", "2025-10-10 10:00:00", "2025-10-10"];
    const row = trajectory(times.map((timestamp) => ({ ...user("x"), timestamp })));
    expect(await judgeWith("valid-atif", row)).toEqual([]);
  });
});
