import { describe, expect, test } from "vitest";
import { UsageError, WrongFormatError } from "../../src/core/errors.ts";
import type { JsonObject, JsonValue } from "../../src/core/json/value.ts";
import type { Step, Trajectory } from "../../src/core/trajectory.ts";
import { trajectoryProblems } from "../../src/core/trajectory-problems.ts";
import { detect } from "../../src/format/toolllama/detect.ts";
import { reader } from "../../src/format/toolllama/read.ts";
import { writer } from "../../src/format/toolllama/write.ts";
import { isRefusal } from "../../src/templates/protocol/refusal.ts";
import {
  renderTools,
  TOOL_RENDERINGS,
  type ToolRenderingName,
} from "../../src/templates/protocol/tool-list/render-tools.ts";
import { acts, answer, call, trajectory, user, WEATHER_TOOL, weatherTrajectory } from "../core/sample-trajectory.ts";
import { CONTEXT, readText, throughDisk, writeText } from "./round-trip.ts";

const SYSTEM = { from: "system", value: "You answer with the help of functions." };
const QUERY = { from: "user", value: "How is the weather in Oslo?" };
const CALL = { from: "assistant", value: 'Thought: Look it up.\nAction: get_weather\nAction Input: {"city": "Oslo"}' };
const RESULT = { from: "function", value: '{"error": "", "response": "rain"}' };
const FINISH = {
  from: "assistant",
  value: 'Thought: Known.\nAction: Finish\nAction Input: {"return_type":"give_answer","final_answer":"It rains."}',
};

function readTurns(conversations: readonly JsonObject[], protocol?: string): Trajectory {
  return readText(reader({ protocol }), JSON.stringify({ id: "r", conversations })).trajectory;
}

/** The row is written as it was read, and nothing of it is lost. */
function expectSame(conversations: readonly JsonObject[], protocol?: string): Trajectory {
  const read = readTurns(conversations, protocol);
  const result = writeText(writer({}), throughDisk(read));
  expect(JSON.parse(result.written)).toEqual({ id: "r", conversations });
  expect({ lost: result.lost, stale: result.staleResiduals }).toEqual({ lost: [], stale: 0 });
  expect(trajectoryProblems(read as unknown as JsonValue)).toEqual([]);
  return read;
}

function verdictsOf(read: Trajectory): string[][] {
  return read.steps.map((step) => (step.extra?.mat?.verdicts ?? []).map(({ reason }) => reason));
}

describe("reading", () => {
  test("maps turns to steps, and a function's turn to the result of the call before it", () => {
    const read = expectSame([SYSTEM, QUERY, CALL, RESULT, FINISH]);
    expect(read.steps).toEqual([
      { step_id: 1, source: "system", message: SYSTEM.value },
      { step_id: 2, source: "user", message: QUERY.value },
      {
        step_id: 3,
        source: "agent",
        message: "Look it up.",
        tool_calls: [
          {
            tool_call_id: "call_3_1",
            function_name: "get_weather",
            arguments: { city: "Oslo" },
            extra: { mat: { arguments_text: '{"city": "Oslo"}' } },
          },
        ],
        observation: { results: [{ source_call_id: "call_3_1", content: RESULT.value }] },
      },
      { step_id: 4, source: "agent", message: "It rains.", extra: { mat: { finish: "answer", thought: "Known." } } },
    ]);
    expect(read.extra?.mat).toEqual({ source_format: "toolllama", protocol: "toolllama" });
  });

  test("giving up is a Finish too", () => {
    const value = 'Thought: No way.\nAction: Finish\nAction Input: {"return_type": "give_up_and_restart"}';
    const read = expectSame([QUERY, { from: "assistant", value }]);
    expect(read.steps[1]!.extra?.mat).toMatchObject({ finish: "give_up", thought: "No way." });
  });

  test("the protocol is told by the texts, and --protocol overrides", () => {
    const react = { from: "assistant", value: "Thought: Known.\nFinal Answer: It rains." };
    expect(expectSame([QUERY, react]).extra?.mat?.protocol).toBe("react");
    expect(expectSame([QUERY, react], "kagentsys").steps[1]!.message).toBe(react.value);
    expect(expectSame([QUERY, { from: "assistant", value: "It rains." }]).extra?.mat?.protocol).toBe("toolllama");
  });

  test("messy text is mended with a verdict, unreadable text is the message with one, and both come back", () => {
    const messy = { from: "assistant", value: "**Thought**: Hm.\nAction: get_weather\nAction Input: {'city': 'Oslo'}" };
    const read = expectSame([QUERY, messy, RESULT, { from: "assistant", value: " \n" }, QUERY, FINISH]);
    expect(verdictsOf(read)).toEqual([[], ["repaired"], ["no_step"], [], []]);
    expect(read.steps[1]!.tool_calls![0]!.arguments).toEqual({ city: "Oslo" });
    expect(read.steps[2]!.message).toBe(" \n");
  });

  test.each<[string, JsonObject[], string[][]]>([
    ["a result without a call", [QUERY, RESULT], [["unmatched_function_turn"]]],
    ["a result in front of everything", [RESULT, QUERY], [["unmatched_function_turn"], []]],
    ["a second result", [CALL, RESULT, RESULT], [["unmatched_function_turn"]]],
    ["a turn of somebody else", [{ from: "human", value: "Hi" }], [["unknown_role"]]],
    ["a value that is no text", [{ from: "user", value: { a: 1 } }], [["value_not_text"]]],
    ["a turn without a value", [CALL, { from: "function" }], [["value_not_text"]]],
    ["members of any kind", [{ ...QUERY, loss: 0, weight: 1.5 }], [[]]],
  ])("%s is kept and said", (_name, turns, verdicts) => {
    expect(verdictsOf(expectSame(turns))).toEqual(verdicts);
  });

  test("a text whose half surrogate pair no protocol can say comes back", () => {
    const odd = { from: "assistant", value: "Thought: \ud83d" };
    const text = JSON.stringify({ id: "r", conversations: [QUERY, odd] });
    expect(writeText(writer({}), throughDisk(readText(reader({}), text).trajectory)).written).toBe(text);
  });

  test.each([
    ["no object", []],
    ["no conversations", { id: "x" }],
    ["no list", { conversations: "[]" }],
    ["nothing in it", { conversations: [] }],
    ["a turn that is none", { conversations: ["Hi"] }],
    ["nobody", { conversations: [{ value: "Hi" }] }],
  ])("refuses %s, with its place", (_name, row) => {
    const attempt = () => reader({}).read(row as JsonValue, CONTEXT);
    expect(attempt).toThrow(WrongFormatError);
    expect(attempt).toThrow(expect.objectContaining({ place: CONTEXT.place, format: "toolllama" }));
  });
});

