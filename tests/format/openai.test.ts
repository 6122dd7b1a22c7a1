import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { WrongFormatError } from "../../src/core/errors.ts";
import { parseJson } from "../../src/core/json/parse.ts";
import { isObject, type JsonObject, type JsonValue } from "../../src/core/json/value.ts";
import type { Step, Trajectory } from "../../src/core/trajectory.ts";
import { trajectoryProblems } from "../../src/core/trajectory-problems.ts";
import { detect, read } from "../../src/format/openai/read.ts";
import { writer } from "../../src/format/openai/write.ts";
import { acts, answer, call, trajectory, user } from "../core/sample-trajectory.ts";
import { describeGolden, goldenPath } from "../golden.ts";
import { CONTEXT, readText, throughDisk, writeText } from "./round-trip.ts";

const reader = { read };
const TOOL = {
  type: "function",
  function: { name: "get_weather", description: "d", parameters: { type: "object", properties: {} } },
};

function readRow(row: unknown): Trajectory {
  return readText(reader, JSON.stringify(row)).trajectory;
}

function assistant(message: JsonObject, ...answers: JsonObject[]): Trajectory {
  return readRow({ messages: [{ role: "user", content: "Hi" }, { role: "assistant", ...message }, ...answers] });
}

function functionCall(args: JsonValue, id = "call_a"): JsonObject {
  return { id, type: "function", function: { name: "get_weather", arguments: args } };
}

/** The text of the row, and what comes out when it is read, kept on disk and written. */
function expectSame(row: unknown): Trajectory {
  const text = JSON.stringify(row);
  const read = readText(reader, text).trajectory;
  const result = writeText(writer(), throughDisk(read));
  expect(result.written).toBe(text);
  expect(result.lost).toEqual([]);
  return read;
}

