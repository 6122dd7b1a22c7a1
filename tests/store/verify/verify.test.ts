import {
  appendFileSync,
  cpSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NotADatasetError } from "../../../src/core/errors.ts";
import { sha256 } from "../../../src/core/hash.ts";
import { createDataset } from "../../../src/store/dataset-writer.ts";
import { verifyDataset } from "../../../src/store/verify/verify.ts";
import { sampleText, writeSample } from "../sample-dataset.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const folder = temporaryFolder();
let outputs = 0;
const nextOutput = () => join(folder, `set-${outputs++}`);
const command = { name: "test", options: {} };

function filesIn(path: string): string[] {
  return readdirSync(path, { recursive: true, encoding: "utf8" }).filter((name) => statSync(join(path, name)).isFile());
}

async function problems(path: string): Promise<string[]> {
  const report = await verifyDataset(path);
  expect(report.ok).toBe(report.problems.length === 0);
  return report.problems.map(
    ({ file, line, problem }) => `${file.slice(path.length + 1)}${line === undefined ? "" : `:${line}`} ${problem}`,
  );
}

/** Makes the checksums of a dataset whose files were changed on purpose right again. */
function reseal(path: string, changed: Readonly<Record<string, string>>): void {
  let manifest = readFileSync(join(path, "manifest.json"), "utf8");
  let sums = readFileSync(join(path, "SHA256SUMS"), "utf8");
  for (const [name, text] of Object.entries(changed)) {
    const before = readFileSync(join(path, name));
    const shard = `"rows": ${count(before)},\n      "bytes": ${before.length},\n      "sha256": "${sha256(before)}"`;
    const after = `"rows": ${count(Buffer.from(text))},\n      "bytes": ${Buffer.byteLength(text)},\n      "sha256": "${sha256(text)}"`;
    expect(manifest).toContain(shard);
    manifest = manifest.replace(shard, after);
    sums = sums.replace(sha256(before), sha256(text));
    writeFileSync(join(path, name), text);
  }
  const old = sha256(readFileSync(join(path, "manifest.json")));
  writeFileSync(join(path, "manifest.json"), manifest);
  writeFileSync(join(path, "SHA256SUMS"), sums.replace(old, sha256(manifest)));
}

const count = (bytes: Buffer) => bytes.toString().split("\n").length - 1;

