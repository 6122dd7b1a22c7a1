import { renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { RowNotFoundError } from "../../src/core/errors.ts";
import { createDataset } from "../../src/store/dataset-writer.ts";
import { traceRow } from "../../src/store/trace.ts";
import { rowsOf, writeSample } from "./sample-dataset.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();

/** A child of a dataset that has every second of its rows, and drops the others (or, silently, does not). */
async function writeChild(path: string, parent: string, name: string, silent = false): Promise<void> {
  const writer = await createDataset(path, { command: { name, options: {} }, parents: [parent], shardRows: 2 });
  for (const { id, text, part, line, index } of await rowsOf(parent)) {
    const origin = { file: part, line, row: index + 1 };
    if (index % 2 === 0) await writer.append({ id, text, origin });
    else if (!silent) await writer.drop({ id, by: `filter:${name}`, reason: "odd", origin, text });
  }
  await writer.finish();
}

const imported = join(folder, "imported");
const filtered = join(folder, "filtered");
const sampled = join(folder, "sampled");
const mixed = join(folder, "elsewhere", "mixed");
await writeSample(imported, { rows: 12, shardRows: 5, compress: true });
await writeChild(filtered, imported, "even");
await writeChild(sampled, filtered, "sample", true);
await writeChild(mixed, sampled, "mix");

describe("traceRow", () => {
  test("follows a row back to the file that it was imported from", async () => {
    // Rows 1, 3, 5, 7, 9, 11 pass the filter, then 1, 5, 9, then 1 and 9.
    const report = await traceRow(mixed, "row-9");
    expect(report.source).toEqual({ file: "in.jsonl", line: 9, row: 9 });
    expect(report.warnings).toEqual([]);
    expect(
      report.steps.map(({ dataset, command, outcome, file, line }) => [dataset, command.name, outcome, file, line]),
    ).toEqual([
      [mixed, "mix", "kept", join(mixed, "part-00000.jsonl"), 2],
      [sampled, "sample", "kept", join(sampled, "part-00001.jsonl"), 1],
      [filtered, "even", "kept", join(filtered, "part-00002.jsonl"), 1],
      [imported, "import", "kept", join(imported, "part-00001.jsonl.zst"), 4],
    ]);
  });

  test("says which command dropped a row, and why", async () => {
    const here = await traceRow(filtered, "row-4");
    expect(here.steps.map(({ command, outcome }) => [command.name, outcome])).toEqual([
      ["even", "dropped"],
      ["import", "kept"],
    ]);
    expect(here.steps[0]).toMatchObject({
      dropped: { by: "filter:even", reason: "odd" },
      file: join(filtered, "dropped/dropped-00000.jsonl"),
      line: 2,
    });
    expect(here.source).toEqual({ file: "in.jsonl", line: 4, row: 4 });
    const before = await traceRow(mixed, "row-4");
    expect(before.steps.map(({ command, outcome }) => [command.name, outcome])).toEqual([
      ["mix", "absent"],
      ["sample", "absent"],
      ["even", "dropped"],
      ["import", "kept"],
    ]);
    const silently = await traceRow(sampled, "row-3");
    expect(silently.steps.map(({ command, outcome }) => [command.name, outcome])).toEqual([
      ["sample", "absent"],
      ["even", "kept"],
      ["import", "kept"],
    ]);
    const never = await traceRow(mixed, "bad");
    expect(never.steps.at(-1)).toMatchObject({
      outcome: "dropped",
      dropped: { by: "read:sample", reason: "no_answer", detail: "it just ends" },
    });
    expect(never.source).toEqual({ file: "in.jsonl", line: 13, row: 13 });
  });

  test("an id that is nowhere is an error that names near ones", async () => {
    await expect(traceRow(mixed, "rwo-11")).rejects.toMatchObject({
      name: "RowNotFoundError",
      fix: expect.stringMatching(/: row-11\.$/),
    });
    await expect(traceRow(mixed, "quite another")).rejects.toThrow(RowNotFoundError);
  });

  test("stops where the signal says so, in whatever dataset that is", async () => {
    const stopAt = (look: number) => {
      let looks = 0;
      const throwIfAborted = () => {
        if (++looks === look) throw new Error("stop");
      };
      return { signal: { throwIfAborted } as AbortSignal, looks: () => looks };
    };
    const never = stopAt(0);
    await traceRow(mixed, "row-9", { signal: never.signal });
    expect(never.looks()).toBeGreaterThanOrEqual(4);
    for (let look = 1; look <= never.looks(); look++)
      await expect(traceRow(mixed, "row-9", stopAt(look))).rejects.toThrow("stop");
  });

  test("goes as far as it can when a parent has changed or is gone", async () => {
    await writeSample(imported, { rows: 12, shardRows: 5, compress: true, seed: 1, force: true });
    const changed = await traceRow(filtered, "row-9");
    expect(changed.source).toEqual({ file: "in.jsonl", line: 9, row: 9 });
    expect(changed.warnings).toEqual([expect.stringContaining("has changed")]);
    await writeSample(imported, { rows: 1, force: true });
    const shorter = await traceRow(filtered, "row-9");
    expect(shorter.source).toBeUndefined();
    expect(shorter.warnings.join()).toContain("part-00001.jsonl.zst");
    rmSync(imported, { recursive: true });
    const gone = await traceRow(mixed, "row-9");
    expect(gone.steps.map(({ command }) => command.name)).toEqual(["mix", "sample", "even"]);
    expect(gone.warnings).toEqual([expect.stringContaining("is missing")]);
    renameSync(filtered, `${filtered}-moved`);
    await expect(traceRow(mixed, "row-4")).rejects.toThrow(RowNotFoundError);
  });
});