describe("reading", () => {
  test("a number is its digits, as an id and as what a tool gave", () => {
    const text =
      '{"id":12345678901234567890,"messages":[{"role":"user","content":1.50},{"role":"tool","content":1e400},{"role":"assistant","content":null,"refusal":"No"}]}';
    const { id, trajectory } = readText(reader, text);
    expect(id).toBe("12345678901234567890");
    expect(trajectory).toMatchObject({ trajectory_id: id, steps: [{ message: "1.50" }, { message: "No" }] });
    expect(trajectory.steps[0]?.observation?.results[0]?.content).toBe("1e400");
    expect(writeText(writer(), throughDisk(trajectory)).written).toBe(text);
  });

  test("maps messages to steps, and tool messages to the results of the step that called", () => {
    const read = readRow({
      messages: [
        { role: "system", content: "Be brief." },
        { role: "user", content: "Weather in Oslo?" },
        { role: "assistant", content: null, reasoning_content: "Hm.", tool_calls: [functionCall('{"city":"Oslo"}')] },
        { role: "tool", tool_call_id: "call_a", content: "rain" },
        { role: "assistant", content: "It rains." },
      ],
      tools: [TOOL],
    });
    expect(read.agent.tool_definitions).toEqual([TOOL]);
    expect(read.steps).toEqual([
      { step_id: 1, source: "system", message: "Be brief." },
      { step_id: 2, source: "user", message: "Weather in Oslo?" },
      {
        step_id: 3,
        source: "agent",
        message: "",
        reasoning_content: "Hm.",
        tool_calls: [{ tool_call_id: "call_a", function_name: "get_weather", arguments: { city: "Oslo" } }],
        observation: { results: [{ source_call_id: "call_a", content: "rain" }] },
      },
      { step_id: 4, source: "agent", message: "It rains." },
    ]);
    expect(read.extra).toBeUndefined();
    expect(trajectoryProblems(read as unknown as JsonValue)).toEqual([]);
  });

  test("the row's id is its own, else the one it is given", () => {
    const messages = [{ role: "user", content: "Hi" }];
    expect(read(parseJson(JSON.stringify({ id: "mine", messages })), CONTEXT)).toMatchObject({ id: "mine" });
    expect(read(parseJson(JSON.stringify({ id: 7, messages })), CONTEXT)).toMatchObject({ id: "7" });
    expect(read(parseJson(JSON.stringify({ id: null, messages })), CONTEXT)).toMatchObject({ id: "rows:1" });
  });

  test.each([
    ['{"city":"Oslo"}', { city: "Oslo" }, undefined, undefined],
    ['{"city": "Oslo"}', { city: "Oslo" }, '{"city": "Oslo"}', undefined],
    ['{"n":1.0}', { n: 1 }, '{"n":1.0}', undefined],
    ["", {}, "", "unparsable_arguments"],
    ["{broken", {}, "{broken", "unparsable_arguments"],
    ["[1]", {}, "[1]", "unparsable_arguments"],
  ])("arguments %j", (text, args, kept, reason) => {
    const step = expectSame({ messages: [{ role: "assistant", content: null, tool_calls: [functionCall(text)] }] })
      .steps[0]!;
    expect(step.tool_calls![0]!.arguments).toEqual(args);
    expect(step.tool_calls![0]!.extra?.mat?.arguments_text).toBe(kept);
    expect(step.extra?.mat?.verdicts?.map((verdict) => verdict.reason)).toEqual(
      reason === undefined ? undefined : [reason],
    );
    expect(step.extra?.mat?.raw).toBeUndefined();
  });

  test("arguments as an object are read as they are", () => {
    const row = { messages: [{ role: "assistant", content: null, tool_calls: [functionCall({ city: "Oslo" })] }] };
    expect(expectSame(row).steps[0]!.tool_calls![0]!.arguments).toEqual({ city: "Oslo" });
  });

  test("the older function_call and its answer are a call and its result", () => {
    const row = {
      messages: [
        { role: "assistant", content: null, function_call: { name: "get_weather", arguments: "{}" } },
        { role: "function", name: "get_weather", content: "rain" },
      ],
      functions: [TOOL.function],
    };
    const read = expectSame(row);
    expect(read.agent.tool_definitions).toEqual([TOOL]);
    expect(read.steps[0]).toMatchObject({
      tool_calls: [{ tool_call_id: "call_1", function_name: "get_weather", arguments: {} }],
      observation: { results: [{ source_call_id: "call_1", content: "rain" }] },
    });
  });

  test("tools as JSON text are read", () => {
    const row = { tools: JSON.stringify([TOOL]), messages: [{ role: "user", content: "Hi" }] };
    expect(expectSame(row).agent.tool_definitions).toEqual([TOOL]);
  });

  test("images become parts", () => {
    const url = "https://example.org/cat.png";
    const row = {
      messages: [
        {
          role: "user",
          content: [
            { type: "text", text: "What?" },
            { type: "image_url", image_url: { url } },
          ],
        },
      ],
    };
    const read = expectSame(row);
    expect(read.steps[0]!.message).toEqual([
      { type: "text", text: "What?" },
      { type: "image", source: { media_type: "image/png", path: url } },
    ]);
    expect(read.steps[0]!.extra).toBeUndefined();
  });

  test.each<[string, unknown[], number, string]>([
    ["audio", [{ role: "user", content: [{ type: "input_audio", input_audio: {} }] }], 0, "unknown_content_part"],
    ["a role of another kind", [{ role: "ipython", content: "1" }], 0, "unknown_role"],
    [
      "a custom call",
      [{ role: "assistant", tool_calls: [{ id: "c", type: "custom", custom: { name: "n" } }] }],
      0,
      "unknown_call_kind",
    ],
    [
      "an answer to no call",
      [
        { role: "assistant", content: "x" },
        { role: "tool", tool_call_id: "c", content: "1" },
      ],
      0,
      "unmatched_tool_message",
    ],
    ["an answer at the start", [{ role: "tool", content: "1" }], 0, "unmatched_tool_message"],
  ])("%s is kept and said", (_name, messages, step, reason) => {
    const read = expectSame({ messages });
    expect(read.steps[step]!.extra?.mat?.verdicts?.map((verdict) => verdict.reason)).toEqual([reason]);
    expect(trajectoryProblems(read as unknown as JsonValue)).toEqual([]);
  });

  test("weight is the loss mask", () => {
    expect(assistant({ content: "a", weight: 0 }).steps[1]!.extra?.mat).toEqual({ train: false });
    expect(assistant({ content: "a", weight: 1 }).steps[1]!.extra?.mat).toEqual({ train: true });
    expectSame({ messages: [{ role: "assistant", content: "a", weight: 0 }] });
  });

  test.each([
    ["no object", []],
    ["no messages", { steps: [] }],
    ["no list", { messages: {} }],
    ["nothing in it", { messages: [] }],
    ["a message that is none", { messages: ["Hi"] }],
    ["no role", { messages: [{ content: "Hi" }] }],
  ])("refuses %s, with its place", (_name, row) => {
    expect(() => read(row as JsonValue, CONTEXT)).toThrow(WrongFormatError);
    expect(() => read(row as JsonValue, CONTEXT)).toThrow(
      expect.objectContaining({ place: CONTEXT.place, format: "openai" }),
    );
  });
});

