import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BusyError, DiskFullError, NotADatasetError, OutputExistsError, UsageError } from "../../src/core/errors.ts";
import { sha256 } from "../../src/core/hash.ts";
import { openDataset } from "../../src/store/dataset.ts";
import { createDataset } from "../../src/store/dataset-writer.ts";
import { all, rowsOf, sampleText, writeSample } from "./sample-dataset.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();
let outputs = 0;
const nextOutput = () => join(folder, `set-${outputs++}`);
const command = { name: "test", options: {} };
const origin = { file: "in.json", row: 1 };

describe("createDataset", () => {
  test("gives back every row, sidecar and dropped row exactly, whatever the shards", async () => {
    const row = fc.record({
      id: fc.string({ unit: "binary", maxLength: 4 }),
      value: fc.json({ maxDepth: 2 }),
      dropped: fc.boolean(),
    });
    const shards = fc.record({
      compress: fc.boolean(),
      shardRows: fc.integer({ min: 1, max: 5 }),
      shardBytes: fc.integer({ min: 1, max: 100 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 20 }), shards, async (rows, options) => {
        const path = nextOutput();
        const writer = await createDataset(path, { command, ...options });
        const kept: { id: string; text: string }[] = [];
        for (const { id, value, dropped } of rows) {
          // Any text at all can be dropped: it need be no JSON.
          if (dropped) await writer.drop({ id, by: "test", reason: "told_to", origin, text: `\n${id}` });
          else kept.push({ id: await writer.append({ id, text: value, origin }), text: value });
        }
        for (const { id, text } of kept) await writer.sidecar("beside", id, text);
        const manifest = await writer.finish();
        const dataset = await openDataset(path);
        const read = await all(dataset.rows());
        expect(read.map(({ id, text }) => ({ id, text }))).toEqual(kept);
        expect(read.map(({ index }) => index)).toEqual(kept.map((_, index) => index));
        expect(await all(dataset.sidecar("beside"))).toEqual(kept);
        const out = rows.filter(({ dropped }) => dropped);
        expect((await all(dataset.dropped())).map(({ text }) => text)).toEqual(out.map(({ id }) => `\n${id}`));
        expect(manifest.counts).toEqual({
          rows: kept.length,
          dropped: out.length,
          by_reason: out.length === 0 ? {} : { test: { told_to: out.length } },
        });
        expect(readdirSync(folder).filter((name) => name.startsWith("."))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  test("numbers repeated ids, and cuts shards by rows", async () => {
    const path = nextOutput();
    const writer = await createDataset(path, { command, shardRows: 2 });
    const ids = [];
    for (let row = 1; row <= 5; row++)
      ids.push(await writer.append({ id: "same", text: String(row), origin: { file: "in", line: row, row } }));
    await writer.finish();
    expect(ids).toEqual(["same", "same~2", "same~3", "same~4", "same~5"]);
    const rows = await rowsOf(path);
    expect(rows.map(({ id, part, line, text }) => [id, part, line, text])).toEqual([
      ["same", join(path, "part-00000.jsonl"), 1, "1"],
      ["same~2", join(path, "part-00000.jsonl"), 2, "2"],
      ["same~3", join(path, "part-00001.jsonl"), 1, "3"],
      ["same~4", join(path, "part-00001.jsonl"), 2, "4"],
      ["same~5", join(path, "part-00002.jsonl"), 1, "5"],
    ]);
    expect(rows[4]!.origin).toEqual({ file: "in", line: 5, row: 5 });
  });

  test("the same calls give the same bytes, and the manifest has the hashes of the contents", async () => {
    const paths = [nextOutput(), nextOutput()];
    for (const path of paths) await writeSample(path, { shardRows: 3, compress: true });
    const files = (path: string) =>
      readdirSync(path, { recursive: true, encoding: "utf8" }).filter((name) => statSync(join(path, name)).isFile());
    expect(files(paths[0]!).sort()).toEqual(files(paths[1]!).sort());
    for (const name of files(paths[0]!)) {
      expect(readFileSync(join(paths[0]!, name)).equals(readFileSync(join(paths[1]!, name))), name).toBe(true);
    }
    const plain = nextOutput();
    const manifest = await writeSample(plain);
    expect(manifest.shards).toHaveLength(1);
    const content = readFileSync(join(plain, "part-00000.jsonl"));
    expect(manifest.shards[0]).toEqual({
      file: "part-00000.jsonl",
      rows: 10,
      bytes: content.length,
      sha256: sha256(content),
    });
    expect(JSON.parse(readFileSync(join(plain, "manifest.json"), "utf8"))).toEqual(manifest);
    const check = spawnSync("sha256sum", ["--check", "--strict", "SHA256SUMS"], { cwd: plain });
    if (check.error === undefined) expect(check.status).toBe(0);
  });

  test("a dataset without rows is one", async () => {
    const path = nextOutput();
    await (await createDataset(path, { command })).finish();
    expect(await rowsOf(path)).toEqual([]);
    expect(await all((await openDataset(path)).sidecar("none"))).toEqual([]);
  });

  test("replaces only an empty folder or, with force, a dataset", async () => {
    const path = nextOutput();
    mkdirSync(path);
    await writeSample(path, { rows: 1 });
    await expect(createDataset(path, { command })).rejects.toThrow(OutputExistsError);
    await writeSample(path, { rows: 2, force: true });
    expect(await rowsOf(path)).toHaveLength(2);
    const other = nextOutput();
    mkdirSync(other);
    writeFileSync(join(other, "thesis.txt"), "mine");
    // Many things have a manifest of that name.
    writeFileSync(join(other, "manifest.json"), '{"manifest_version": 3, "name": "an extension of a browser"}');
    await expect(createDataset(other, { command, force: true })).rejects.toThrow(OutputExistsError);
    expect(readdirSync(other)).toEqual(["manifest.json", "thesis.txt"]);
    await expect(createDataset(join(other, "thesis.txt"), { command, force: true })).rejects.toThrow(OutputExistsError);
  });

  test("what is there stays until the new dataset is finished, and when it is abandoned", async () => {
    const path = nextOutput();
    await writeSample(path, { rows: 1 });
    const writer = await createDataset(path, { command, force: true });
    await expect(createDataset(path, { command, force: true })).rejects.toThrow(BusyError);
    for (let row = 1; row < 1000; row++) await writer.append({ id: "x", text: `"${"x".repeat(10_000)}"`, origin });
    await writer.drop({ id: "y", by: "b", reason: "r", origin, text: "" });
    expect(await rowsOf(path)).toHaveLength(1);
    await writer.abandon();
    expect(await rowsOf(path)).toHaveLength(1);
    expect(readdirSync(folder).filter((name) => name.startsWith("."))).toEqual([]);
  });

  test("a text that would break the lines is a bug of the caller", async () => {
    const writer = await createDataset(nextOutput(), { command });
    expect(() => writer.append({ id: "a", text: "[\n]", origin })).toThrow("more than one line");
    expect(() => writer.append({ id: "a", text: '"\ud800"', origin })).toThrow("lone surrogate");
    expect(() => writer.sidecar("../up", "a", "1")).toThrow("not a name");
    await writer.abandon();
  });

  test("parents pass on licences and eval_only, and their rows are named from the new folder", async () => {
    const parent = nextOutput();
    await writeSample(parent, { rows: 2, evalOnly: true });
    symlinkSync(folder, join(folder, "link"));
    const path = join(folder, "link", "child");
    const writer = await createDataset(path, { command, parents: [parent], licences: ["MIT"] });
    for (const row of await rowsOf(parent))
      await writer.append({
        id: row.id,
        text: row.text,
        origin: { file: row.part, line: row.line, row: row.index + 1 },
      });
    await writer.append({ id: "new", text: sampleText(3), origin: { file: "other.jsonl", row: 1 } });
    const manifest = await writer.finish();
    const name = parent.slice(folder.length + 1);
    expect(manifest).toMatchObject({
      licences: ["Apache-2.0", "MIT"],
      eval_only: true,
      parents: [{ path: `../${name}`, manifest_sha256: sha256(readFileSync(join(parent, "manifest.json"))) }],
    });
    const origins = (await rowsOf(path)).map((row) => row.origin);
    expect(origins).toEqual([
      { file: `../${name}/part-00000.jsonl`, line: 1, row: 1 },
      { file: `../${name}/part-00000.jsonl`, line: 2, row: 2 },
      { file: "other.jsonl", row: 1 },
    ]);
    await expect(createDataset(parent, { command, parents: [parent], force: true })).rejects.toThrow(UsageError);
    await expect(createDataset(nextOutput(), { command, parents: [nextOutput()] })).rejects.toThrow(NotADatasetError);
    expect(readdirSync(folder).filter((entry) => entry.startsWith("."))).toEqual([]);
  });

  test.runIf(canMount())("a disk that fills up leaves nothing under the name", async () => {
    const disk = nextOutput();
    mkdirSync(disk);
    spawnSync("mount", ["-t", "tmpfs", "-o", "size=2m", "tmpfs", disk]);
    try {
      const path = join(disk, "set");
      const fill = async (rows: number) => {
        const writer = await createDataset(path, { command });
        try {
          for (let row = 1; row <= rows; row++)
            await writer.append({ id: "x", text: `"${"x".repeat(10_000)}"`, origin });
          return await writer.finish();
        } catch (error) {
          await writer.abandon();
          throw error;
        }
      };
      await expect(fill(100_000)).rejects.toThrow(DiskFullError);
      expect(readdirSync(disk)).toEqual([]);
      // So little that it shows only when the file is closed.
      spawnSync("sh", ["-c", `head -c 2090000 /dev/zero > ${disk}/ballast`]);
      await expect(fill(1)).rejects.toThrow(DiskFullError);
      expect(readdirSync(disk)).toEqual(["ballast"]);
    } finally {
      spawnSync("umount", [disk]);
    }
  });
});

/** A small disk can be made by the superuser of a system that allows it (most containers do not). */
function canMount(): boolean {
  const disk = nextOutput();
  mkdirSync(disk);
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", disk]).status === 0;
  if (mounted) spawnSync("umount", [disk]);
  return mounted && existsSync(disk);
}
