import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskStep, redact } from "../../src/core/edit.ts";
import { RowRefusedError } from "../../src/core/errors.ts";
import { type FileLayout, JSONL, PYTHON_INDENT_2 } from "../../src/core/json/layout.ts";
import { parseJson } from "../../src/core/json/parse.ts";
import { stringifyJson } from "../../src/core/json/stringify.ts";
import type { JsonObject, JsonValue } from "../../src/core/json/value.ts";
import type { Trajectory } from "../../src/core/trajectory.ts";
import type { WrittenRow } from "../../src/format/format.ts";
import { loadPromptPack, type PromptPack } from "../../src/format/glpft/prompt-pack.ts";
import { glpftReader } from "../../src/format/glpft/read.ts";
import { fileOf, ROLES, type Role } from "../../src/format/glpft/role-files.ts";
import { rowSchema } from "../../src/format/glpft/schema.ts";
import { glpftWriter } from "../../src/format/glpft/write.ts";
import { read as readRaw } from "../../src/format/glpft-raw/read.ts";
import { describeGolden, goldenPath } from "../golden.ts";
import { stage1Row } from "./alpha-umi/odd-rows.ts";

const PACK: PromptPack = {
  backbone: "tools:\n{doc}\nso far: {history}\ncall one of [{tool_names}]",
  planner: "tools:\n{doc}\nso far: {history}\nplan",
  caller: "tools:\n{doc}\nso far: {history}\nthought: {thought}\ncall one of [{tool_names}]",
  summarizer: "so far: {history}\nanswer",
};

function stored(trajectory: Trajectory): Trajectory {
  return parseJson(stringifyJson(trajectory as unknown as JsonValue)) as unknown as Trajectory;
}

function fromRaw(row: JsonValue): Trajectory {
  return stored(readRaw(row, { place: {}, fallbackId: "row" }).trajectory);
}

function textOf({ bytes }: WrittenRow): string | undefined {
  return bytes && Buffer.concat(bytes).toString();
}

/** The rows of each file, and the reasons for which a file goes without. */
function write(
  trajectories: readonly Trajectory[],
  pack: PromptPack,
  reference: boolean,
  layout: FileLayout = PYTHON_INDENT_2,
) {
  const writer = glpftWriter(pack, reference, layout);
  const texts = new Map<string, string[]>(writer.files.map((file) => [file, []]));
  const refused: string[] = [];
  for (const trajectory of trajectories) {
    try {
      const { rows, refusals } = writer.write(trajectory, "row");
      for (const row of rows)
        texts
          .get(row.file)!
          .push(textOf(row) ?? stringifyJson(row.value!, layout, layout.container === "array" ? 1 : 0));
      refused.push(...(refusals ?? []).map(({ file, reason }) => `${file}: ${reason}`));
    } catch (error) {
      if (!(error instanceof RowRefusedError)) throw error;
      refused.push(`all: ${error.reason}`);
    }
  }
  return { texts, refused };
}

function rowsOf(trajectory: Trajectory, role: Role, reference = false): JsonObject[] {
  return write([trajectory], PACK, reference)
    .texts.get(fileOf(role))!
    .map((text) => parseJson(text) as JsonObject);
}

const MESSAGES = [
  { role: "system", content: "" },
  { role: "user", content: "\nHow tall?\nBegin!\n" },
  { role: "assistant", content: "Look.", function_call: { name: "measure", arguments: '{"id": 7}' } },
  { role: "function", name: "measure", content: '{"error": "", "response": "12 m"}' },
  {
    role: "assistant",
    content: "Done.",
    function_call: { name: "Finish", arguments: '{"return_type": "give_answer", "final_answer": "It is 12 m."}' },
  },
];
const TOOLS = [{ Name: "measure", function: "Measures.", input: { id: "integer" } }];
const row = (messages: readonly object[], tools: readonly object[] = TOOLS) =>
  ({ tools, instruction: "How tall?", chains: messages }) as unknown as JsonValue;
const DOC = 'tools:\n{"Name": "measure", "function": "Measures.", "input": {"id": "integer"}}\n\n';