describe("writing what others made", () => {
  const write = (steps: readonly Step[], rest?: JsonObject) => writer().write(trajectory(steps, rest), "x");
  const rowOf = (steps: readonly Step[]): JsonValue => write(steps).rows[0]!.value!;

  test("a call, its result and the answer", () => {
    const row = rowOf([
      user("Weather?"),
      acts("I look.", [call("get_weather", { city: "Oslo" })], ["rain"]),
      answer("It rains."),
    ]);
    expect(row).toMatchObject({
      messages: [
        { role: "user", content: "Weather?" },
        {
          role: "assistant",
          content: "I look.",
          tool_calls: [{ type: "function", function: { name: "get_weather", arguments: '{"city":"Oslo"}' } }],
        },
        { role: "tool", content: "rain" },
        { role: "assistant", content: "It rains." },
      ],
      tools: [{ type: "function", function: { name: "get_weather" } }],
    });
  });

  test("arguments_text is written while it says the same, and never after", () => {
    const written = (args: JsonObject, text: string) => {
      const [, message] = (rowOf([user("?"), acts("", [call("f", args, text)], [])]) as { messages: JsonObject[] })
        .messages;
      return ((message!["tool_calls"] as JsonObject[])[0]!["function"] as JsonObject)["arguments"];
    };
    expect(written({ a: 1 }, '{"a": 1.0}')).toBe('{"a": 1.0}');
    expect(written({ a: 2 }, '{"a": 1.0}')).toBe('{"a":2}');
    expect(written({}, "{secret")).toBe("{secret");
    expect(written({ a: 1 }, "{secret")).toBe('{"a":1}');
    expect(written({}, '{"secret":1}')).toBe("{}");
  });

  test("a loss mask is a weight", () => {
    const row = rowOf([user("?"), answer("a", { train: false }), answer("b", { train: true }), answer("c")]);
    expect((row as { messages: JsonObject[] }).messages.map((message) => message["weight"])).toEqual([
      undefined,
      0,
      1,
      undefined,
    ]);
  });

  test("names what it cannot hold", () => {
    const step = {
      ...answer("Bye.", { finish: "give_up", thought: "No way." }),
      metrics: { prompt_tokens: 1 },
      extra: { mat: { finish: "give_up", thought: "No way.", fields: { plan: "Leave." } }, mood: "sad" },
    };
    const masked = { ...user("?"), extra: { mat: { train: true } } };
    expect(
      write([masked as Step, step as Step], {
        notes: "n",
        session_id: "s",
        agent: { name: "a", version: "1", model_name: "m" },
      }).lost,
    ).toEqual([
      "agent.model_name",
      "notes",
      "session_id",
      "steps[].extra.mat.fields",
      "steps[].extra.mat.finish",
      "steps[].extra.mat.thought",
      "steps[].extra.mat.train",
      "steps[].extra.mood",
      "steps[].metrics",
    ]);
  });

  test("names the images that it cannot hold", () => {
    const message = [
      { type: "image" as const, source: { media_type: "image/png" } },
      { type: "image" as const, source: { media_type: "image/png", path: "a.gif" } },
    ];
    expect(write([{ step_id: 1, source: "user", message }]).lost).toEqual([
      "steps[].message[].source",
      "steps[].message[].source.media_type",
    ]);
  });

  test.each<[string, Step]>([
    ["result_without_call", { ...answer("x"), observation: { results: [{ content: "1" }] } }],
    [
      "result_without_call",
      { ...acts("x", [call("f", {})], []), observation: { results: [{ source_call_id: "other", content: "1" }] } },
    ],
    ["call_by_other", { ...user("x"), tool_calls: [call("f", {})] }],
  ])("refuses %s", (reason, step) => {
    const result = write([user("?"), step]);
    expect(result.rows).toEqual([]);
    expect(result.refusals).toMatchObject([{ reason }]);
  });

  test("the only result answers the only call", () => {
    const row = rowOf([user("?"), { ...acts("x", [call("f", {})], []), observation: { results: [{ content: "1" }] } }]);
    expect(row).toMatchObject({ messages: [{}, {}, { role: "tool", tool_call_id: "call_of_f_0" }] });
  });
});

describe("detect", () => {
  test.each<[number, unknown]>([
    [1, { messages: [{ role: "user", content: "Hi" }] }],
    [1, { messages: [{ role: "assistant", content: null, tool_calls: [functionCall("{}")] }], extra: 1 }],
    [0.8, { messages: [{ role: "function", name: "f", content: "Hi" }] }],
    [0, { messages: [{ role: "user", content: [{ type: "text", value: "Hi" }] }] }],
    [0, { messages: [{ role: "human", content: "Hi" }] }],
    [0, { messages: [] }],
    [0, { conversations: [] }],
    [0, null],
  ])("%d for %j", (score, row) => {
    expect(detect(row as JsonValue)).toBe(score);
  });
});

describeGolden("golden rows of trainers", () => {
  test.each(["swift/chatml.jsonl", "reason_tool_use_demo_50.jsonl"])("%s comes back", (name) => {
    const lines = readFileSync(goldenPath("trainers", name), "utf8")
      .split("\n")
      .filter((line) => line !== "");
    for (const line of lines) {
      const { trajectory } = readText(reader, line);
      const row = writer().write(throughDisk(trajectory), "x").rows[0]!.value!;
      expect(row).toEqual(parseJson(line));
      expect(isObject(row)).toBe(true);
    }
    expect(lines.length).toBeGreaterThan(2);
  });
});
