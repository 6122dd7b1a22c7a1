import { appendFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openDataset } from "../../src/store/dataset.ts";
import { createDataset } from "../../src/store/dataset-writer.ts";
import { readRowRuns } from "../../src/store/row-runs.ts";
import { rowsOfRun } from "../../src/store/rows-of-run.ts";
import { all, rowsOf, writeSample } from "./sample-dataset.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();
let outputs = 0;
const nextOutput = () => join(folder, `set-${outputs++}`);

async function rowsOfRuns(path: string, runBytes: number) {
  const runs = [];
  for await (const run of readRowRuns(await openDataset(path), runBytes)) runs.push([...rowsOfRun(run)]);
  return { runs: runs.length, rows: runs.flat() };
}

describe("readRowRuns", () => {
  test("law: the same rows as rows(), whatever their length and that of the runs, over shards, compressed or not", async () => {
    const lengths = fc.array(fc.oneof(fc.nat(40), fc.constantFrom(70_000, 600_000)), { maxLength: 12 });
    const property = fc.asyncProperty(
      lengths,
      fc.constantFrom(1, 50, 100_000),
      fc.boolean(),
      async (sizes, runBytes, compress) => {
        const path = nextOutput();
        const writer = await createDataset(path, { command: { name: "test", options: {} }, shardRows: 5, compress });
        for (const [at, size] of sizes.entries())
          await writer.append({
            id: `r${at}`,
            text: JSON.stringify("天".repeat(size)),
            origin: { file: "x", row: at + 1 },
          });
        await writer.finish();
        const { rows } = await rowsOfRuns(path, runBytes);
        expect(rows).toEqual(await rowsOf(path));
        rmSync(path, { recursive: true });
      },
    );
    await fc.assert(property, { numRuns: 25 });
  });

  test("runs are about as long as is asked for, and hold the rows that they say", async () => {
    const path = nextOutput();
    await writeSample(path, { rows: 100 });
    expect((await rowsOfRuns(path, 1 << 20)).runs).toBe(1);
    expect((await rowsOfRuns(path, 1)).runs).toBe(100);
    const [run] = await all(
      (async function* () {
        for await (const found of readRowRuns(await openDataset(path), 1 << 20)) yield [found];
      })(),
    );
    expect([...rowsOfRun({ ...run!, rows: 3 })]).toEqual((await rowsOf(path)).slice(0, 3));
  });

  test("a damaged shard is named as rows() names it", async () => {
    const damages: ((part: string) => void)[] = [
      (part) => rmSync(part),
      (part) => appendFileSync(part, "{}\n"),
      (part) => writeFileSync(part, readFileSync(part, "utf8").replace("\n", " ")),
      (part) => writeFileSync(part, readFileSync(part, "utf8").replace(/\n$/, " ")),
      (part) => writeFileSync(part, readFileSync(part, "latin1").replace("Ã¼", "Ã "), "latin1"),
    ];
    for (const damage of damages) {
      const path = nextOutput();
      await writeSample(path);
      damage(join(path, "part-00000.jsonl"));
      const [ofRows, ofRuns] = await Promise.all([failureOf(rowsOf(path)), failureOf(rowsOfRuns(path, 500))]);
      expect(ofRuns).toMatchObject({ name: "DatasetDamagedError", message: ofRows.message, place: ofRows.place });
    }
  });
});

async function failureOf(job: Promise<unknown>): Promise<Error & { place?: unknown }> {
  return job.then(
    () => expect.fail("it did not fail"),
    (error) => error,
  );
}
