import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { InterruptedError, OutputExistsError, UsageError } from "../../src/core/errors.ts";
import { parseFilterFlag } from "../../src/filter/filter-request.ts";
import { type FilterOptions, filterDataset } from "../../src/filter/run-filter.ts";
import { importRows } from "../../src/format/import.ts";
import { openDataset } from "../../src/store/dataset.ts";
import { createDataset } from "../../src/store/dataset-writer.ts";
import { acts, answer, call, trajectory, user, weatherTrajectory } from "../core/sample-trajectory.ts";
import { describeGolden, goldenPath } from "../golden.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mat-run-filter-"));
});
afterAll(() => rm(folder, { recursive: true }));
let count = 0;
const place = () => join(folder, `dataset-${++count}`);

/** A dataset of these rows (texts as they are, anything else as JSON), each with a sidecar. */
async function dataset(rows: readonly unknown[], evalOnly = false): Promise<string> {
  const path = place();
  const writer = await createDataset(path, { command: { name: "test", options: {} }, licences: ["MIT"], evalOnly });
  for (const [index, row] of rows.entries()) {
    const text = typeof row === "string" ? row : JSON.stringify(row);
    const id = await writer.append({
      id: `row-${index + 1}`,
      text,
      origin: { file: "source.jsonl", line: index + 1, row: index + 1 },
    });
    await writer.sidecar("tree", id, `{"of":${index + 1}}`);
  }
  writer.note("import", { format: "atif" });
  await writer.finish();
  return path;
}

async function all<T>(batches: AsyncIterable<T[]>): Promise<T[]> {
  const items: T[] = [];
  for await (const batch of batches) items.push(...batch);
  return items;
}

async function filter(input: string, flags: readonly string[], more: Partial<FilterOptions> = {}) {
  const output = more.output ?? place();
  const report = await filterDataset({ input, output, filters: flags.map(parseFilterFlag), ...more });
  const made = await openDataset(output);
  const rows = await all(made.rows());
  const dropped = await all(made.dropped());
  const sidecars = await all(made.sidecar("tree"));
  return { output, report, made, rows, dropped, sidecars };
}

const unanswered = trajectory([user("q"), acts("a", [call("get_weather", { city: "x" })], []), answer("b")]);
const hallucinated = trajectory([
  user("q"),
  acts("a", [call("get_weather", { city: "Rome" })], ["sun"]),
  acts("b", [call("get_wether", {})], ["unknown"]),
  answer("c"),
]);