describe("glpft", () => {
  it("makes one row per turn that a role writes", () => {
    const trajectory = fromRaw(row(MESSAGES));
    const shown =
      'user: How tall?</s>assistant: Look.\n Next: caller.</s>caller: Action: measure\nAction Input: {"id": 7}</s>observation: 12 m';
    expect(rowsOf(trajectory, "planner").map(({ input, target }) => [input, target])).toEqual([
      [`${DOC}so far: user: How tall?</s>\nplan assistant: `, "Look.\n Next: caller."],
      [`${DOC}so far: ${shown}\nplan assistant: `, "Done.\n Next: conclusion."],
    ]);
    expect(rowsOf(trajectory, "caller").map(({ input, target }) => [input, target])).toEqual([
      [
        `${DOC}so far: user: How tall?</s>assistant: Look.\n Next: caller.</s>\nthought: Look.\n Next: caller.\ncall one of [measure] caller: `,
        'Action: measure\nAction Input: {"id": 7}',
      ],
    ]);
    expect(rowsOf(trajectory, "summarizer").map(({ target }) => target)).toEqual(["It is 12 m."]);
    expect(rowsOf(trajectory, "backbone").map(({ input, target }) => [input, target])).toEqual([
      [
        `${DOC}so far: user: How tall?</s>\ncall one of [measure] assistant: `,
        'Look.\nAction: measure\nAction Input: {"id": 7}',
      ],
      [
        `${DOC}so far: user: How tall?</s>assistant: Look.\nAction: measure\nAction Input: {"id": 7}</s>observation: 12 m\ncall one of [measure] assistant: `,
        "Done.\nconclusion: It is 12 m.",
      ],
    ]);
    for (const role of ROLES)
      for (const made of rowsOf(trajectory, role)) expect(rowSchema.safeParse(made).success).toBe(true);
  });

  it("names what comes behind the last target", () => {
    const lostOf = (messages: JsonObject[]) => {
      return glpftWriter(PACK, false, PYTHON_INDENT_2).write(fromRaw(row(messages)), "row-1").lost;
    };
    expect(lostOf(MESSAGES)).toEqual([]);
    expect(lostOf(MESSAGES.slice(0, -1))).toEqual(["steps[] behind the last target"]);
    expect(lostOf(MESSAGES.slice(0, -2))).toEqual([]);
  });

  it("leaves masked steps out as targets and keeps them in the history", () => {
    const trajectory = fromRaw(row(MESSAGES));
    const masked = maskStep(
      trajectory,
      trajectory.steps.findIndex((step) => step.source === "agent"),
      { by: "test", reason: "wrong" },
    );
    expect(rowsOf(masked, "caller")).toEqual([]);
    expect(rowsOf(masked, "planner").map(({ target }) => target)).toEqual(["Done.\n Next: conclusion."]);
    expect(rowsOf(masked, "planner")[0]!["history"]).toHaveLength(4);
  });

  it("builds the prompt of a give-up anew, and takes the last one on request, as the reference does", () => {
    const giveUp = {
      role: "assistant",
      content: "No.",
      function_call: { name: "Finish", arguments: '{"return_type": "give_up_and_restart"}' },
    };
    const trajectory = fromRaw(row([...MESSAGES.slice(0, 4), giveUp]));
    const [first, last] = rowsOf(trajectory, "backbone");
    expect(last!["target"]).toBe("No.\nconclusion: give up.");
    expect(last!["input"]).not.toBe(first!["input"]);
    const [oldFirst, oldLast] = rowsOf(trajectory, "backbone", true);
    expect(oldLast!["input"]).toBe(oldFirst!["input"]);
    const alone = fromRaw(row([...MESSAGES.slice(0, 2), giveUp]));
    expect(write([alone], PACK, true).refused).toEqual(["train_backbone.json: reference_raises"]);
    expect(write([alone], PACK, false).refused).toEqual([]);
    expect(write([trajectory, alone], PACK, true).refused).toEqual([]);
  });

  it("replaces placeholders in data only as the reference", () => {
    const trajectory = fromRaw(row(MESSAGES, [{ Name: "measure", function: "Shows {history}", input: {} }]));
    expect(rowsOf(trajectory, "summarizer", true)).toEqual(rowsOf(trajectory, "summarizer"));
    expect(rowsOf(trajectory, "planner")[0]!["input"]).toContain("Shows {history}");
    expect(rowsOf(trajectory, "planner", true)[0]!["input"]).toContain("Shows user: How tall?</s>");
  });

  it("writes any layout, the same data", () => {
    fc.assert(
      fc.property(
        stage1Row,
        fc.constantFrom<FileLayout>(
          JSONL,
          { ...JSONL, style: "python", ascii: true },
          { ...PYTHON_INDENT_2, indent: 4, ascii: false },
        ),
        (source, layout) => {
          const trajectory = fromRaw(source);
          const [plain, laidOut] = [
            write([trajectory], PACK, false).texts,
            write([trajectory], PACK, false, layout).texts,
          ];
          for (const file of plain.keys()) {
            const depth = layout.container === "array" ? 1 : 0;
            expect(laidOut.get(file)).toEqual(
              plain.get(file)!.map((text) => stringifyJson(parseJson(text), layout, depth)),
            );
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it("gives role files back, one trajectory a row, by the role or without", async () => {
    const other = await loadPromptPack("glpft-zh");
    fc.assert(
      fc.property(
        stage1Row,
        fc.constantFrom(...ROLES),
        fc.boolean(),
        fc.constantFrom(PACK, other),
        (source, role, named, pack) => {
          const reader = glpftReader(pack, named ? role : undefined);
          for (const made of write([fromRaw(source)], PACK, false).texts.get(fileOf(role))!) {
            const read = reader.read(parseJson(made), { place: {}, fallbackId: "row" }) as { trajectory: Trajectory };
            expect(write([stored(read.trajectory)], pack, false).texts.get(fileOf(role))).toEqual([made]);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each([
    [[]],
    [[{ from: null, value: "q" }]],
    [[{ from: "user", value: "q", more: 1 }]],
    [[{ from: "observation", value: "o" }]],
  ])("gives back a row whose history opens in another way: %j", (history) => {
    const made = { tools: [], history, input: "anything", target: "t\n Next: caller." } as unknown as JsonValue;
    for (const role of ROLES) {
      const { trajectory } = glpftReader(PACK, role).read(made, { place: {}, fallbackId: "row" }) as {
        trajectory: Trajectory;
      };
      const [text] = write([stored(trajectory)], PACK, false).texts.get(fileOf(role))!;
      expect(stringifyJson(parseJson(text!))).toBe(stringifyJson(made));
    }
  });

  it("trains only the last step of a row that was read", () => {
    const made = rowsOf(fromRaw(row(MESSAGES)), "planner")[1]!;
    const { trajectory } = glpftReader(PACK).read(made, { place: {}, fallbackId: "row" }) as { trajectory: Trajectory };
    expect(trajectory.extra!.mat!.glpft_role).toBe("planner");
    expect(trajectory.steps.map((step) => [step.source, step.extra?.mat?.train])).toEqual([
      ["user", undefined],
      ["agent", false],
      ["agent", undefined],
    ]);
  });

  it("brings nothing old back after a redaction", () => {
    const canary = "CANARY-51";
    const tainted = MESSAGES.map((message) =>
      message.role === "function" ? { ...message, content: `{"error": "", "response": "${canary}"}` } : message,
    );
    for (const role of ROLES) {
      for (const made of rowsOf(fromRaw(row(tainted)), role)) {
        const { trajectory } = glpftReader(PACK, role).read(
          { ...made, note: canary },
          { place: {}, fallbackId: "row" },
        ) as { trajectory: Trajectory };
        const redacted = redact(stored(trajectory), (text) => text.replaceAll(canary, "[gone]"));
        expect([...write([redacted], PACK, false).texts.values()].flat().join("")).not.toContain(canary);
      }
    }
  });

  it("says what is wrong with a prompt pack", async () => {
    await expect(loadPromptPack("no-such-pack.json")).rejects.toThrow("cannot be read");
    await expect(loadPromptPack("package.json")).rejects.toThrow("holds several sets, or none");
    for (const name of ["glpft-en", "glpft-zh"]) {
      const pack = await loadPromptPack(name);
      for (const role of ROLES) expect(pack[role]).toContain("{history}");
      expect(pack.caller).toContain("{thought}");
    }
  });
});

describeGolden("glpft on α-UMi's own files", () => {
  const golden = (path: string) => readFileSync(goldenPath("alpha-umi", path), "utf8");
  const load = () => loadPromptPack(goldenPath("alpha-umi", "prompt_templates.json"));
  const fileText = (texts: readonly string[]) => (texts.length === 0 ? "[]" : `[\n  ${texts.join(",\n  ")}\n]`);
  const SOURCES = [
    ["train-example", "train-example/input_raw_data_stage_1.json"],
    ["train-example", "train-example/expected/raw_data/raw_data_stage_2.json"],
    ["data-example", "data-example/expected/raw_data/raw_data_stage_1.json"],
  ] as const;

  it.each(SOURCES)("makes the four role files of %s byte for byte from %s", async (name, source) => {
    const trajectories = (parseJson(golden(source)) as JsonValue[]).map(fromRaw);
    const { texts, refused } = write(trajectories, await load(), true);
    for (const role of ROLES)
      expect(fileText(texts.get(fileOf(role))!)).toBe(golden(`${name}/expected/${fileOf(role)}`));
    expect(refused).toEqual([]);
  });

  it.each(ROLES)("gives the %s file back byte for byte", async (role) => {
    const pack = await load();
    for (const name of ["train-example", "data-example"]) {
      const text = golden(`${name}/expected/${fileOf(role)}`);
      const read = (item: JsonValue) =>
        stored(
          (glpftReader(pack).read(item, { place: {}, fallbackId: "row" }) as { trajectory: Trajectory }).trajectory,
        );
      const { texts } = write((parseJson(text) as JsonValue[]).map(read), pack, false);
      expect(fileText(texts.get(fileOf(role))!)).toBe(text);
    }
  });

  interface Case {
    readonly stage_1_input: JsonValue[];
    readonly [role: string]: { readonly output?: JsonValue; readonly exception?: string } | JsonValue[];
  }
  const cases = Object.entries(
    parseJson(golden("edge-cases/stage2_and_roles.json")) as unknown as Record<string, Case>,
  );
  it.each(cases)("edge case %s: as the reference, or refused where it raises", async (_name, edge) => {
    const { texts, refused } = write(edge.stage_1_input.map(fromRaw), await load(), true);
    for (const role of ROLES) {
      const expected = edge[role] as { output?: JsonValue } | undefined;
      if (expected === undefined) continue;
      if (expected.output === undefined) expect(refused).not.toEqual([]);
      else expect(fileText(texts.get(fileOf(role))!)).toBe(stringifyJson(expected.output, PYTHON_INDENT_2));
    }
  });
});
