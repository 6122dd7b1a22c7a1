import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { gunzipSync, gzipSync, zstdCompressSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FieldsLostError, OutputExistsError, UsageError, WrongFormatError } from "../../src/core/errors.ts";
import { convertRows } from "../../src/format/convert.ts";
import { describeGolden, goldenPath } from "../golden.ts";
import { anyLayout, layOutFile } from "./file-texts.ts";
import { anyAtifRow, anyOpenAiRow, textOfToken } from "./generate-trajectory.ts";
import { isRead } from "./round-trip.ts";
import { temporaryFolder, writeRows } from "./temporary-folder.ts";

const path = temporaryFolder();
const chat = (text: string, more: object = {}) => ({
  messages: [
    { role: "user", content: text },
    { role: "assistant", content: "Ho" },
  ],
  ...more,
});
const lost = {
  schema_version: "ATIF-v1.7",
  agent: { name: "a", version: "1" },
  notes: "n",
  steps: [{ step_id: 1, source: "user", message: "Hi" }],
};
const orphan = {
  ...lost,
  steps: [{ step_id: 1, source: "agent", message: "Hi", observation: { results: [{ content: "1" }] } }],
};
const text = (name: string) => readFileSync(path(name), "utf8");

async function there(input: string, from: string): Promise<string> {
  await convertRows({ inputs: [input], from, to: from, output: path("same"), force: true });
  return readFileSync(path("same"), "utf8");
}

describe("the same format", () => {
  test.each([
    ["openai", anyOpenAiRow],
    ["atif", anyAtifRow],
  ] as const)("%s gives the same file, byte for byte, in every layout", async (format, rows) => {
    const readable = rows.map(textOfToken).filter((row) => isRead(format, row));
    const property = fc.asyncProperty(
      fc.array(readable, { minLength: 1, maxLength: 4 }),
      anyLayout,
      async (texts, layout) => {
        const file = layOutFile(texts, layout);
        writeFileSync(path("source.json"), file);
        expect(await there(path("source.json"), format)).toBe(file);
      },
    );
    await fc.assert(property, { numRuns: 60 });
  });

  test("rows with and without escapes in one file", async () => {
    const file =
      '{"messages": [{"role": "user", "content": "\\u00e9"}]}\n{"messages":[{"role":"user","content":"é"}]}\n';
    writeFileSync(path("mixed.jsonl"), file);
    expect(await there(path("mixed.jsonl"), "openai")).toBe(file);
  });

  test("no rows at all", async () => {
    writeFileSync(path("empty.json"), "[]\n");
    expect(await there(path("empty.json"), "openai")).toBe("[]\n");
  });

  test("what is packed is unpacked", async () => {
    const file = `${JSON.stringify(chat("é"))}\n`;
    writeFileSync(path("rows.jsonl.gz"), gzipSync(file));
    writeFileSync(path("rows.jsonl.zst"), zstdCompressSync(file));
    expect(await there(path("rows.jsonl.gz"), "openai")).toBe(file);
    expect(await there(path("rows.jsonl.zst"), "openai")).toBe(file);
    await convertRows({ inputs: [path("rows.jsonl.zst")], to: "openai", output: path("out.jsonl.gz") });
    expect(gunzipSync(readFileSync(path("out.jsonl.gz"))).toString()).toBe(file);
  });

  test("a layout that is asked for goes first, and several files get the format's own", async () => {
    const file = writeRows(path("a.jsonl"), [chat("é")]);
    await convertRows({
      inputs: [file],
      to: "openai",
      output: path("asked.json"),
      layout: { container: "array", style: "python", ascii: true, finalNewline: false },
    });
    expect(text("asked.json")).toBe(
      '[{"messages": [{"role": "user", "content": "\\u00e9"}, {"role": "assistant", "content": "Ho"}]}]',
    );
    writeFileSync(path("b.json"), JSON.stringify([chat("two")], null, 2));
    await convertRows({ inputs: [path("b.json"), file], to: "openai", output: path("both.jsonl") });
    expect(text("both.jsonl")).toBe(`${JSON.stringify(chat("two"))}\n${JSON.stringify(chat("é"))}\n`);
  });
});