describe("filterDataset", () => {
  it("copies what is kept as it was and keeps what is dropped beside it, with sidecars and counts", async () => {
    const odd = ` ${JSON.stringify(weatherTrajectory("Bergen")).replace("{", '{ "notes" : "\\u00e9 1.0" , ')}`;
    const input = await dataset([weatherTrajectory(), unanswered, odd, weatherTrajectory(), "[1]"]);
    const { rows, dropped, sidecars, report, made } = await filter(input, ["answered-calls", "exact-duplicates"]);
    expect(rows.map(({ id, text }) => [id, text])).toEqual([
      ["row-1", JSON.stringify(weatherTrajectory())],
      ["row-3", odd],
    ]);
    expect(rows[1]!.origin).toMatchObject({
      file: expect.stringMatching(/dataset-\d+\/part-00000\.jsonl$/),
      line: 3,
      row: 3,
    });
    expect(dropped).toMatchObject([
      { id: "row-2", by: "filter:answered-calls", reason: "unanswered_call", text: JSON.stringify(unanswered) },
      { id: "row-4", by: "filter:exact-duplicates", reason: "exact_duplicate", detail: "the same as row 1" },
      { id: "row-5", by: "filter:shape", reason: "not_a_trajectory", text: "[1]" },
    ]);
    expect(sidecars).toEqual([
      { id: "row-1", text: '{"of":1}' },
      { id: "row-3", text: '{"of":3}' },
    ]);
    expect(report).toMatchObject({
      rows: { read: 5, kept: 2, edited: 0, dropped: 3 },
      steps: { masked: 0, cut: 0 },
      sidecars: { kept: 2, dropped: 3 },
      dropped: { "filter:answered-calls": { unanswered_call: 1 } },
    });
    expect(report.filters.map(({ filter: name, rows: seen }) => [name, seen])).toEqual([
      ["shape", 1],
      ["answered-calls", 4],
      ["exact-duplicates", 3],
    ]);
    expect(made.manifest).toMatchObject({
      command: {
        name: "filter",
        options: { filters: [{ filter: "answered-calls", action: "drop" }, { filter: "exact-duplicates" }] },
      },
      licences: ["MIT"],
      notes: { import: { format: "atif" }, filter: { rows: { read: 5 } } },
    });
    expect(made.manifest.parents).toHaveLength(1);
  });

  it("masks and cuts, and says why in the row", async () => {
    const input = await dataset([hallucinated, weatherTrajectory()]);
    const masked = await filter(input, ["known-tools:action=mask", "final-answer"]);
    const verdict = { by: "filter:known-tools", reason: "unknown_tool" };
    const [first] = masked.rows.map(({ text }) => JSON.parse(text));
    expect(first.steps[2].extra.mat).toMatchObject({ train: false, verdicts: [verdict] });
    expect(first.steps).toHaveLength(4);
    expect(masked.rows[1]!.text).toBe(JSON.stringify(weatherTrajectory()));
    expect(masked.report).toMatchObject({
      rows: { kept: 2, edited: 1 },
      steps: { masked: 1, cut: 0 },
      sidecars: { kept: 2 },
    });

    const cut = await filter(input, ["known-tools:action=cut"]);
    const [short] = cut.rows.map(({ text }) => JSON.parse(text));
    expect(short.steps).toHaveLength(2);
    expect(short.extra.mat).toMatchObject({ verdicts: [verdict], before_cut: { steps: 4 } });
    expect(cut.report).toMatchObject({
      rows: { kept: 2, edited: 1 },
      steps: { masked: 0, cut: 2 },
      sidecars: { kept: 2 },
    });
  });

  it("changes nothing when it runs a second time", async () => {
    const once = await filter(await dataset([hallucinated]), ["known-tools:action=mask"]);
    const twice = await filter(once.output, ["known-tools:action=mask"]);
    expect(twice.rows.map(({ text }) => text)).toEqual(once.rows.map(({ text }) => text));
    expect(twice.report).toMatchObject({ rows: { edited: 0 }, steps: { masked: 0 } });
    expect(twice.report.filters[0]!.reasons).toEqual({ unknown_tool: { verdict: "mask-step", rows: 1, verdicts: 1 } });
  });

  it("drops a row of which a cut would leave no agent step", async () => {
    const { dropped, report } = await filter(await dataset([unanswered]), ["answered-calls:action=cut"]);
    expect(dropped).toMatchObject([{ reason: "no_agent_step_left", by: "filter:answered-calls" }]);
    expect(dropped[0]!.detail).toContain("unanswered_call: step 2");
    expect(report.steps).toEqual({ masked: 0, cut: 0 });
    expect(report.filters[0]!.reasons).toEqual({
      unanswered_call: { verdict: "cut-here", rows: 1, verdicts: 1 },
      no_agent_step_left: { verdict: "drop", rows: 1, verdicts: 1 },
    });
  });

  it("lets each filter see what the one before it left", async () => {
    const { report } = await filter(await dataset([hallucinated]), ["known-tools:action=cut", "final-answer"]);
    expect(report.dropped).toEqual({ "filter:final-answer": { no_final_answer: 1 } });
    const first = await filter(await dataset(["{}"]), ["valid-atif", "final-answer"]);
    expect(first.report.dropped).toEqual({ "filter:valid-atif": { invalid_field: 1 } });
  });

  it("keeps unknown keys and numbers of an older version until it edits the row", async () => {
    const old = JSON.stringify(hallucinated).replace("ATIF-v1.7", "ATIF-v1.3").replace(/}$/, ',"cost":1.50}');
    const input = await dataset([old]);
    expect((await filter(input, ["known-tools:action=keep"])).rows[0]!.text).toBe(old);
    const { text } = (await filter(input, ["known-tools:action=mask"])).rows[0]!;
    expect(text).toContain('"schema_version":"ATIF-v1.7"');
    expect(text).toContain('"extra":{"cost":1.50}');
  });

  it("keeps eval_only and writes compressed shards when asked to", async () => {
    const { made, rows } = await filter(await dataset([weatherTrajectory()], true), ["valid-atif"], { compress: true });
    expect(made.manifest.eval_only).toBe(true);
    expect(made.manifest.shards[0]!.file).toMatch(/\.zst$/);
    expect(rows).toHaveLength(1);
  });

  it("writes nothing when a filter is wrong, the output is taken, or the run is stopped", async () => {
    const input = await dataset([weatherTrajectory()]);
    const before = await readdir(folder);
    await expect(filter(input, ["known-toolz"])).rejects.toThrow(UsageError);
    await expect(filter(input, ["valid-atif"], { output: input, force: true })).rejects.toThrow(UsageError);
    const taken = await dataset([]);
    await expect(filter(input, ["valid-atif"], { output: taken })).rejects.toThrow(OutputExistsError);
    const stop = new AbortController();
    stop.abort(new InterruptedError("stopped", "Run it again."));
    await expect(filter(input, ["valid-atif"], { signal: stop.signal })).rejects.toThrow(InterruptedError);
    expect(await readdir(folder)).toEqual([...before, taken.slice(folder.length + 1)].sort());
    expect(await readFile(join(input, "manifest.json"), "utf8")).toContain('"name": "test"');
  });

  it("says how far it is", async () => {
    const seen: number[] = [];
    await filter(await dataset([weatherTrajectory(), weatherTrajectory("Rome")]), ["valid-atif"], {
      onProgress: ({ rows }) => seen.push(rows),
    });
    expect(seen.at(-1)).toBe(2);
  });
});