describe("tools that the system turn lists", () => {
  const listed = (list: string) => {
    const system = { from: "system", value: `You have these:\n\n${list}\n\nUse them well.` };
    return expectSame([system, QUERY, CALL, RESULT, FINISH]).agent.tool_definitions?.map((tool) => tool.function);
  };

  test.each(Object.keys(TOOL_RENDERINGS) as ToolRenderingName[])("as %s", (rendering) => {
    const rendered = renderTools([WEATHER_TOOL.function], rendering);
    if (isRefusal(rendered)) throw new Error(rendered.detail);
    const read = listed(rendered.text);
    expect(read).toMatchObject([{ name: "get_weather", description: "The weather of a city." }]);
    expect(Object.keys(read![0]!.parameters!["properties"] as object)).toEqual(["city", "days"]);
  });

  test("as Python writes a list, and Finish is no tool", () => {
    const list =
      "[{'name': 'get_weather', 'description': \"It's the weather.\", 'optional': None}, {'name': 'Finish', 'description': 'x'}]";
    expect(listed(`functions: ${list}`)).toEqual([
      { name: "get_weather", description: "It's the weather.", optional: null },
    ]);
  });

  test("as Python writes a list with escapes that JSON does not have", () => {
    const list = String.raw`[{'name': 'get_weather', 'description': 'It\'s "the\xa0weather".', 'days': (1,)}]`;
    expect(listed(list)).toEqual([{ name: "get_weather", description: 'It\'s "the\u00a0weather".', days: [1] }]);
  });

  test.each([
    ["a list that is broken", "[{'name': 'get_weather', 'description': 'x'"],
    ["objects that are no tools", '[{"name": "get_weather"}]'],
    ["two lists", '[{"name": "a", "description": "x"}] or [{"name": "b", "description": "x"}]'],
    ["lines that nobody calls", "print(x)\nclose(x)"],
  ])("%s is none", (_name, list) => {
    expect(listed(list)).toBeUndefined();
  });
});