describe("another format", () => {
  test("there and back again", async () => {
    const rows = fc
      .sample(anyOpenAiRow.map(textOfToken), { numRuns: 100, seed: 7 })
      .filter((row) => isRead("openai", row));
    const file = layOutFile(rows, {
      container: "jsonl",
      style: "compact",
      indent: 0,
      ascii: false,
      finalNewline: true,
      newline: "\n",
      byteOrderMark: false,
    });
    writeFileSync(path("chat.jsonl"), file);
    const there = await convertRows({
      inputs: [path("chat.jsonl")],
      from: "openai",
      to: "atif",
      output: path("chat.atif.jsonl"),
    });
    expect(there).toMatchObject({
      from: "openai",
      guessed: false,
      to: "atif",
      rows: rows.length,
      lost: {},
      refused: 0,
      stale_residuals: 0,
    });
    const back = await convertRows({
      inputs: [path("chat.atif.jsonl")],
      to: "openai",
      output: path("chat.back.jsonl"),
    });
    expect(back).toMatchObject({
      from: "atif",
      guessed: true,
      rows: rows.length,
      lost: {},
      refused: 0,
      stale_residuals: 0,
    });
    expect(text("chat.back.jsonl")).toBe(file);
  });

  test("names what is lost once, with how many rows had it", async () => {
    const file = writeRows(path("lost.jsonl"), [lost, lost, { ...lost, notes: null }]);
    const report = await convertRows({ inputs: [file], to: "openai", output: path("lost.out") });
    expect(report.lost).toEqual({ notes: 2 });
    const sample = await convertRows({
      inputs: ["configs/quickstart/answer"],
      to: "openai",
      output: path("sample.out"),
    });
    expect(Object.keys(sample.lost)).toContain("sidecar tree");
  });

  test("strict: what would be lost is an error, and nothing is left", async () => {
    const file = writeRows(path("strict.jsonl"), [lost]);
    const job = convertRows({ inputs: [file], to: "openai", output: path("strict.out"), strict: true });
    await expect(job).rejects.toThrow(expect.objectContaining({ constructor: FieldsLostError, fields: ["notes"] }));
    expect(existsSync(path("strict.out"))).toBe(false);
  });

  test("what cannot be represented is kept beside the output, and goes when there is none any more", async () => {
    const file = writeRows(path("orphan.jsonl"), [orphan, { ...lost, trajectory_id: "t" }]);
    const output = path("kept.out");
    const report = await convertRows({ inputs: [file], to: "openai", output });
    const aside = `${output}.refused.jsonl`;
    expect(report).toMatchObject({
      rows: 1,
      refused: 1,
      refused_file: aside,
      refused_by_reason: {
        result_without_call: { count: 1, examples: [{ place: `${file}, line 1, row 1, id "orphan:1"` }] },
      },
    });
    const [line] = readFileSync(aside, "utf8").trim().split("\n");
    expect(JSON.parse(line!)).toMatchObject({
      id: "orphan:1",
      reason: "result_without_call",
      origin: { file, line: 1, row: 1 },
      trajectory: orphan,
    });
    await convertRows({ inputs: [writeRows(path("fine.jsonl"), [lost])], to: "openai", output, force: true });
    expect(existsSync(aside)).toBe(false);
  });

  test("what is left out or skipped is kept beside the output too", async () => {
    const file = writeRows(path("skipped.jsonl"), [chat("one"), { messages: 1 }]);
    const report = await convertRows({
      inputs: [file],
      from: "openai",
      to: "atif",
      output: path("skipped.out"),
      onError: "skip",
    });
    expect(report).toMatchObject({ rows: 1, refused: 0, source: { bad: 1 } });
    expect(JSON.parse(text("skipped.out.refused.jsonl"))).toMatchObject({
      reason: "wrong_format",
      origin: { row: 2 },
      row: { messages: 1 },
    });
  });
});

describe("errors leave nothing", () => {
  test("a bad row, in the middle", async () => {
    const file = writeRows(path("bad.jsonl"), [chat("one"), { messages: 1 }]);
    await expect(convertRows({ inputs: [file], from: "openai", to: "atif", output: path("bad.out") })).rejects.toThrow(
      WrongFormatError,
    );
    expect(existsSync(path("bad.out"))).toBe(false);
  });

  test("an output that is there", async () => {
    const file = writeRows(path("there.jsonl"), [chat("one")]);
    writeFileSync(path("there.out"), "old");
    await expect(convertRows({ inputs: [file], to: "atif", output: path("there.out") })).rejects.toThrow(
      OutputExistsError,
    );
    expect(text("there.out")).toBe("old");
  });

  test("a format that is only read", async () => {
    await expect(convertRows({ inputs: ["x"], to: "toolbench", output: path("no.out") })).rejects.toThrow(UsageError);
  });
});

describeGolden("golden files", () => {
  test.each([
    ["openai", "trainers/swift/chatml.jsonl"],
    ["openai", "trainers/reason_tool_use_demo_50.jsonl"],
    ["glpft-raw", "alpha-umi/data-example/expected/raw_data/raw_data_stage_1.json"],
    ["glpft-raw", "alpha-umi/train-example/input_raw_data_stage_1.json"],
  ])("%s: %s comes back byte for byte", async (format, name) => {
    expect(await there(goldenPath(name), format)).toBe(readFileSync(goldenPath(name), "utf8"));
  });

  test("ToolBench rows survive the way through chat messages and ATIF", async () => {
    const inputs = [goldenPath("alpha-umi/data-example/input/answer")];
    const chatFile = path("toolbench-chat.jsonl");
    const report = await convertRows({ inputs, from: "toolbench", to: "openai", output: chatFile });
    expect(report).toMatchObject({ refused: 0, stale_residuals: 0 });
    expect(report.rows).toBeGreaterThan(5);
    expect(await there(chatFile, "openai")).toBe(readFileSync(chatFile, "utf8"));
  });
});
