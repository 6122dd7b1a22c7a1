import { existsSync, globSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { answerFileSchema } from "../../src/format/toolbench/schema.ts";
import { quickstart } from "../../src/pipeline/quickstart.ts";
import { verifyDataset } from "../../src/store/verify.ts";

const FILES = [
  "raw_data_stage_1.json",
  "raw_data_stage_2.json",
  "glpft/train_backbone.json",
  "glpft/train_planner.json",
  "glpft/train_caller.json",
  "glpft/train_summarizer.json",
  "kagentinstruct.json",
  "msagent.jsonl",
  "openai.jsonl",
];

test.each(globSync("configs/quickstart/answer/*/*.json").sort())("%s is of ToolBench's shape", (file) => {
  expect(answerFileSchema.safeParse(JSON.parse(readFileSync(file, "utf8"))).error).toBeUndefined();
});

test("the sample goes through every step, and each kind of fault in it is found", async () => {
  const output = mkdtempSync(join(tmpdir(), "mat-quickstart-"));
  const { imported, filtered, templates, exports } = await quickstart({ output });
  expect(Object.keys(imported.left_out).sort()).toEqual(["held_out", "no_train_messages"]);
  expect(imported.rows).toBe(10);
  expect(filtered.rows).toEqual({ read: 10, kept: 7, edited: 2, dropped: 3 });
  expect(filtered.dropped).toEqual({
    "filter:final-answer": { gave_up: 2 },
    "filter:exact-duplicates": { exact_duplicate: 1 },
  });
  expect(exports.map((item) => [item.format, item.rows, item.refused])).toEqual([
    ["glpft-raw", 7, 0],
    ["glpft-raw", 7, 0],
    ["glpft", 7, 0],
    ["kagentinstruct", 7, 0],
    ["msagent", 7, 0],
    ["openai", 7, 0],
  ]);
  expect(templates.templates).toBe(60);
  expect(templates.protocols).toBeGreaterThan(40);
  for (const name of ["imported", "filtered", "templates"])
    expect((await verifyDataset(join(output, name))).problems).toEqual([]);
  for (const file of FILES) expect(readFileSync(join(output, "export", file), "utf8").length).toBeGreaterThan(1000);
});

test("a second run replaces what the first wrote, byte for byte, and touches nothing else", async () => {
  const output = mkdtempSync(join(tmpdir(), "mat-quickstart-"));
  writeFileSync(join(output, "mine.txt"), "mine");
  await quickstart({ output });
  const read = () =>
    [...FILES.map((file) => join("export", file)), "filtered/part-00000.jsonl"].map((file) =>
      readFileSync(join(output, file), "utf8"),
    );
  const first = read();
  writeFileSync(join(output, "export", "stale.json"), "{}");
  await quickstart({ output });
  expect(read()).toEqual(first);
  expect(existsSync(join(output, "export", "stale.json"))).toBe(false);
  expect(readFileSync(join(output, "mine.txt"), "utf8")).toBe("mine");
});

test("it stops when it is told to", async () => {
  const output = mkdtempSync(join(tmpdir(), "mat-quickstart-"));
  await expect(quickstart({ output, signal: AbortSignal.abort(new Error("stop")) })).rejects.toThrow();
  expect(existsSync(join(output, "imported"))).toBe(false);
});
