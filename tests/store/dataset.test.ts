import { appendFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { DatasetDamagedError, NotADatasetError } from "../../src/core/errors.ts";
import { openDataset } from "../../src/store/dataset.ts";
import { createDataset } from "../../src/store/dataset-writer.ts";
import { all, rowsOf, sampleText, writeSample } from "./sample-dataset.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();
let outputs = 0;
const nextOutput = () => join(folder, `set-${outputs++}`);

async function damaged(compress: boolean, damage: (path: string) => void): Promise<unknown> {
  const path = nextOutput();
  await writeSample(path, { shardRows: 4, compress });
  damage(path);
  return rowsOf(path).then(
    () => undefined,
    (error) => error,
  );
}

describe("openDataset", () => {
  test("what is no dataset has a name", async () => {
    await expect(openDataset(folder)).rejects.toThrow(NotADatasetError);
    await expect(openDataset(join(folder, "nothing"))).rejects.toThrow(NotADatasetError);
  });

  test("a shard that is missing, short, long, cut in a line or no UTF-8 is named", async () => {
    const part = (path: string) => join(path, "part-00001.jsonl");
    const damages: [RegExp, (path: string) => void][] = [
      [/missing/, (path) => rmSync(part(path))],
      [/bytes/, (path) => truncateSync(part(path), 100)],
      [/bytes/, (path) => appendFileSync(part(path), "{}\n")],
      [/rows/, (path) => writeFileSync(part(path), readFileSync(part(path), "utf8").replace("\n", " "))],
      [/cut off/, (path) => writeFileSync(part(path), readFileSync(part(path), "utf8").replace(/\n$/, " "))],
      [/UTF-8/, (path) => writeFileSync(part(path), readFileSync(part(path), "latin1").replace("Ã¼", "Ã "), "latin1")],
    ];
    for (const [problem, damage] of damages) {
      const error = await damaged(false, damage);
      expect(error).toBeInstanceOf(DatasetDamagedError);
      expect(error).toMatchObject({
        message: expect.stringMatching(problem),
        place: { file: expect.stringContaining("part-00001.jsonl") },
      });
    }
    expect(await damaged(false, (path) => rmSync(join(path, "index-00001.jsonl")))).toMatchObject({
      name: "DatasetDamagedError",
      place: { file: expect.stringContaining("index-00001.jsonl") },
    });
    const packed = (path: string) => join(path, "part-00001.jsonl.zst");
    expect(await damaged(true, (path) => truncateSync(packed(path), 60))).toBeInstanceOf(DatasetDamagedError);
    expect(await damaged(true, (path) => rmSync(packed(path)))).toBeInstanceOf(DatasetDamagedError);
    expect(await damaged(true, (path) => writeFileSync(packed(path), "not compressed"))).toBeInstanceOf(
      DatasetDamagedError,
    );
  });

  test("reads a shard that is several Zstandard frames", async () => {
    const path = nextOutput();
    await writeSample(path, { rows: 40, compress: true });
    const rows = await rowsOf(path);
    const part = join(path, "part-00000.jsonl.zst");
    const content = zstdDecompressSync(readFileSync(part));
    // One frame ends within a row.
    const [start, middle, end] = [content.subarray(0, 1000), Buffer.alloc(0), content.subarray(1000)];
    writeFileSync(part, Buffer.concat([start, middle, end].map((piece) => zstdCompressSync(piece))));
    expect(await rowsOf(path)).toEqual(rows);
  });

  test("stops when told to, and can be left half way", async () => {
    const path = nextOutput();
    await writeSample(path, { rows: 5000 });
    const dataset = await openDataset(path);
    for await (const rows of dataset.rows()) {
      expect(rows[0]!.index).toBe(0);
      break;
    }
    const stop = new AbortController();
    const read = async () => {
      for await (const _ of dataset.rows({ signal: stop.signal })) stop.abort(new Error("stopped"));
    };
    await expect(read()).rejects.toThrow("stopped");
  });

  test("keeps what JSON.parse would change, and rows of any length", async () => {
    const path = nextOutput();
    const writer = await createDataset(path, { command: { name: "test", options: {} } });
    const texts = [
      '{"2":1.0,"1":1e2,"1":"\\ud800"}',
      JSON.stringify("x".repeat(30_000_000)),
      sampleText(1),
      '"é世😀\u2028"',
    ];
    for (const [at, text] of texts.entries()) {
      const id = await writer.append({ id: 'an "id" \\', text, origin: { file: "in", row: at + 1 } });
      await writer.sidecar("raw", id, text);
    }
    await writer.finish();
    const dataset = await openDataset(path);
    expect((await all(dataset.rows())).every(({ text }, at) => text === texts[at])).toBe(true);
    const beside = await all(dataset.sidecar("raw"));
    expect(beside.every(({ text }, at) => text === texts[at])).toBe(true);
    expect(beside.map(({ id }) => id)).toEqual(['an "id" \\', 'an "id" \\~2', 'an "id" \\~3', 'an "id" \\~4']);
  });
});
