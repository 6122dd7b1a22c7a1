import { describe, expect, test } from "vitest";
import { redact } from "../../src/core/edit.ts";
import { WrongFormatError } from "../../src/core/errors.ts";
import { parseJson } from "../../src/core/json/parse.ts";
import { stringifyJson } from "../../src/core/json/stringify.ts";
import type { JsonValue } from "../../src/core/json/value.ts";
import type { Step, Trajectory } from "../../src/core/trajectory.ts";
import { trajectoryProblems } from "../../src/core/trajectory-problems.ts";
import { detect, read } from "../../src/format/msagent/read.ts";
import { splitValue } from "../../src/format/msagent/split-value.ts";
import { writer } from "../../src/format/msagent/write.ts";
import { acts, answer, call, trajectory, user, WEATHER_TOOL } from "../core/sample-trajectory.ts";
import { fixtureRows } from "./generate-conversation-rows.ts";
import { CONTEXT, readText, throughDisk, writeText } from "./round-trip.ts";

const reader = { read };
const ROWS = new Map(fixtureRows("msagent").map((text) => [(JSON.parse(text) as { id: string }).id, text]));

function readRow(id: string): Trajectory {
  return readText(reader, ROWS.get(id)!).trajectory;
}

function readValues(...values: string[]): Trajectory {
  const conversations = values.map((value, at) => ({ from: at % 2 === 0 ? "user" : "assistant", value }));
  return readText(reader, JSON.stringify({ id: "r", conversations })).trajectory;
}

function verdictsOf({ steps }: Trajectory): string[] {
  return steps.flatMap((step) => (step.extra?.mat?.verdicts ?? []).map(({ reason }) => reason));
}

function turnsOf(written: string): { from: string; value: string }[] {
  return (JSON.parse(written) as { conversations: { from: string; value: string }[] }).conversations;
}

