import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutFrom, redact } from "../../src/core/edit.ts";
import { RowRefusedError, WrongFormatError } from "../../src/core/errors.ts";
import { PYTHON_INDENT_2 } from "../../src/core/json/layout.ts";
import { parseJson } from "../../src/core/json/parse.ts";
import { stringifyJson } from "../../src/core/json/stringify.ts";
import type { JsonValue } from "../../src/core/json/value.ts";
import type { Trajectory } from "../../src/core/trajectory.ts";
import { read } from "../../src/format/glpft-raw/read.ts";
import { stage1RowSchema, stage2RowSchema } from "../../src/format/glpft-raw/schema.ts";
import { writer } from "../../src/format/glpft-raw/write.ts";
import { describeGolden, goldenPath } from "../golden.ts";
import { stage1Row } from "./alpha-umi/odd-rows.ts";

/** A row read, stored as text and parsed again: what an export sees. */
function stored(row: JsonValue): Trajectory {
  const { trajectory } = read(row, { place: {}, fallbackId: "row-1" });
  return parseJson(stringifyJson(trajectory as unknown as JsonValue)) as unknown as Trajectory;
}

function write(trajectory: Trajectory, stage: 1 | 2, reference = false) {
  return writer({ stage, ...(reference ? { compat: "reference" as const } : {}) }).write(trajectory, "row-1");
}

function rowText(trajectory: Trajectory, stage: 1 | 2, reference = false): string {
  return stringifyJson(write(trajectory, stage, reference).rows[0]!.value!);
}

const golden = (path: string) => readFileSync(goldenPath("alpha-umi", path), "utf8");
const rowsOf = (text: string) => parseJson(text) as JsonValue[];

const MESSAGES = [
  { role: "system", content: "You call functions." },
  { role: "user", content: "\nHow tall is it?\nBegin!\n" },
  { role: "assistant", content: "Look it up.", function_call: { name: "measure", arguments: '{ "id": 7 }' } },
  { role: "function", name: "measure", content: '{"error": "", "response": "12 m"}' },
  { role: "user", content: "Try again.", valid: false },
  {
    role: "assistant",
    content: null,
    function_call: { name: "Finish", arguments: '{"return_type": "give_answer", "final_answer": "12 m"}' },
  },
];
const ROW: JsonValue = {
  tools: [{ Name: "measure", function: "Measures.", input: { id: "integer, what" } }],
  instruction: "How tall is it?",
  chains: MESSAGES,
};

