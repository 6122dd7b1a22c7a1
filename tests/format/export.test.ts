import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FieldsLostError, NotADatasetError, OutputExistsError, UsageError } from "../../src/core/errors.ts";
import { describeFormats } from "../../src/format/describe-formats.ts";
import { type ExportOptions, exportDataset } from "../../src/format/export.ts";
import { importRows } from "../../src/format/import.ts";
import { FORMATS } from "../../src/format/registry.ts";
import { anyLayout, layOutFile } from "./file-texts.ts";
import { anyOpenAiRow, textOfToken } from "./generate-trajectory.ts";
import { isRead } from "./round-trip.ts";
import { temporaryFolder, writeRows } from "./temporary-folder.ts";

const path = temporaryFolder();
const text = (name: string) => readFileSync(path(name), "utf8");
const chat = (said: string, more: object = {}) => ({
  messages: [
    { role: "user", content: said },
    { role: "assistant", content: "Ho" },
  ],
  ...more,
});
const atif = (more: object = {}) => ({
  schema_version: "ATIF-v1.7",
  agent: { name: "a", version: "1" },
  steps: [{ step_id: 1, source: "user", message: "Hi" }],
  ...more,
});
const orphan = atif({
  steps: [{ step_id: 1, source: "agent", message: "Hi", observation: { results: [{ content: "1" }] } }],
});

async function datasetOf(name: string, rows: readonly unknown[]): Promise<string> {
  await importRows({ inputs: [writeRows(path(`${name}.jsonl`), rows)], output: path(name), force: true });
  return path(name);
}
const exportOf = (dataset: string, output: string, more: Partial<ExportOptions> = {}) =>
  exportDataset({ dataset, format: "openai", output: path(output), ...more });

