import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { InputMissingError, WrongFormatError } from "../../src/core/errors.ts";
import { PYTHON_INDENT_2 } from "../../src/core/json/layout.ts";
import { parseJson } from "../../src/core/json/parse.ts";
import { stringifyJson } from "../../src/core/json/stringify.ts";
import type { JsonValue } from "../../src/core/json/value.ts";
import type { LeftOut, ReadTrajectory } from "../../src/format/format.ts";
import { writer } from "../../src/format/glpft-raw/write.ts";
import { readHeldOutIds } from "../../src/format/toolbench/held-out.ts";
import { reader } from "../../src/format/toolbench/read.ts";
import { describeGolden, goldenPath } from "../golden.ts";

const read = (row: JsonValue, file = "G1_answer/7_x.json", heldOut: readonly string[] = []) =>
  reader(new Set(heldOut)).read(row, { place: { file, row: 1 }, fallbackId: "row-1" });
const readTrajectory = (row: JsonValue, file?: string) => read(row, file) as ReadTrajectory;

const FUNCTIONS = [
  {
    name: "measure",
    description: "Measures.",
    parameters: { type: "object", properties: { id: { type: "integer", description: "which" } }, required: ["id"] },
  },
  { name: "Finish", description: "Ends.", parameters: { type: "object", properties: {} } },
];
const OPENING = [
  { role: "system", content: "S" },
  { role: "user", content: "\nQ\nBegin!\n" },
];
const CALL = { role: "assistant", content: "t", function_call: { name: "measure", arguments: "{}" } };
const answerFile = (answer: object): JsonValue =>
  ({
    win: true,
    tree: { tree: { children: [] } },
    answer_generation: { query: "Q", function: FUNCTIONS, ...answer },
  }) as unknown as JsonValue;

describe("toolbench", () => {
  it("reads the last message list, without Finish among the tools", () => {
    const other = [...OPENING, { role: "assistant", content: "another try" }];
    const { trajectory, id, sidecars } = readTrajectory(
      answerFile({ train_messages: [OPENING, other, [...OPENING, CALL]], finish_type: "give_answer" }),
    );
    expect(id).toBe("G1-7");
    expect(trajectory.agent.tool_definitions!.map((tool) => tool.function.name)).toEqual(["measure"]);
    expect(trajectory.agent.tool_definitions![0]!.function).toEqual(FUNCTIONS[0]);
    expect(trajectory.steps.map((step) => step.message)).toEqual(["S", "Q", "t"]);
    expect(sidecars!["tree"]).toEqual({
      win: true,
      tree: { tree: { children: [] } },
      answer_generation: { finish_type: "give_answer" },
      other_train_messages: [other],
    });
  });

  it("leaves out, by name, held-out queries and files without messages", () => {
    const whole = answerFile({ train_messages: [[...OPENING, CALL]] });
    expect((read(whole, "G2_answer/7_y.json", ["7"]) as LeftOut).leftOut).toBe("held_out");
    expect((read(whole, "G2_answer/70_y.json", ["7"]) as ReadTrajectory).id).toBe("G2-70");
    expect((read(answerFile({})) as LeftOut).leftOut).toBe("no_train_messages");
    expect((read({ win: true }) as LeftOut).leftOut).toBe("no_answer_generation");
    expect(() => read({ messages: [] })).toThrow("it has none of the members of ToolBench's files");
  });

  it.each<[JsonValue]>([
    [[]],
    [{ answer_generation: 1 }],
    [{ answer_generation: { function: FUNCTIONS, train_messages: [OPENING] } }],
    [answerFile({ train_messages: [] })],
    [answerFile({ train_messages: [[1]] })],
    [answerFile({ train_messages: [OPENING], function: [{}] })],
  ])("names a file of another shape: %j", (row) => {
    expect(() => read(row)).toThrow(WrongFormatError);
  });

  it("keeps the order of arguments in short forms, of those with a number for a name too", () => {
    const properties = '{"b":{"type":"integer"},"10":{"type":"string"},"b":{"type":"number"},"2":{"type":"string"}}';
    const tool = `{"name":"measure","description":"","parameters":{"properties":${properties}}}`;
    const answer = { query: "Q", train_messages: [OPENING], function: [parseJson(tool)] };
    const { trajectory } = readTrajectory({ answer_generation: answer } as unknown as JsonValue);
    const { rows } = writer({ stage: 1, compat: "reference" }).write(trajectory, "G1-7");
    expect(stringifyJson(rows[0]!.value!)).toContain('"input":{"b":"number","10":"string","2":"string"}');
  });

  it("refuses tools that the reference raises on, only as the reference", () => {
    const bare = answerFile({
      function: [{ name: "measure", parameters: { type: "object", properties: { id: {} } } }],
      train_messages: [[...OPENING, CALL]],
    });
    const { trajectory } = readTrajectory(bare);
    expect(() => writer({ stage: 1, compat: "reference" }).write(trajectory, "x")).toThrow(
      expect.objectContaining({ reason: "reference_raises" }),
    );
    const [made] = writer({ stage: 1 }).write(trajectory, "x").rows;
    expect(made!.value).toMatchObject({ tools: [{ Name: "measure", function: "", input: { id: "any" } }] });
  });

  const folder = mkdtempSync(join(tmpdir(), "mat-held-out-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("reads held-out ids from every file of the folder", async () => {
    writeFileSync(join(folder, "G1_category.json"), '{"7": 1, "8": 2}');
    writeFileSync(join(folder, "G3_instruction.json"), '["9", 10]');
    expect([...(await readHeldOutIds(folder))].sort()).toEqual(["10", "7", "8", "9"]);
    writeFileSync(join(folder, "G1_tool.json"), "7");
    await expect(readHeldOutIds(folder)).rejects.toThrow(WrongFormatError);
    await expect(readHeldOutIds(join(folder, "none"))).rejects.toThrow(InputMissingError);
  });
});