describe("reading", () => {
  test.each([...ROWS])("%s comes back as it was, and is valid ATIF", (_id, text) => {
    const { trajectory: source } = readText(reader, text);
    expect(trajectoryProblems(source as unknown as JsonValue)).toEqual([]);
    const result = writeText(writer(), throughDisk(source));
    expect(result.written).toBe(stringifyJson(parseJson(text)));
    expect({ lost: result.lost, stale: result.staleResiduals }).toEqual({ lost: [], stale: 0 });
  });

  test("a row as MSAgent-Bench has it needs no residual", () => {
    for (const id of ["bench_1", "bench_2", "talk_3"]) expect(JSON.stringify(readRow(id))).not.toContain('"raw"');
  });

  test("a value is taken apart: calls with their results, what is said in front, and the summary", () => {
    const { steps } = readRow("bench_1");
    expect(steps.map(({ source }) => source)).toEqual(["system", "user", "agent", "agent", "user", "agent", "agent"]);
    expect(steps[2]).toEqual({
      step_id: 3,
      source: "agent",
      message: "",
      tool_calls: [
        {
          tool_call_id: "call_3_1",
          function_name: "entity-finder",
          arguments: { text: "小林昨天从上海坐船去了厦门。", schema: '{"人": null, "地": null}' },
          extra: { url: "http://127.0.0.1:5873/models/extract" },
        },
      ],
      observation: {
        results: [{ source_call_id: "call_3_1", content: '{"人": ["小林"], "地": ["上海", "厦门"]}' }],
      },
    });
    expect(steps[3]).toMatchObject({ extra: { mat: { finish: "answer" } } });
    expect(steps[5]!.message).toBe("好的，先把文字整理一下。");
    expect(steps[5]!.tool_calls![0]!.extra).toBeUndefined();
  });

  test("the tools of the system text become the agent's", () => {
    expect(readRow("bench_1").agent.tool_definitions?.map((tool) => tool.function)).toEqual([
      {
        name: "entity-finder",
        description: "从文本中找出实体",
        url: "http://127.0.0.1:5873/models/extract",
        parameters: {
          type: "object",
          properties: { text: { description: "输入文本" }, schema: { description: "要找的类别", type: "string" } },
          required: ["text"],
        },
      },
      {
        name: "speech-maker",
        description: "把文字读出来",
        url: "",
        parameters: { type: "object", properties: { text: { description: "要读的文字" } }, required: ["text"] },
      },
    ]);
    const unsure = ROWS.get("bench_1")!.replace('\\"name\\": \\"speech-maker\\"', '\\"title\\": \\"speech-maker\\"');
    expect(readText(reader, unsure).trajectory.agent.tool_definitions).toBeUndefined();
  });

  test("what is odd in a value is read as far as it goes, with a verdict", () => {
    expect(verdictsOf(readRow("odd_4"))).toEqual(["unmatched_result", "unmatched_result"]);
    expect(verdictsOf(readRow("messy_5"))).toEqual([
      "mark_out_of_place",
      "repaired",
      "repaired",
      "mark_not_closed",
      "call_malformed",
      "unmatched_result",
    ]);
    expect(verdictsOf(readRow("members_6"))).toEqual(["unknown_role", "value_not_text", "value_not_text"]);
    const python = readRow("messy_5").steps[3]!;
    expect(python.tool_calls![0]!.arguments).toEqual({ text: "it's", loud: true, to: null });
  });

  test("conversations as Python text or JSON text are the same turns", () => {
    const said = (id: string) => readRow(id).steps.map(({ extra: _, ...step }) => step);
    expect(said("python_7")).toEqual(said("json_8"));
    expect(readRow("python_9").steps.map(({ message }) => message)).toEqual(["a", "Aé😀"]);
  });

  test.each([
    ["no object", "[]"],
    ["no conversations", "{}"],
    ["an empty list", '{"conversations":[]}'],
    ["a text that is no list", '{"conversations":"import os"}'],
    ["a turn that is none", '{"conversations":["x"]}'],
  ])("%s is refused by name", (_what, text) => {
    expect(() => read(parseJson(text), CONTEXT)).toThrow(WrongFormatError);
  });

  test("detection: marks tell these rows from other conversations", () => {
    const of = (value: string) => detect({ conversations: [{ from: "assistant", value }] });
    expect([of("<|startofthink|>x"), of("Hi")]).toEqual([1, 0.45]);
    expect(detect(parseJson(ROWS.get("python_9")!))).toBe(0.9);
    expect(detect({ conversations: [{ from: "human", value: "<|startofthink|>" }] })).toBe(0);
  });
});

test("stretches, one behind the other, are the value", () => {
  const value = " a<|startofthink|>c<|endofthink|> \n<|startofexec|>1<|endofexec|><|startofexec|>2<|endofexec|> b \n";
  const stretches = splitValue(value);
  expect(stretches.map(({ text }) => text).join("")).toBe(value);
  expect(stretches.map(({ bare, call: made, results }) => [bare, made, results])).toEqual([
    [" a", "c", ["1", "2"]],
    [" b \n", undefined, []],
  ]);
});