describeGolden("filterDataset on ToolBench's trajectories", () => {
  it("finds the give-ups and the hallucinated call", async () => {
    const input = place();
    await importRows({ from: "toolbench", inputs: [goldenPath("alpha-umi/data-example/input/answer")], output: input });
    const flags = [
      "valid-atif",
      "answered-calls",
      "known-tools",
      "valid-arguments",
      "final-answer",
      "exact-duplicates",
    ];
    const { report, sidecars } = await filter(input, flags);
    expect(report.rows).toEqual({ read: 13, kept: 8, edited: 0, dropped: 5 });
    expect(report.dropped).toEqual({
      "filter:known-tools": { unknown_tool: 1 },
      "filter:final-answer": { gave_up: 4 },
    });
    expect(report.sidecars).toEqual({ kept: 8, dropped: 5 });
    expect(sidecars).toHaveLength(8);
  });

  it("finds what is wrong in the reference's own example", async () => {
    const input = place();
    await importRows({
      from: "glpft-raw",
      inputs: [goldenPath("alpha-umi/train-example/input_raw_data_stage_1.json")],
      output: input,
    });
    const flags = ["valid-atif", "known-tools:action=mask", "valid-arguments:action=mask", "final-answer:give_up=keep"];
    const { report } = await filter(input, flags);
    expect(report).toMatchObject({ rows: { read: 20, kept: 20, edited: 1, dropped: 0 }, steps: { masked: 1, cut: 0 } });
    expect(Object.assign({}, ...report.filters.map(({ reasons }) => reasons))).toEqual({
      invalid_arguments: { verdict: "mask-step", rows: 1, verdicts: 1 },
      gave_up: { verdict: "keep", rows: 6, verdicts: 6 },
    });
  });
});