describeGolden("toolbench on ToolBench's own files", () => {
  const FOLDER = "alpha-umi/data-example";
  const load = (path: string) => readFileSync(goldenPath(FOLDER, path), "utf8");

  function trajectories() {
    const files = ["G1_answer", "G2_answer", "G3_answer"].flatMap((set) => {
      return readdirSync(goldenPath(FOLDER, "input/answer", set))
        .sort()
        .map((name) => `${set}/${name}`);
    });
    return files
      .map((file) => read(parseJson(load(`input/answer/${file}`)), file))
      .flatMap((result) => ("leftOut" in result ? [] : [result.trajectory]));
  }

  it.each([1, 2] as const)("makes stage %i byte for byte", (stage) => {
    const write = writer({ stage, compat: "reference" });
    const rows = trajectories().map(
      (trajectory) =>
        write.write(parseJson(stringifyJson(trajectory as unknown as JsonValue)) as never, "x").rows[0]!.value!,
    );
    expect(stringifyJson(rows, PYTHON_INDENT_2)).toBe(load(`expected/raw_data/raw_data_stage_${stage}.json`));
  });

  it("loses nothing of the golden files but what the short form of tools does not say", () => {
    const unsaid =
      /^agent\.tool_definitions\[\]\.function\.(description|parameters\.(required|optional|properties\.\*\.example_value))$/;
    for (const trajectory of trajectories()) {
      const { lost } = writer({ stage: 1 }).write(trajectory, "x");
      expect(lost.filter((path) => !unsaid.test(path))).toEqual([]);
    }
  });

  interface Case {
    readonly raw_input?: JsonValue;
    readonly stage_1: { readonly output: JsonValue[] };
  }
  const cases = Object.entries(
    JSON.parse(readFileSync(goldenPath("alpha-umi/edge-cases/stage1.json"), "utf8")) as Record<string, Case>,
  );
  it.each(cases.filter(([, edge]) => edge.raw_input !== undefined))("edge case %s", (_name, edge) => {
    const result = read(edge.raw_input!);
    const rows =
      "leftOut" in result
        ? []
        : writer({ stage: 1, compat: "reference" })
            .write(result.trajectory, "x")
            .rows.map((row) => row.value!);
    expect(stringifyJson(rows)).toBe(stringifyJson(edge.stage_1.output));
  });
});