describe("writing what others made", () => {
  const BRIEF: Step = { step_id: 0, source: "system", message: "Be brief." };
  const write = (steps: readonly Step[], rest?: JsonObject, template?: string) =>
    writer({ template }).write(trajectory(steps, rest), "id-1");
  const turnsOf = (result: ReturnType<typeof write>) =>
    (result.rows[0]!.value as { conversations: { from: string; value: string }[] }).conversations;

  test("the template writes the system turn, and the tools in it are read back", () => {
    const result = writeText(writer({}), weatherTrajectory());
    const again = readText(reader({}), result.written).trajectory;
    expect(again.steps.map((step) => step.source)).toEqual(["system", "user", "agent", "agent"]);
    expect(again.agent.tool_definitions).toEqual([WEATHER_TOOL]);
    expect(again.steps[1]!.message).toBe("How is the weather in Oslo?");
    expect(result.lost).toEqual([]);
    expect(JSON.parse(result.written)).toMatchObject({ id: "rows:1" });
  });

  test("the template speaks the agent's language", () => {
    const steps = [
      user("奥斯陆天气怎么样？"),
      acts("我先查天气。", [call("get_weather", { city: "Oslo" })], ["雨"]),
      answer("下雨。"),
    ];
    expect(turnsOf(write(steps))[0]!.value).toMatch(/\p{Script=Han}/u);
    expect(turnsOf(write([user("Weather?"), answer("Rain.")]))[0]!.value).not.toMatch(/\p{Script=Han}/u);
  });

  test("a system step is the system turn, and tools that it does not list are lost", () => {
    const result = write([BRIEF, user("?"), answer("Rain.")]);
    expect(turnsOf(result)[0]).toEqual({ from: "system", value: "Be brief." });
    expect(result.lost).toEqual(["agent.tool_definitions[]"]);
  });

  test("a template that is asked for stands in for the system step, whose message is lost", () => {
    const result = write([BRIEF, user("?"), answer("Rain.")], {}, "toolllama-en");
    expect(turnsOf(result).map(({ from }) => from)).toEqual(["system", "user", "assistant"]);
    expect(turnsOf(result)[0]!.value).toContain("get_weather");
    expect(result.lost).toEqual(["steps[].message (system)"]);
  });

  test("another template has its own protocol, and its prompt stands in the user's turn if it has but one", () => {
    const react = turnsOf(write([user("?"), answer("Rain.")], {}, "react-en"));
    expect(react.at(-1)).toEqual({ from: "assistant", value: "Final Answer: Rain." });
    const kagentsys = turnsOf(write([user("Weather in Oslo?"), answer("Rain.")], {}, "kagentsys-en"));
    expect(kagentsys.map(({ from }) => from)).toEqual(["user", "assistant"]);
    expect(kagentsys[0]!.value).toContain("Weather in Oslo?");
    expect(() => writer({ template: "reakt-en" })).toThrow(UsageError);
  });

  test("names what it cannot hold", () => {
    const step = { ...answer("Bye.", { train: false }), reasoning_content: "Hm.", metrics: { prompt_tokens: 1 } };
    const image = [{ type: "image" as const, source: { media_type: "image/png", path: "a.png" } }];
    const pictured = { ...answer("Look."), observation: { results: [{ content: image }] } };
    const asked = { ...user("?"), timestamp: "2026-01-01T00:00:00Z" };
    expect(write([asked, pictured, step], { notes: "n" }).lost).toEqual([
      "notes",
      "steps[].extra.mat.train",
      "steps[].metrics",
      "steps[].observation.results[].content[].source",
      "steps[].reasoning_content",
      "steps[].timestamp",
    ]);
  });

  test.each<[string, Step[], string | undefined]>([
    ["parallel_calls", [BRIEF, user("?"), acts("", [call("f", {}), call("g", {})], ["1", "2"])], undefined],
    ["final_command_called", [user("?"), acts("", [call("Finish", {})], [])], undefined],
    ["no_goal", [answer("Rain.")], undefined],
    ["call_by_other", [user("?"), answer("a"), { ...user("x"), tool_calls: [call("f", {})] }], undefined],
    ["language_differs", [user("?"), answer("It rains a lot here.")], "react-zh"],
  ])("refuses %s", (reason, steps, template) => {
    const result = write(steps, {}, template);
    expect(result.rows).toEqual([]);
    expect(result.refusals).toMatchObject([{ reason }]);
  });
});

describe("after an edit", () => {
  const edit = (read: Trajectory, message: string): Trajectory => ({
    ...read,
    steps: read.steps.map((step, index) => (index === 1 ? { ...step, message } : step)),
  });

  test("the residuals of the step and the row are discarded and counted", () => {
    const messy = { from: "assistant", value: "thought: c4nary\nAction: f\nAction Input: {}", note: "c4nary" };
    const read = readText(reader({}), JSON.stringify({ id: "r", note: "c4nary", conversations: [QUERY, messy] }));
    const result = writeText(writer({}), throughDisk(edit(read.trajectory, "New.")));
    expect(result.staleResiduals).toBe(2);
    expect(JSON.parse(result.written)).toEqual({
      id: "r",
      conversations: [QUERY, { from: "assistant", value: "Thought: New.\nAction: f\nAction Input: {}" }],
    });
  });

  test("what can no longer be said is refused", () => {
    const read = readTurns([QUERY, { from: "assistant", value: "Thought: \ud83d" }]);
    expect(writer({}).write(edit(read, "\ud83e"), "r").refusals).toMatchObject([{ reason: "not_well_formed" }]);
  });
});

describe("detect", () => {
  test.each<[number, unknown]>([
    [1, { id: "x", conversations: [QUERY, CALL, RESULT] }],
    [0.9, { conversations: [QUERY, CALL] }],
    [0.5, { conversations: [QUERY, { from: "assistant", value: "Rain." }] }],
    [0, { conversations: [{ from: "human", value: "Hi" }] }],
    [0, { conversations: [CALL], instruction: "x", tools: [] }],
    [0, { conversations: [] }],
    [0, { conversations: "[]" }],
    [0, null],
  ])("%d for %j", (score, row) => {
    expect(detect(row as JsonValue)).toBe(score);
  });
});
