import { describe, expect, test } from "vitest";
import { maskStep, redact } from "../../src/core/edit.ts";
import { UsageError, WrongFormatError } from "../../src/core/errors.ts";
import { parseJson } from "../../src/core/json/parse.ts";
import type { JsonObject, JsonValue } from "../../src/core/json/value.ts";
import type { Step, Trajectory } from "../../src/core/trajectory.ts";
import { trajectoryProblems } from "../../src/core/trajectory-problems.ts";
import { detect, reader } from "../../src/format/agentinstruct/read.ts";
import { writer } from "../../src/format/agentinstruct/write.ts";
import { isRefusal } from "../../src/templates/protocol/refusal.ts";
import { acts, answer, call, trajectory, user, weatherTrajectory } from "../core/sample-trajectory.ts";
import { fixtureRows } from "./generate-conversation-rows.ts";
import { CONTEXT, readText, throughDisk, writeText } from "./round-trip.ts";

const ROWS = new Map(
  fixtureRows("agentinstruct").map((text) => [(JSON.parse(text) as { id?: string }).id ?? "none", text]),
);

function readRow(id: string, protocol?: string): Trajectory {
  return readText(reader({ protocol }), ROWS.get(id)!).trajectory;
}

function readTurns(id: string, conversations: readonly JsonObject[]): Trajectory {
  return readText(reader({}), JSON.stringify({ id, conversations })).trajectory;
}

function verdictsOf({ steps }: Trajectory): string[][] {
  return steps.map((step) => (step.extra?.mat?.verdicts ?? []).map(({ reason }) => reason));
}

function conversationOf(written: string): { from: string; loss: JsonValue; value: string }[] {
  return (JSON.parse(written) as { conversations: { from: string; loss: JsonValue; value: string }[] }).conversations;
}

const human = (value: string) => ({ from: "human", loss: null, value });
const gpt = (value: string, loss: boolean | null = true) => ({ from: "gpt", loss, value });

describe("reading", () => {
  test.each([...ROWS])("%s comes back as it was, and is valid ATIF", (_id, text) => {
    const read = readText(reader({}), text).trajectory;
    expect(trajectoryProblems(read as unknown as JsonValue)).toEqual([]);
    const result = writeText(writer({}), throughDisk(read));
    expect(result.written).toBe(JSON.stringify(JSON.parse(text)).replace('"score":1}', '"score":1.0}'));
    expect({ lost: result.lost, stale: result.staleResiduals }).toEqual({ lost: [], stale: 0 });
  });

  test("a row in a split's own grammar needs no residual", () => {
    for (const id of ["os_0", "db_3", "alfworld_7", "webshop_2", "kg_5", "mind2web_9", "db_zh"])
      expect(JSON.stringify(readRow(id))).not.toContain('"raw"');
  });

  test("calls, observations and endings are read, and the loss of gpt's turns is the mask", () => {
    const read = readRow("os_0");
    expect(read.extra?.mat?.protocol).toBe("agentinstruct-os");
    expect(read.steps.map((step) => step.extra?.mat?.train)).toEqual([
      undefined,
      false,
      undefined,
      false,
      false,
      undefined,
      true,
      true,
    ]);
    expect(read.steps[1]).toEqual({ step_id: 2, source: "agent", message: "OK", extra: { mat: { train: false } } });
    expect(read.steps[3]).toEqual({
      step_id: 4,
      source: "agent",
      message: "Count the entries.",
      tool_calls: [{ tool_call_id: "call_4_1", function_name: "bash", arguments: { script: "ls -1 /etc | wc -l" } }],
      observation: { results: [{ source_call_id: "call_4_1", content: "What the shell printed:\n\n220" }] },
      extra: { mat: { train: false } },
    });
    expect(read.steps[4]).toMatchObject({
      message: "220",
      extra: { mat: { finish: "answer", thought: "That is the number." } },
    });
  });

  test("what does not fit stays a message and says why", () => {
    const read = readRow("kg_6");
    expect(verdictsOf(read)).toEqual([[], ["repaired"], ["repaired"], ["no_step"], [], []]);
    expect(read.steps[3]!.message).toBe("I do not know the way.");
  });

  test("the protocol is told by the texts where the id does not say, and by --protocol at all times", () => {
    expect(readRow("none").extra?.mat?.protocol).toBe("react");
    expect(readRow("talk_1").extra?.mat?.protocol).toBeUndefined();
    const turns = [gpt("Think: a\n\nAct: bash\n\n```bash\nls\n```"), human("x"), gpt("Act: bash\n\n```bash\npwd\n```")];
    expect(readTurns("mine", turns).extra?.mat?.protocol).toBe("agentinstruct-os");
    expect(readRow("os_0", "react").extra?.mat?.protocol).toBe("react");
  });

  test.each<[string, JsonObject, string]>([
    ["a speaker of another kind", { from: "tool", value: "x" }, "unknown_role"],
    ["loss on a human's turn", { from: "human", loss: true, value: "x" }, "loss_on_other"],
    ["a value that is no text", { from: "human", loss: null, value: 7 }, "value_not_text"],
  ])("%s gets a verdict", (_what, turn, reason) => {
    expect(verdictsOf(readTurns("r", [turn]))).toEqual([[reason]]);
  });

  test.each([
    ["no object", "[]"],
    ["no conversations", "{}"],
    ["an empty list", '{"conversations":[]}'],
    ["a turn that is none", '{"conversations":[{"from":"gpt"},{"value":"x"}]}'],
  ])("%s is refused by name", (_what, text) => {
    expect(() => reader({}).read(parseJson(text), CONTEXT)).toThrow(WrongFormatError);
  });

  test("detection: loss tells these rows from others with the same speakers", () => {
    expect(detect({ conversations: [human("a")] })).toBe(1);
    expect(detect({ conversations: [{ from: "human", value: "a" }] })).toBe(0.6);
    expect(detect({ conversations: [{ from: "user", value: "a" }] })).toBe(0);
  });
});

