import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { MalformedInputError, UsageError, WrongFormatError } from "../../src/core/errors.ts";
import { type ImportOptions, importRows } from "../../src/format/import.ts";
import { openDataset } from "../../src/store/dataset.ts";
import { temporaryFolder, writeRows } from "./temporary-folder.ts";

const SAMPLE = "configs/quickstart/answer";
const path = temporaryFolder();
const chat = (text: string, more: object = {}) => ({
  messages: [
    { role: "user", content: text },
    { role: "assistant", content: "Ho" },
  ],
  ...more,
});

async function rowsOf(dataset: string) {
  const opened = await openDataset(dataset);
  return {
    manifest: opened.manifest,
    rows: (await Array.fromAsync(opened.rows())).flat(),
    dropped: (await Array.fromAsync(opened.dropped())).flat(),
  };
}

const importOf = (name: string, inputs: string[], more: Partial<ImportOptions> = {}) =>
  importRows({ inputs, output: path(name), ...more });

describe("importRows", () => {
  test("makes trajectories of rows, with ids and origins, and notes the layout", async () => {
    const file = writeRows(path("rows.jsonl"), [
      chat("one"),
      chat("two", { id: "mine" }),
      chat("three", { id: "mine" }),
    ]);
    const progress: number[] = [];
    const report = await importOf("plain", [file], { onProgress: ({ rows }) => progress.push(rows) });
    expect(report).toMatchObject({
      format: "openai",
      guessed: true,
      output: path("plain"),
      rows: 3,
      refused: 0,
      bad: 0,
      left_out: {},
      warnings: {},
      source_files: 1,
    });
    expect(report.sources).toMatchObject([
      { file, rows: 3, recognised: true, layout: { container: "jsonl", style: "compact" } },
    ]);
    expect(progress.at(-1)).toBe(3);
    const { manifest, rows } = await rowsOf(path("plain"));
    expect(rows.map(({ id, origin }) => [id, origin])).toEqual([
      ["rows:1", { file, line: 1, row: 1 }],
      ["mine", { file, line: 2, row: 2 }],
      ["mine~2", { file, line: 3, row: 3 }],
    ]);
    expect(JSON.parse(rows[0]!.text)).toMatchObject({
      schema_version: "ATIF-v1.7",
      steps: [{ message: "one" }, { message: "Ho" }],
    });
    expect(manifest.notes?.["import"]).toMatchObject({
      format: "openai",
      source_files: 1,
      sources: [{ file, recognised: true }],
    });
  });

  test("keeps what a format leaves out, with the reason, and its sidecars", async () => {
    const report = await importOf("sample", [SAMPLE], {
      readOptions: { heldOut: "configs/quickstart/test_query_ids" },
    });
    const { manifest, rows, dropped } = await rowsOf(path("sample"));
    const counts = Object.fromEntries(Object.entries(report.left_out).map(([reason, { count }]) => [reason, count]));
    expect(report.format).toBe("toolbench");
    expect(rows).toHaveLength(report.rows);
    expect(dropped.length).toBe(Object.values(counts).reduce((sum, count) => sum + count, 0));
    expect(dropped.length).toBeGreaterThan(0);
    expect(new Set(dropped.map(({ by, reason }) => `${by} ${reason}`))).toEqual(
      new Set(Object.keys(counts).map((reason) => `read:toolbench ${reason}`)),
    );
    const sidecar = (await Array.fromAsync((await openDataset(path("sample"))).sidecar("tree"))).flat();
    expect(sidecar.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
    expect(manifest.sidecars.map(({ name }) => name)).toEqual(["tree"]);
  });

  test("warns of repeated keys, and keeps them", async () => {
    const file = path("repeated.jsonl");
    writeFileSync(file, '{"x":1,"x":2,"messages":[{"role":"user","content":"Hi"}]}\n');
    const report = await importOf("repeated", [file]);
    expect(report.warnings).toEqual({
      repeated_key: { count: 1, examples: [{ place: `${file}, line 1, row 1`, detail: "x" }] },
    });
    expect((await rowsOf(path("repeated"))).rows[0]!.text).toContain('"x":1,"x":2');
  });

  test("a bad row ends the import with its place, and nothing stands under the output's name", async () => {
    const broken = path("broken.jsonl");
    writeFileSync(broken, `${JSON.stringify(chat("one"))}\n{"messages":\n`);
    await expect(importOf("none", [broken], { from: "openai" })).rejects.toThrow(MalformedInputError);
    const wrong = writeRows(path("wrong.jsonl"), [chat("one"), { messages: 1 }]);
    const place = { file: wrong, line: 2, row: 2 };
    await expect(importOf("none", [wrong])).rejects.toThrow(
      expect.objectContaining({ constructor: WrongFormatError, place }),
    );
    expect(existsSync(path("none"))).toBe(false);
    expect(readdirSync(path()).filter((name) => name.includes("none"))).toEqual([]);
  });

  test("bad rows can be skipped: the good ones stay, the bad ones are listed", async () => {
    const file = path("mixed.jsonl");
    writeFileSync(
      file,
      `{"messages":\n${JSON.stringify(chat("one"))}\n{"messages":1}\n\n${JSON.stringify(chat("two"))}\n`,
    );
    const report = await importOf("mixed", [file], { from: "openai", onError: "skip" });
    expect(report).toMatchObject({
      rows: 2,
      bad: 2,
      bad_by_reason: {
        malformed: { count: 1 },
        wrong_format: { count: 1, examples: [{ place: `${file}, line 3, row 3` }] },
      },
    });
    const { dropped } = await rowsOf(path("mixed"));
    expect(dropped).toMatchObject([
      { by: "read:openai", reason: "wrong_format", text: '{"messages":1}', origin: { row: 3 } },
    ]);
  });

  test("stops when it is told to, and leaves nothing", async () => {
    const file = writeRows(
      path("long.jsonl"),
      Array.from({ length: 100 }, (_, index) => chat(String(index))),
    );
    const stopped = new AbortController();
    stopped.abort(new Error("stop"));
    await expect(importOf("stopped", [file], { signal: stopped.signal })).rejects.toThrow();
    expect(existsSync(path("stopped"))).toBe(false);
  });
});

describe("the format", () => {
  test("is guessed by content", async () => {
    const file = writeRows(path("atif.jsonl"), [
      {
        schema_version: "ATIF-v1.4",
        agent: { name: "a", version: "1" },
        steps: [{ step_id: 1, source: "user", message: "Hi" }],
      },
    ]);
    expect(await importOf("guessed", [file])).toMatchObject({ format: "atif", guessed: true });
    expect(await importOf("named", [file], { from: "atif" })).toMatchObject({ format: "atif", guessed: false });
  });

  test("is asked for where the rows could be of several", async () => {
    const atif = { schema_version: "ATIF-v1.7", agent: { name: "a", version: "1" }, steps: [] };
    const file = writeRows(path("both.jsonl"), [atif, chat("Hi")]);
    await expect(importOf("refused", [file])).rejects.toThrow("the input could be atif or openai");
  });

  test.each([
    ["what it cannot tell", undefined, {}, /no format that can be told/],
    ["an unknown name", "openia", {}, /no format "openia"/],
    ["unknown options", "toolbench", { heldout: "x" }, /unknown option "heldout" \(did you mean "heldOut"\?\)/],
    ["options that it does not take", "atif", { x: 1 }, /unknown option "x"/],
  ])("refuses %s", async (_name, from, readOptions, message) => {
    const file = writeRows(path("strange.jsonl"), [{ strange: true }]);
    const job = importOf("refused", [file], { from, readOptions });
    await expect(job).rejects.toThrow(UsageError);
    await expect(job).rejects.toThrow(message);
    expect(existsSync(path("refused"))).toBe(false);
  });
});