describe("exportDataset", () => {
  test("an unedited import comes out as the same file, byte for byte, in every layout", async () => {
    const readable = anyOpenAiRow.map(textOfToken).filter((row) => isRead("openai", row));
    const property = fc.asyncProperty(
      fc.array(readable, { minLength: 1, maxLength: 3 }),
      anyLayout,
      async (rows, layout) => {
        const file = layOutFile(rows, layout);
        writeFileSync(path("source.json"), file);
        const { sources } = await importRows({
          inputs: [path("source.json")],
          from: "openai",
          output: path("imported"),
          force: true,
        });
        await exportOf(path("imported"), "same.json", { force: true });
        expect(sources).toMatchObject([{ recognised: true }]);
        expect(text("same.json")).toBe(file);
      },
    );
    await fc.assert(property, { numRuns: 40 });
  });

  test("another format, several files, or a layout that is asked for: not the source's layout", async () => {
    writeFileSync(path("indented.json"), JSON.stringify([chat("one")], null, 2));
    await importRows({ inputs: [path("indented.json")], output: path("indented") });
    await exportOf(path("indented"), "compact.jsonl", {
      layout: { container: "jsonl", style: "compact", ascii: true, finalNewline: true },
    });
    expect(text("compact.jsonl")).toBe(`${JSON.stringify(chat("one"))}\n`);
    await exportOf(path("indented"), "atif.jsonl", { format: "atif" });
    expect(text("atif.jsonl").split("\n")).toHaveLength(2);
    await importRows({ inputs: [path("indented.json"), path("indented.json")], output: path("twice") });
    await exportOf(path("twice"), "twice.jsonl");
    expect(text("twice.jsonl")).toBe(`${JSON.stringify(chat("one"))}\n`.repeat(2));
  });

  test("says what it wrote, and stops at the cap", async () => {
    const dataset = await datasetOf("three", [chat("one"), chat("two"), chat("three")]);
    const progress: number[] = [];
    const report = await exportOf(dataset, "capped.jsonl", { cap: 2, onProgress: ({ rows }) => progress.push(rows) });
    const bytes = text("capped.jsonl").length;
    expect(report).toEqual({
      format: "openai",
      output: path("capped.jsonl"),
      rows: 2,
      files: [{ path: path("capped.jsonl"), rows: 2, bytes }],
      empty: 0,
      refused: 0,
      refused_by_reason: {},
      lost: {},
      stale_residuals: 0,
    });
    expect(progress.at(-1) ?? 2).toBe(2);
  });

  test("the cap takes the dataset's first trajectories, whatever becomes of them", async () => {
    const dataset = await datasetOf("capped", [orphan, atif(), atif()]);
    expect(await exportOf(dataset, "first.jsonl", { cap: 2 })).toMatchObject({ rows: 1, refused: 1 });
  });

  test("counts trajectories in which the format has nothing to write", async () => {
    const chains = [
      { role: "system", content: "" },
      { role: "user", content: "\nq\nBegin!\n" },
    ];
    writeFileSync(path("silent.json"), JSON.stringify([{ tools: [], instruction: "q", chains }]));
    await importRows({ inputs: [path("silent.json")], output: path("silent") });
    const report = await exportOf(path("silent"), "silent-glpft", { format: "glpft" });
    expect(report).toMatchObject({ rows: 0, refused: 0, empty: 1 });
  });

  test("a trajectory that several files go without is counted once", async () => {
    const call = { role: "assistant", content: "t", function_call: { name: "f", arguments: "{}" } };
    const answer = { role: "function", name: "f", content: '{"response": 1}' };
    const chains = [{ role: "system", content: "" }, { role: "user", content: "" }, call, answer, call];
    writeFileSync(path("raising.json"), JSON.stringify([{ tools: [], instruction: "q", chains }]));
    await importRows({ inputs: [path("raising.json")], output: path("raising") });
    const report = await exportOf(path("raising"), "raising-glpft", {
      format: "glpft",
      writeOptions: { compat: "reference" },
    });
    expect(report).toMatchObject({ refused: 1, refused_by_reason: { reference_raises: { count: 1 } } });
    expect(text("raising-glpft.refused.jsonl").trim().split("\n")).toHaveLength(4);
  });

  test("keeps refused rows with their reason beside the output", async () => {
    const dataset = await datasetOf("refused", [atif({ trajectory_id: "good" }), { ...orphan, trajectory_id: "bad" }]);
    const report = await exportOf(dataset, "refused.out");
    expect(report).toMatchObject({
      rows: 1,
      refused: 1,
      refused_file: path("refused.out.refused.jsonl"),
      refused_by_reason: { result_without_call: { count: 1 } },
    });
    const line = JSON.parse(text("refused.out.refused.jsonl"));
    expect(line).toMatchObject({
      id: "bad",
      reason: "result_without_call",
      origin: { line: 2, row: 2 },
      trajectory: { trajectory_id: "bad" },
    });
    await exportOf(await datasetOf("fine", [atif()]), "refused.out", { force: true });
    expect(existsSync(path("refused.out.refused.jsonl"))).toBe(false);
  });

  test("strict names every lost field, and leaves nothing", async () => {
    const dataset = await datasetOf("lossy", [atif({ notes: "n" }), atif({ session_id: "s" })]);
    expect(await exportOf(dataset, "lossy.out")).toMatchObject({ lost: { notes: 1, session_id: 1 } });
    const job = exportOf(dataset, "strict.jsonl", { strict: true });
    await expect(job).rejects.toThrow(
      expect.objectContaining({ constructor: FieldsLostError, fields: ["notes", "session_id"] }),
    );
    expect(readdirSync(path()).filter((name) => name.includes("strict"))).toEqual([]);
    expect(await exportOf(dataset, "atif.strict.jsonl", { format: "atif", strict: true })).toMatchObject({
      rows: 2,
      lost: {},
    });
  });

  test("no output replaces a part of the dataset itself, and several files go to no standard output", async () => {
    const dataset = await datasetOf("own", [atif()]);
    const shard = readFileSync(`${dataset}/part-00000.jsonl`, "utf8");
    for (const name of ["part-00000.jsonl", "manifest.json"]) {
      const job = exportDataset({ dataset, format: "openai", output: `${dataset}/${name}`, force: true });
      await expect(job).rejects.toThrow(UsageError);
    }
    expect(readFileSync(`${dataset}/part-00000.jsonl`, "utf8")).toBe(shard);
    await expect(exportDataset({ dataset, format: "glpft", output: "-" })).rejects.toThrow(UsageError);
  });

  test("an output that is there is replaced by force only", async () => {
    const dataset = await datasetOf("forced", [chat("one")]);
    writeFileSync(path("old.jsonl"), "old");
    await expect(exportOf(dataset, "old.jsonl")).rejects.toThrow(OutputExistsError);
    expect(text("old.jsonl")).toBe("old");
    await exportOf(dataset, "old.jsonl", { force: true });
    expect(text("old.jsonl")).toContain("one");
    mkdirSync(path("folder"));
    await expect(exportOf(dataset, "folder", { force: true })).rejects.toThrow(OutputExistsError);
    expect(existsSync(path("folder.refused.jsonl"))).toBe(false);
  });

  test("to a device nothing is kept beside", async () => {
    const dataset = await datasetOf("device", [orphan, atif()]);
    const report = await exportDataset({ dataset, format: "openai", output: "/dev/null" });
    expect(report).toMatchObject({ rows: 1, refused: 1 });
    expect(report.refused_file).toBeUndefined();
    expect(existsSync("/dev/null.refused.jsonl")).toBe(false);
  });

  test("a folder of files: all of them, or none", async () => {
    await importRows({ inputs: ["configs/quickstart/answer"], output: path("sample") });
    const writeOptions = { prompts: "configs/prompts/glpft-en.json" };
    const report = await exportOf(path("sample"), "glpft", { format: "glpft", writeOptions });
    expect(readdirSync(path("glpft")).sort()).toEqual(
      report.files.map((file) => file.path.slice(path("glpft").length + 1)).sort(),
    );
    const [first] = report.files;
    await expect(exportOf(path("sample"), "glpft", { format: "glpft", writeOptions })).rejects.toThrow(
      OutputExistsError,
    );
    expect(readFileSync(first!.path)).toHaveLength(first!.bytes);
    const stopped = new AbortController();
    stopped.abort(new Error("stop"));
    await expect(
      exportOf(path("sample"), "never", { format: "glpft", writeOptions, signal: stopped.signal }),
    ).rejects.toThrow();
    expect(existsSync(path("never"))).toBe(false);
  });

  test("refuses what is no dataset, and options that are wrong, before anything is written", async () => {
    mkdirSync(path("nothing"));
    await expect(exportOf(path("nothing"), "x")).rejects.toThrow(NotADatasetError);
    const dataset = await datasetOf("options", [chat("one")]);
    const job = exportOf(dataset, "x", { format: "glpft-raw", writeOptions: { stgae: 1, compat: "other" } });
    await expect(job).rejects.toThrow(UsageError);
    await expect(job).rejects.toThrow(/option "compat" is "other".*unknown option "stgae" \(did you mean "stage"\?\)/);
    await expect(exportOf(dataset, "x", { format: "toolbench" })).rejects.toThrow(UsageError);
    expect(existsSync(path("x"))).toBe(false);
  });
});

describe("describeFormats", () => {
  test("says of every format what it reads, writes and loses, and describes each option", async () => {
    const formats = await describeFormats();
    expect(formats.map(({ name }) => name)).toEqual(Object.keys(FORMATS));
    for (const format of formats) {
      expect(format).toMatchObject({ title: expect.stringMatching(/./), row: expect.stringMatching(/./) });
      expect(format.reads || format.writes).toBe(true);
      for (const option of [...format.read_options, ...format.write_options]) expect(option.description).not.toBe("");
    }
    expect(formats.find(({ name }) => name === "glpft-raw")?.write_options).toMatchObject([
      { name: "stage", type: "1|2", required: false, default: 1 },
      { name: "compat", type: "reference", required: false },
    ]);
  });
});