describe("writing a row of this format", () => {
  test("a mask is no edit of the words: only the turn's loss changes", () => {
    const read = readRow("none");
    const at = read.steps.findIndex((step) => step.source === "agent");
    const masked = maskStep(read, at, { by: "filter:test", reason: "test" });
    const result = writeText(writer({}), throughDisk(masked));
    const turns = conversationOf(result.written);
    expect(result.staleResiduals).toBe(0);
    expect(turns[1]).toEqual({ from: "gpt", loss: false, value: expect.stringContaining("weather"), note: 7 });
    expect(result.written).toContain('"score":1.0');
  });

  test("a turn without a word on loss gets one with a mask, and not before", () => {
    const read = readTurns("talk", [
      { from: "human", value: "a" },
      { from: "gpt", value: "b" },
    ]);
    expect(conversationOf(writeText(writer({}), read).written)[1]).toEqual({ from: "gpt", value: "b" });
    const masked = maskStep(read, 1, { by: "filter:test", reason: "test" });
    expect(conversationOf(writeText(writer({}), masked).written)[1]).toEqual({ from: "gpt", value: "b", loss: false });
  });

  test("a field that the protocol has a place for is no loss, one that it has none for is named", () => {
    const command = { name: "get_weather", args: {} };
    const said = JSON.stringify({ thoughts: { plan: "look", criticism: "", speak: "" }, command }, null, 4);
    const read = readText(reader({}), JSON.stringify({ conversations: [gpt(said)] })).trajectory;
    expect(read.steps[0]!.extra?.mat?.fields).toEqual({ plan: "look" });
    const result = writeText(writer({}), read);
    expect(conversationOf(result.written)[0]!.value).toBe(said);
    expect(result.lost).toEqual([]);
    const mat = { ...read.steps[0]!.extra!.mat, fields: { mood: "fine" } };
    const steps = [{ ...read.steps[0]!, extra: { mat } }] as Step[];
    expect(writeText(writer({}), { ...read, steps }).lost).toEqual(["steps[].extra.mat.fields"]);
  });

  test("a changed step is said in the split's grammar, and its residual is counted as stale", () => {
    const read = readRow("os_1");
    const steps = read.steps.map((step): Step => (step.step_id === 2 ? { ...step, message: "Ask the shell." } : step));
    const result = writeText(writer({}), { ...read, steps });
    expect(result.staleResiduals).toBe(1);
    expect(conversationOf(result.written)[1]!.value).toBe("Think: Ask the shell.\n\nAct: bash\n\n```bash\nwhoami\n```");
  });

  test("a redacted row keeps its grammar, and nothing of the old text", () => {
    const read = redact(readRow("kg_5"), (text) => text.replaceAll("Oslo", "Bergen"));
    const result = writeText(writer({}), throughDisk(read));
    expect(result.written).toBe(JSON.stringify(JSON.parse(ROWS.get("kg_5")!.replaceAll("Oslo", "Bergen"))));
  });

  test("a step that neither the grammar nor the protocol can say refuses the row", () => {
    const read = readRow("os_1");
    const [first] = read.steps[1]!.tool_calls!;
    const steps = read.steps.map(
      (step): Step => (step.step_id === 2 ? { ...step, tool_calls: [first!, first!] } : step),
    );
    const result = writeText(writer({}), { ...read, steps });
    expect(result.refusals).toEqual([{ reason: "parallel_calls", detail: expect.stringMatching(/^step 2: /) }]);
  });
});