describe("glpft-raw", () => {
  it("names what stage 2 has no turn for, and masks", () => {
    const step = (source: string, message: string, step_id: number) => ({ step_id, source, message });
    const trajectory = {
      schema_version: "ATIF-v1.7",
      agent: { name: "a", version: "1" },
      steps: [
        step("system", "Be kind.", 1),
        step("user", "Hi", 2),
        { ...step("agent", "Hello. What do you want?", 3), extra: { mat: { train: false } } },
        step("user", "A joke.", 4),
        step("agent", "Knock, knock.", 5),
      ],
    } as Trajectory;
    expect(write(trajectory, 1).lost).toEqual(["steps[].extra.mat.train"]);
    expect([...write(trajectory, 2).lost].sort()).toEqual([
      "steps[].extra.mat.train",
      "steps[].message (agent, without a call)",
      "steps[].message (system)",
    ]);
    const own = { ...trajectory, extra: { mat: { source_format: "toolbench" } } };
    expect(write(own, 2).lost).not.toContain("steps[].message (system)");
  });

  it.each([
    ['{"error": "", "response": "4 degrees"}', "4 degrees"],
    ['{"error": "slow", "response": {"t": 4.0}}', 'slow\n{"t":4.0}'],
    ['{"response": "4 degrees", "unit": "C"}', '{"response": "4 degrees", "unit": "C"}'],
    ['{"error": "", "response": "4 \\"deg...', '4 "deg...'],
    ['{"error": "slow\\ndown", "response": "4 deg...', "slow\ndown\n4 deg..."],
    ['{"city": "Oslo", "response": "4 deg...', '{"city": "Oslo", "response": "4 deg...'],
  ])("shows of the result %j all that it says", (content, shown) => {
    const trajectory = {
      schema_version: "ATIF-v1.7",
      agent: { name: "a", version: "1" },
      steps: [
        { step_id: 1, source: "user", message: "Hi" },
        {
          step_id: 2,
          source: "agent",
          message: "",
          tool_calls: [{ tool_call_id: "1", function_name: "f", arguments: {} }],
          observation: { results: [{ source_call_id: "1", content }] },
        },
      ],
    } as Trajectory;
    const { conversations } = write(trajectory, 2).rows[0]!.value as { conversations: object[] };
    expect(conversations.at(-1)).toEqual({ from: "observation", value: shown });
  });

  it("names thoughts and results that no message has, and what an agent says when it gives up", () => {
    const says = (step: object) =>
      write(
        {
          schema_version: "ATIF-v1.7",
          agent: { name: "a", version: "1" },
          extra: { mat: { source_format: "toolbench" } },
          steps: [
            { step_id: 1, source: "system", message: "s", ...step },
            { step_id: 2, source: "user", message: "q" },
            { step_id: 3, source: "agent", message: "No.", ...step },
            { step_id: 4, source: "user", message: "q" },
          ],
        } as Trajectory,
        2,
      ).lost.filter((path) => path !== "steps[].message (agent, without a call)");
    expect(says({})).toEqual([]);
    expect(says({ extra: { mat: { thought: "t" } } })).toEqual(["steps[].extra.mat.thought"]);
    expect(says({ extra: { mat: { finish: "give_up", thought: "t" } } })).toContain(
      "steps[].message (agent, giving up)",
    );
    expect(says({ observation: { results: [{ content: "r" }] } })).toEqual([
      "steps[].observation.results[].content (system)",
    ]);
  });

  it("names what its short form of tools does not say", () => {
    const parameters = {
      type: "object",
      properties: { city: { type: "string", description: "x".repeat(257), enum: ["Oslo"] }, days: {} },
      required: ["city"],
      optional: [],
    };
    const says = (tool: object) =>
      write(
        {
          schema_version: "ATIF-v1.7",
          agent: { name: "a", version: "1", tool_definitions: [{ type: "function", function: tool }] },
          steps: [{ step_id: 1, source: "user", message: "Hi" }],
        } as Trajectory,
        1,
      ).lost;
    expect(says({ name: "weather", strict: true, parameters })).toEqual([
      "agent.tool_definitions[].function.parameters.properties.*.description",
      "agent.tool_definitions[].function.parameters.properties.*.enum",
      "agent.tool_definitions[].function.parameters.required",
      "agent.tool_definitions[].function.strict",
    ]);
    expect(says({ name: "now" })).toEqual([]);
    expect(says({ name: "now", parameters: { type: "object", properties: { zone: { type: "string" } } } })).toEqual([]);
  });

  it("writes the numbers of arguments, and their order, as they were spelled", () => {
    const call =
      '{"tool_call_id":"1","function_name":"measure","arguments":{"id":12345678901234567890,"10":1.0,"9":1e400}}';
    const steps = `[{"step_id":1,"source":"user","message":"Q"},{"step_id":2,"source":"agent","message":"","tool_calls":[${call}]}]`;
    const trajectory = parseJson(`{"schema_version":"ATIF-v1.7","agent":{"name":"a","version":"1"},"steps":${steps}}`);
    const text = rowText(trajectory as unknown as Trajectory, 1);
    expect(text).toContain(JSON.stringify('{"id":12345678901234567890,"10":1.0,"9":1e400}'));
  });

  it("reads a chain as steps", () => {
    const { steps, agent } = stored(ROW);
    expect(steps.map((step) => [step.source, step.message])).toEqual([
      ["system", "You call functions."],
      ["user", "How tall is it?"],
      ["agent", "Look it up."],
      ["user", "Try again."],
      ["agent", "12 m"],
    ]);
    expect(steps[2]!.tool_calls![0]).toMatchObject({
      function_name: "measure",
      arguments: { id: 7 },
      extra: { mat: { arguments_text: '{ "id": 7 }' } },
    });
    expect(steps[2]!.observation!.results[0]).toEqual({
      source_call_id: "call_1",
      content: '{"error": "", "response": "12 m"}',
    });
    expect(steps[4]!.extra!.mat!.finish).toBe("answer");
    expect(agent.tool_definitions![0]!.function).toMatchObject({
      name: "measure",
      parameters: { properties: { id: { type: "integer", description: "what" } } },
    });
  });

  it("gives any stage-1 row back, odd ones too", () => {
    fc.assert(
      fc.property(stage1Row, (row) => void expect(rowText(stored(row), 1)).toBe(stringifyJson(row))),
      { numRuns: 500 },
    );
  });

  it("gives any stage-2 row back, whether exported mended or as the reference", () => {
    fc.assert(
      fc.property(stage1Row, (row) => {
        const stage2 = rowText(stored(row), 2);
        for (const reference of [false, true]) expect(rowText(stored(parseJson(stage2)), 2, reference)).toBe(stage2);
      }),
      { numRuns: 500 },
    );
  });

  it("writes rows of the schema's shape", () => {
    expect(stage1RowSchema.safeParse(write(stored(ROW), 1).rows[0]!.value).success).toBe(true);
    expect(stage2RowSchema.safeParse(write(stored(ROW), 2).rows[0]!.value).success).toBe(true);
  });

  it("mends what the reference loses, and does as the reference on request", () => {
    const observed = (content: string, reference: boolean) => {
      const chains = [...MESSAGES.slice(0, 3), { role: "function", name: "measure", content }];
      const row = JSON.parse(rowText(stored({ ...(ROW as object), chains } as JsonValue), 2, reference)) as {
        conversations: { value: unknown }[];
      };
      return row.conversations.at(-1)!.value;
    };
    expect(observed("Quota reached", true)).toBe("");
    expect(observed("Quota reached", false)).toBe("Quota reached");
    expect(observed('{"error": "no key", "response": ""}', true)).toBe("");
    expect(observed('{"error": "no key", "response": ""}', false)).toBe("no key");
    expect(observed('{"error": "", "response": "[{\\"id\\": 1...', true)).toBe(' "[{\\"id\\": 1...');
    expect(observed('{"error": "", "response": "[{\\"id\\": 1...', false)).toBe('[{"id": 1...');
    expect(observed('{"error": "", "response": {"k": 12345678901234567890}}', false)).toBe(
      '{"k":12345678901234567890}',
    );
    expect(() => observed("[1]", true)).toThrow(RowRefusedError);
    expect(observed("[1]", false)).toBe("[1]");
  });

  it("refuses by name what a chain cannot say", () => {
    const trajectory = stored(ROW);
    const call = trajectory.steps[2]!.tool_calls![0]!;
    const parallel = {
      ...trajectory,
      steps: trajectory.steps.map((step) =>
        step.tool_calls ? { ...step, tool_calls: [call, { ...call, tool_call_id: "b" }] } : step,
      ),
    };
    expect(() => write(parallel, 1)).toThrow(expect.objectContaining({ reason: "parallel_calls" }));
    const image = {
      ...trajectory,
      steps: trajectory.steps.map((step) => ({
        ...step,
        message: [{ type: "image" as const, source: { media_type: "image/png" } }],
      })),
    };
    expect(() => write(image, 1)).toThrow(expect.objectContaining({ reason: "image_content" }));
    const headless = { ...trajectory, steps: trajectory.steps.slice(2) };
    expect(() => write(headless, 2)).toThrow(expect.objectContaining({ reason: "no_user_query" }));
  });

  it.each([
    [[]],
    ["x"],
    [{}],
    [{ tools: [], instruction: "q" }],
    [{ tools: [], instruction: "q", chains: [1] }],
    [{ tools: {}, instruction: "q", chains: [] }],
  ])("names a row of another shape: %j", (row) => {
    expect(() => read(row as JsonValue, { place: { file: "f" }, fallbackId: "x" })).toThrow(WrongFormatError);
  });

  it("brings nothing old back after an edit", () => {
    const canary = "CANARY-7f3a";
    const before = { role: "assistant", content: "First.", function_call: { name: "measure", arguments: "{}" } };
    const tainted = MESSAGES.map((message) =>
      message.role === "function" ? { ...message, content: canary, trace: canary } : message,
    );
    const chains = [...tainted.slice(0, 2), before, ...tainted.slice(2)];
    const row = { ...(ROW as object), chains, secret: canary } as unknown as JsonValue;
    for (const stage of [1, 2] as const) {
      const source = stage === 1 ? row : (parseJson(rowText(stored(row), 2)) as JsonValue);
      expect(stringifyJson(stored(source) as unknown as JsonValue)).toContain(canary);
      const redacted = redact(stored(source), (text) => text.replaceAll(canary, "[gone]"));
      const cut = cutFrom(stored(source), stage === 1 ? 3 : 2, { by: "test", reason: "test" });
      const edited = {
        ...stored(source),
        steps: stored(source).steps.map((step) =>
          step.observation ? { ...step, observation: { results: [{ content: "[gone]" }] } } : step,
        ),
      };
      for (const trajectory of [redacted, cut!, edited] as Trajectory[]) {
        for (const target of [1, 2] as const) expect(rowText(trajectory, target)).not.toContain(canary);
      }
    }
  });
});