describe("verifyDataset", () => {
  test("stops when it is told to", async () => {
    const path = nextOutput();
    await writeSample(path);
    await expect(verifyDataset(path, { signal: AbortSignal.abort(new Error("stop")) })).rejects.toThrow("stop");
  });

  test("finds nothing in what was just written", async () => {
    for (const compress of [false, true]) {
      const path = nextOutput();
      await writeSample(path, { compress, shardRows: 3 });
      expect(await verifyDataset(path)).toEqual({
        dataset: path,
        ok: true,
        rows: 10,
        files: 15,
        problemCount: 0,
        problems: [],
        notes: [],
      });
    }
  });

  test.each([false, true])(
    "finds any flipped bit, and a byte too few or too many, in any file (compressed: %s)",
    async (compress) => {
      const path = nextOutput();
      await writeSample(path, { compress, shardRows: 6 });
      const files = filesIn(path);
      const bytes = new Map(files.map((name) => [name, readFileSync(join(path, name))]));
      const damage = fc.record({
        name: fc.constantFrom(...files),
        at: fc.nat(),
        bit: fc.nat(7),
        how: fc.constantFrom("flip", "cut", "add"),
      });
      await fc.assert(
        fc.asyncProperty(damage, async ({ name, at, bit, how }) => {
          const whole = bytes.get(name)!;
          const changed = how === "add" ? Buffer.concat([whole, Buffer.from([at % 256])]) : Buffer.from(whole);
          if (how === "flip") changed[at % whole.length]! ^= 1 << bit;
          writeFileSync(join(path, name), how === "cut" ? changed.subarray(0, at % whole.length) : changed);
          const found = await problems(path);
          writeFileSync(join(path, name), whole);
          expect(found.length).toBeGreaterThan(0);
        }),
        {
          numRuns: 300,
          examples: bytes.has("part-00000.jsonl.zst")
            ? [[{ name: "part-00000.jsonl.zst", at: 4, bit: 4, how: "flip" }]]
            : [],
        },
      );
      expect(await problems(path)).toEqual([]);
    },
  );

  test("names the file that is missing", async () => {
    const path = nextOutput();
    await writeSample(path);
    const names = filesIn(path).filter((name) => name !== "manifest.json");
    for (const name of names) {
      const aside = join(folder, "aside");
      renameSync(join(path, name), aside);
      expect((await problems(path)).join()).toContain(`${name} the file is missing`);
      renameSync(aside, join(path, name));
    }
    rmSync(join(path, "manifest.json"));
    await expect(verifyDataset(path)).rejects.toThrow(NotADatasetError);
  });

  test("names rows that are no trajectories, and only notes fields that ATIF does not know", async () => {
    const path = nextOutput();
    const writer = await createDataset(path, { command });
    const old = sampleText(1).replace("v1.7", "v1.2").replace('"agent":{', '"agent":{"vendor":1,');
    const texts = [sampleText(1), "{", old, sampleText(1).replace('"step_id":2', '"step_id":"2"'), "null"];
    for (const [at, text] of texts.entries())
      await writer.append({ id: String(at), text, origin: { file: "in", row: at + 1 } });
    await writer.finish();
    const report = await verifyDataset(path);
    const file = join(path, "part-00000.jsonl");
    expect(report.problems).toMatchObject([
      { file, line: 2, problem: "is no JSON" },
      { file, line: 4, problem: expect.stringContaining("steps[1].step_id") },
      { file, line: 5, problem: expect.stringContaining("is no ATIF trajectory") },
    ]);
    expect(report.notes).toEqual([{ note: expect.stringContaining("ATIF does not know"), count: 1, file, line: 3 }]);
  });

  test("names what does not fit together although every hash is right", async () => {
    const write = async () => {
      const path = nextOutput();
      await writeSample(path, { rows: 3 });
      return path;
    };
    const index = (path: string) => readFileSync(join(path, "index-00000.jsonl"), "utf8");
    const repeated = await write();
    reseal(repeated, { "index-00000.jsonl": index(repeated).replace('"row-3"', '"row-1"') });
    expect(await problems(repeated)).toEqual([
      "index-00000.jsonl:3 this id stands in the index before",
      "sidecars/tree-00000.jsonl:3 belongs to a row that is not in the dataset",
    ]);
    const short = await write();
    reseal(short, { "index-00000.jsonl": index(short).replace(/.*\n$/, "") });
    expect((await problems(short))[0]).toBe("index-00000.jsonl has 2 lines for 3 rows");
    const shapeless = await write();
    reseal(shapeless, { "index-00000.jsonl": index(shapeless).replace('"origin"', '"0rigin"') });
    expect(await problems(shapeless)).toContain("index-00000.jsonl:1 is no line of an index: it needs id and origin");
    const counts = await write();
    const dropped = readFileSync(join(counts, "dropped/dropped-00000.jsonl"), "utf8");
    reseal(counts, { "dropped/dropped-00000.jsonl": dropped.replace("no_answer", "n0_answer") });
    expect((await problems(counts)).join()).toContain("counts of dropped rows");
  });

  test("names files that are not the dataset's when somebody could take them for its rows", async () => {
    const path = nextOutput();
    await writeSample(path);
    writeFileSync(join(path, "README.md"), "A dataset card.");
    expect(await verifyDataset(path)).toMatchObject({ ok: true, notes: [{ file: join(path, "README.md") }] });
    writeFileSync(join(path, "part-00007.jsonl"), "");
    expect(await problems(path)).toEqual(["part-00007.jsonl is no file of this dataset"]);
  });

  test("names a parent that is gone or has changed", async () => {
    const parent = nextOutput();
    const path = nextOutput();
    await writeSample(parent);
    await writeSample(path, { parents: [parent] });
    expect(await problems(path)).toEqual([]);
    cpSync(path, join(folder, "copies", "deep"), { recursive: true });
    expect((await problems(join(folder, "copies", "deep"))).join()).toContain("is missing");
    await writeSample(parent, { rows: 3, force: true });
    expect((await problems(path)).join()).toContain("has changed");
    rmSync(parent, { recursive: true });
    expect((await problems(path)).join()).toContain("is missing");
  });

  test("says so when a newer program wrote it, and when somebody only touched the version", async () => {
    const path = nextOutput();
    await writeSample(path);
    const file = join(path, "manifest.json");
    const text = readFileSync(file, "utf8");
    const newer = text.replace('"format_version": 1', '"format_version": 2');
    writeFileSync(file, newer);
    expect((await problems(path)).join()).toContain("format_version 2");
    const sums = readFileSync(join(path, "SHA256SUMS"), "utf8");
    writeFileSync(join(path, "SHA256SUMS"), sums.replace(sha256(text), sha256(newer)));
    await expect(verifyDataset(path)).rejects.toThrow(NotADatasetError);
  });

  test("a draft had no checksums, which is no damage", async () => {
    const path = nextOutput();
    cpSync(new URL("../../fixtures/store/draft-dataset/", import.meta.url), path, { recursive: true });
    expect(await verifyDataset(path)).toMatchObject({ ok: true, rows: 2, notes: [{ file: join(path, "SHA256SUMS") }] });
    appendFileSync(join(path, "part-00000.jsonl"), "x");
    expect((await problems(path)).join()).toContain("cut off");
    truncateSync(join(path, "part-00000.jsonl"));
    expect((await problems(path)).join()).toContain("has 0 rows");
  });
});