describe("writing any trajectory", () => {
  const read = (written: string) => readText(reader({}), written).trajectory;

  test("the prompt is the first turn, observations are the human's, and the mask is the loss", () => {
    const source = trajectory([
      { ...user("Weather in Oslo?") },
      acts("Look it up.", [call("get_weather", { city: "Oslo" })], ["rain\nAction: none"]),
      answer("It rains.", { train: false }),
      user("Thanks."),
    ]);
    const result = writeText(writer({}), source);
    const turns = conversationOf(result.written);
    expect(turns.map(({ from, loss }) => [from, loss])).toEqual([
      ["human", null],
      ["gpt", true],
      ["human", null],
      ["gpt", false],
      ["human", null],
    ]);
    expect(turns[0]!.value).toMatch(/get_weather[\s\S]*Weather in Oslo\?$/);
    expect(turns[1]!.value).toBe('Thought: Look it up.\nAction: get_weather\nAction Input: {"city":"Oslo"}');
    expect(turns[2]!.value).toBe("Observation: rain\n\\Action: none");
    expect(turns[4]!.value).toBe("Thanks.");
    expect(result.lost).toEqual([]);
    const again = read(result.written);
    expect(again.agent.tool_definitions).toEqual(source.agent.tool_definitions);
    expect(again.steps[1]!.observation!.results[0]!.content).toBe("rain\nAction: none");
  });

  test("under a template with a system message, that leads the first turn", () => {
    const turns = conversationOf(writeText(writer({ template: "modelscope-en" }), weatherTrajectory()).written);
    expect(turns[0]!.from).toBe("human");
    expect(turns.some(({ from }) => from === "system")).toBe(false);
    expect(turns[1]!.value).toContain("<|startofthink|>");
  });

  test("the template follows the language of the agent", () => {
    const source = trajectory([user("北京今天的天气怎么样？"), answer("今天北京是晴天，适合出门。")]);
    expect(conversationOf(writeText(writer({}), source).written)[0]!.value).toMatch(/\p{Script=Han}{4}/u);
    const refused = writeText(writer({ template: "react-en" }), source).refusals;
    expect(refused).toEqual([{ reason: "language_differs", detail: expect.any(String) }]);
  });

  test("what has no place is named", () => {
    const source = trajectory([
      { ...user("Hi"), observation: { results: [{ content: "old" }] }, timestamp: "2026-01-01T00:00:00Z" },
      { ...answer("Ho"), reasoning_content: "Hm." },
      { step_id: 0, source: "system", message: "Be brief." },
    ] as Step[]);
    expect(writeText(writer({}), source).lost).toEqual([
      "steps[].message (system)",
      "steps[].observation.results[]",
      "steps[].reasoning_content",
      "steps[].timestamp",
    ]);
  });

  test("no agent, no row", () => {
    const { refusals } = writeText(writer({}), trajectory([user("Hi")]));
    expect(refusals?.map(({ reason }) => reason)).toHaveLength(1);
    expect(isRefusal(refusals![0]!)).toBe(true);
  });

  test.each(["native-en", "kagentsys-en", "no-such"])("--template %s is refused before any row", (template) => {
    expect(() => writer({ template })).toThrow(UsageError);
  });
});
