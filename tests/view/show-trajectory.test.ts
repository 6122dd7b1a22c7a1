import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskStep } from "../../src/core/edit.ts";
import { showTrajectory } from "../../src/view/show-trajectory.ts";
import { acts, answer, call, trajectory, user, weatherTrajectory } from "../core/sample-trajectory.ts";

describe("showTrajectory", () => {
  it("shows every step with its thought, calls, observations and end", () => {
    expect(showTrajectory(weatherTrajectory())).toBe(`ATIF-v1.7, agent sample 1
     tools: get_weather

  1  user
     How is the weather in Oslo?

  2  agent
     thought: I look it up.
     call: get_weather {"city": "Oslo"}
     observation: {"error": "", "response": "rain in Oslo"}

  3  agent  [final answer]
     It rains in Oslo.
`);
  });

  it("marks what gets no loss and says why, and how it ends", () => {
    const masked = maskStep(weatherTrajectory(), 1, {
      by: "filter:known-tools",
      reason: "unknown_tool",
      detail: "step 2",
    });
    expect(showTrajectory(masked)).toContain("  2  agent  [no loss]\n");
    expect(showTrajectory(masked)).toContain("     verdict: filter:known-tools unknown_tool: step 2\n");
    const given = trajectory(
      [user("q"), answer("sorry", { finish: "give_up", thought: "no way", train: false, fields: { plan: "leave" } })],
      {
        extra: { mat: { reward: 0.5, verdicts: [{ by: "read:x", reason: "odd" }] } },
      },
    );
    expect(showTrajectory(given)).toContain(
      "  2  agent  [no loss, gives up]\n     thought: no way\n     sorry\n     plan: leave\n",
    );
    expect(showTrajectory(given)).toContain("     reward: 0.5\n     verdict: read:x odd\n");
  });

  it("lays out long arguments, shows those that are no JSON, and says which call is answered", () => {
    const long = { text: "x".repeat(70), list: [1, 2] };
    const text = showTrajectory(trajectory([acts("", [call("f", long), call("g", {}, '{"a": ')], ["one", "two"])]));
    expect(text).toContain('     call: f {\n       "text": "xxx');
    expect(text).toContain('     call: g {"a":\n');
    expect(text).toContain("     observation of call 2: two\n");
  });

  it("shortens long texts unless all is asked for, and never halves a character", () => {
    const long = trajectory([acts("x", [call("f", {})], [`${"a".repeat(399)}😀${"b".repeat(2000)}`])]);
    expect(showTrajectory(long)).toContain("... 2,002 more characters (--full)");
    expect(showTrajectory(long)).not.toContain("\\ud83d");
    expect(showTrajectory(long, { full: true })).toContain("😀bbb");
    expect(showTrajectory(long, { full: true })).not.toContain("more characters");
  });

  it("wraps to the width of the terminal, wide characters counted twice", () => {
    const text = showTrajectory(trajectory([user("天气".repeat(50)), user(`${"word ".repeat(30)}${"x".repeat(90)}`)]), {
      width: 40,
    });
    const lines = text.split("\n");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(40);
    expect(lines.filter((line) => line.includes("天")).every((line) => line.trim().length <= 17)).toBe(true);
  });

  it("shows images and parts", () => {
    const parts = [
      { type: "text", text: "look" },
      { type: "image", source: { media_type: "image/png", path: "a.png" } },
    ];
    expect(showTrajectory(trajectory([{ ...user(""), message: parts as never }]))).toContain(
      "     look\n     [image image/png a.png]\n",
    );
  });

  it("uses colours only when told so", () => {
    expect(showTrajectory(weatherTrajectory(), { colour: true })).toContain("\u001b[32magent");
    expect(stripVTControlCharacters(showTrajectory(weatherTrajectory(), { colour: true }))).toBe(
      showTrajectory(weatherTrajectory()),
    );
  });

  it("sends nothing to the terminal that it would obey", () => {
    const evil = "\u001b]0;owned\u0007\u009b2J\r\u202eabc\u0008\u200b\u2028";
    const row = trajectory(
      [
        { ...user(evil), extra: { mat: { verdicts: [{ by: evil, reason: evil, detail: evil }] } } },
        { ...acts(evil, [call(evil, { [evil]: evil }), call("g", {}, evil)], [evil, evil]), reasoning_content: evil },
        answer(evil, { thought: evil, fields: { [evil]: evil } }),
      ] as never,
      {
        agent: {
          name: evil,
          version: evil,
          model_name: evil,
          tool_definitions: [{ type: "function", function: { name: evil } }],
        },
      },
    );
    const text = showTrajectory(row, { full: true });
    expect(text).toContain("\\u001b]0;owned\\u0007\\u009b2J\\u000d\\u202eabc\\u0008\\u200b\\u2028");
    expectHarmless(text);
  });

  it("is harmless for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), fc.integer({ min: 1, max: 60 }), (text, width) => {
        expectHarmless(showTrajectory(trajectory([acts(text, [call(text, { [text]: text })], [text])]), { width }));
      }),
    );
  });
});

function expectHarmless(text: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/);
  expect(text.isWellFormed()).toBe(true);
}
