import { describe, expect, it } from "vitest";
import { parseJson } from "../../src/core/json/parse.ts";
import { createSeenTexts } from "../../src/filter/seen-texts.ts";
import { acts, call, trajectory, weatherTrajectory } from "../core/sample-trajectory.ts";
import { judgeWith } from "./judge-with.ts";

describe("exact-duplicates", () => {
  it("drops a row that says what an earlier one said, whatever its ids, times and lineage", async () => {
    const first = weatherTrajectory();
    const [question, action, end] = first.steps;
    const renamed = {
      ...action!,
      timestamp: "2025-01-01T00:00:00Z",
      tool_calls: [
        { ...action!.tool_calls![0]!, tool_call_id: "other", extra: { mat: { arguments_text: '{"city" : "Oslo"}' } } },
      ],
      observation: { results: [{ ...action!.observation!.results[0]!, source_call_id: "other" }] },
    };
    const second = {
      ...first,
      schema_version: "ATIF-v1.5",
      session_id: "s",
      agent: { ...first.agent, name: "someone else", model_name: "m" },
      steps: [question!, renamed, { ...end!, metrics: { cost_usd: 1 } }],
      extra: { mat: { teacher: "t", raw: [] } },
    };
    expect(await judgeWith("exact-duplicates", first, weatherTrajectory("Rome"), second)).toEqual([
      { verdict: "drop", reason: "exact_duplicate", detail: "the same as row 1" },
    ]);
  });

  it("tells apart what differs in anything that is said", async () => {
    const args = (text: string) => parseJson(`{"a":${text}}`) as never;
    const step = (value: never) => trajectory([acts("x", [call("f", value)], ["ok"])]);
    const rows = [
      step(args("12345678901234567890")),
      step(args("12345678901234567891")),
      trajectory([acts("x", [call("f", {}, "{broken")], ["ok"])]),
      trajectory([acts("x", [call("f", {}, "{broken too")], ["ok"])]),
      trajectory([acts("x", [call("f", {})], ["not ok"])]),
      { ...weatherTrajectory(), agent: { name: "a", version: "1" } },
      weatherTrajectory(),
    ];
    expect(await judgeWith("exact-duplicates", ...rows)).toEqual([]);
    expect(await judgeWith("exact-duplicates", ...rows, ...rows)).toHaveLength(rows.length);
  });

  it("starts afresh in every run", async () => {
    expect(await judgeWith("exact-duplicates", weatherTrajectory())).toEqual([]);
    expect(await judgeWith("exact-duplicates", weatherTrajectory())).toEqual([]);
  });
});

describe("createSeenTexts", () => {
  it("remembers a hundred thousand texts by the number of the first", () => {
    const seen = createSeenTexts();
    const numbers = Array.from({ length: 100_000 }, (_, index) => index + 1);
    expect(numbers.filter((number) => seen.add(`text ${number}`, number) !== undefined)).toEqual([]);
    expect(seen.add("text 777", 5)).toBe(777);
    expect(seen.has("text 99999")).toBe(true);
    expect(seen.has("text 100001")).toBe(false);
  });
});