describeGolden("glpft-raw on α-UMi's own files", () => {
  const TRAIN_1 = "train-example/input_raw_data_stage_1.json";
  const TRAIN_2 = "train-example/expected/raw_data/raw_data_stage_2.json";
  const fileText = (texts: JsonValue[]) => stringifyJson(texts, PYTHON_INDENT_2);

  it("gives both stages back byte for byte", () => {
    for (const [file, stage] of [
      [TRAIN_1, 1],
      [TRAIN_2, 2],
    ] as const) {
      const rows = rowsOf(golden(file)).map((row) => write(stored(row), stage).rows[0]!.value!);
      expect(fileText(rows)).toBe(golden(file));
    }
  });

  it("makes stage 2 of stage 1 byte for byte", () => {
    const rows = rowsOf(golden(TRAIN_1)).map((row) => write(stored(row), 2, true).rows[0]!.value!);
    expect(fileText(rows)).toBe(golden(TRAIN_2));
  });

  const cases = Object.entries(
    JSON.parse(golden("edge-cases/stage2_and_roles.json")) as Record<
      string,
      { stage_1_input: JsonValue[]; stage_2: { output?: JsonValue[] } }
    >,
  );
  it.each(cases)(
    "edge case %s: stage 2 as the reference, or refused where it raises",
    (_name, { stage_1_input, stage_2 }) => {
      const attempt = () => stage_1_input.map((row) => write(stored(row), 2, true).rows[0]!.value!);
      if (stage_2.output === undefined)
        expect(attempt).toThrow(expect.objectContaining({ reason: "reference_raises" }));
      else expect(fileText(attempt())).toBe(fileText(stage_2.output));
    },
  );
});