describe("writing a row of this format", () => {
  test("a changed step is written anew, next to stretches that stay as they were", () => {
    const source = readRow("messy_5");
    const steps = source.steps.map((step): Step => (step.message === "ok" ? { ...step, message: "Fine." } : step));
    const result = writeText(writer(), { ...source, steps });
    expect(result.staleResiduals).toBe(1);
    const [before, after] = [turnsOf(ROWS.get("messy_5")!), turnsOf(result.written)];
    expect(after[3]!.value).toBe(`${before[3]!.value.slice(0, -2)}\nFine.`);
    expect([...after.slice(0, 3), ...after.slice(4)]).toEqual([...before.slice(0, 3), ...before.slice(4)]);
  });

  test("Python text goes with the first change, and nothing of the old text stays", () => {
    const source = redact(readRow("python_7"), (text) => text.replaceAll("it's", "#"));
    const { written } = writeText(writer(), throughDisk(source));
    expect(written).not.toContain("it's");
    expect(turnsOf(written)).toHaveLength(3);
  });

  test("the address of a call outlives its residual", () => {
    const source = readRow("bench_1");
    const steps = source.steps.map((step): Step => (step.step_id === 3 ? { ...step, message: "先找。" } : step));
    expect(turnsOf(writeText(writer(), { ...source, steps }).written)[2]!.value).toMatch(
      /^先找。\n<\|startofthink\|>```JSON\n\{"api_name": "entity-finder", "url": "http:\/\/127\.0\.0\.1:5873\/models\/extract", /,
    );
  });
});

describe("writing any trajectory", () => {
  const source = trajectory([
    user("Weather in Oslo?"),
    acts("Look it up.", [call("get_weather", { city: "Oslo" })], ["rain <|endofexec|>"]),
    answer("It rains.", { finish: "answer", thought: "Seen." }),
    user("Thanks."),
    answer("Welcome."),
  ]);

  test("calls, results and what is said are one value; without a system step a template makes one", () => {
    const result = writeText(writer(), source);
    const turns = turnsOf(result.written);
    expect(turns.map(({ from }) => from)).toEqual(["system", "user", "assistant", "user", "assistant"]);
    expect(turns[0]!.value).toContain("get_weather");
    expect(turns[2]!.value).toBe(
      'Look it up.\n<|startofthink|>```JSON\n{"api_name": "get_weather", "url": "", "parameters": {"city": "Oslo"}}\n' +
        "```<|endofthink|>\n\n<|startofexec|>```JSON\nrain <\\|endofexec|>\n```<|endofexec|>\n" +
        "<|startofreason|>\nSeen.\n<|endofreason|>\nIt rains.",
    );
    expect(result.lost).toEqual([]);
    const again = readText(reader, result.written).trajectory;
    expect(again.agent.tool_definitions).toEqual([WEATHER_TOOL]);
    expect(again.steps[2]!.observation!.results[0]!.content).toBe("rain <|endofexec|>");
    expect(again.steps[3]).toMatchObject({ message: "It rains.", extra: { mat: { thought: "Seen." } } });
    expect(JSON.stringify(again)).not.toContain('"raw"');
  });

  test("a system step of its own is the system turn, and tools that it does not list are named as lost", () => {
    const steps = [{ step_id: 0, source: "system" as const, message: "Be brief." }, ...source.steps];
    const result = writeText(writer(), trajectory(steps));
    expect(turnsOf(result.written)[0]).toEqual({ from: "system", value: "Be brief." });
    expect(result.lost).toEqual(["agent.tool_definitions[]"]);
  });

  test.each<[string, Step, string]>([
    ["parallel calls", acts("", [call("a", {}), call("b", {})], []), "parallel_calls"],
    ["a call by the user", { ...acts("", [call("a", {})], []), source: "user" }, "call_by_other"],
  ])("%s: refused by name", (_what, step, reason) => {
    const { refusals } = writeText(writer(), trajectory([user("Hi"), answer("Ho"), step]));
    expect(refusals).toEqual([{ reason, detail: expect.stringMatching(/^step 3/) }]);
  });

  test("what has no place is named, in steps that the template says too", () => {
    const lost = writeText(
      writer(),
      trajectory([
        { ...user("Hi"), timestamp: "2026-01-01T00:00:00Z", extra: { note: 1 } },
        { ...answer("Ho", { train: false }), reasoning_content: "Hm." } as Step,
      ]),
    ).lost;
    expect(lost).toEqual([
      "steps[].extra.mat.train",
      "steps[].extra.note",
      "steps[].reasoning_content",
      "steps[].timestamp",
    ]);
  });

  test("a plain talk without tools is a plain talk", () => {
    const { written } = writeText(writer(), readValues("Hi", "Ho"));
    expect(turnsOf(written)).toEqual([
      { from: "user", value: "Hi" },
      { from: "assistant", value: "Ho" },
    ]);
  });
});
