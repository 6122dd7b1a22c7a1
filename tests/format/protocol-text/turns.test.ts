import { describe, expect, test } from "vitest";
import type { Step, Trajectory } from "../../../src/core/trajectory.ts";
import { decodeTurn } from "../../../src/format/protocol-text/decode-turn.ts";
import { encodeTurn } from "../../../src/format/protocol-text/encode-turn.ts";
import { PROTOCOLS } from "../../../src/templates/protocol/registry.ts";
import { answer, trajectory, user, weatherTrajectory } from "../../core/sample-trajectory.ts";

const REACT = PROTOCOLS["react"]!;
const read = (text: string, protocol = REACT) => decodeTurn(text, 2, { format: "sample", protocol });

function rewritten(step: Step): Trajectory {
  return trajectory([user("?"), step, answer("Done.")]);
}

describe("decodeTurn", () => {
  test("a text as the protocol has it is a step without verdicts", () => {
    expect(read('Thought: Look.\nAction: search\nAction Input: {"q":1}')).toEqual({
      step_id: 2,
      source: "agent",
      message: "Look.",
      tool_calls: [{ tool_call_id: "call_2_1", function_name: "search", arguments: { q: 1 } }],
    });
  });

  test("repairs are a verdict, in the order in which they were made", () => {
    const step = read("**Thought:** Look.\nAction: search\nAction Input: {'q': 1}");
    expect(step.extra?.mat?.verdicts).toEqual([
      { by: "read:sample", reason: "repaired", detail: "label_markup, single_quotes" },
    ]);
    expect(step.tool_calls?.[0]?.arguments).toEqual({ q: 1 });
  });

  test("what cannot be read is the message, with the refusal's name", () => {
    const step = read("no object here", PROTOCOLS["kagentsys"]);
    expect(step).toMatchObject({ source: "agent", message: "no object here" });
    expect(step.extra?.mat).toEqual({
      verdicts: [{ by: "read:sample", reason: "no_json", detail: expect.stringContaining("kagentsys: ") }],
    });
  });

  test("verdicts stand beside what else is known of an ending", () => {
    const step = read("Thought: Known.\nfinal answer: Rain.");
    expect(step.extra?.mat).toMatchObject({ finish: "answer", thought: "Known.", verdicts: [{ reason: "repaired" }] });
  });
});

describe("encodeTurn", () => {
  test("what was read in a protocol is written as it stood", () => {
    for (const text of ["Thought: Hm.", "Thought: a\nGive Up: b", 'Action: f\nAction Input: {"a": 1.0}'])
      expect(encodeTurn(REACT, rewritten(read(text)), 1)).toEqual({ text, lost: [] });
  });

  test("a message to which the user replies is an answer", () => {
    const chat = trajectory([user("?"), answer("Where?"), user("Oslo."), answer("Rain.")]);
    expect(encodeTurn(REACT, chat, 1).text).toBe("Final Answer: Where?");
  });

  test("names what has no place", () => {
    const reasoned = { ...answer("Rain."), reasoning_content: "Hm." };
    expect(encodeTurn(REACT, trajectory([user("?"), reasoned]), 1).lost).toEqual(["steps[].reasoning_content"]);
  });

  test("a step that the protocol refuses is its message, with the reason", () => {
    const half = trajectory([user("?"), answer("\ud83d")]);
    expect(encodeTurn(REACT, half, 1)).toMatchObject({ text: "\ud83d", refusal: { reason: "not_well_formed" } });
    expect(encodeTurn(REACT, weatherTrajectory(), 2).refusal).toBeUndefined();
  });
});
