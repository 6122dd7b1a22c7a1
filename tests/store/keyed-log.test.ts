import { spawn } from "node:child_process";
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { InputMissingError } from "../../src/core/errors.ts";
import { sha256 } from "../../src/core/hash.ts";
import { type KeyedLogOptions, openKeyedLog } from "../../src/store/keyed-log.ts";
import { collect } from "../cli/run-node.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const root = temporaryFolder();
const nextFolder = () => join(mkdtempSync(join(root, "log-")), "records");
const open = (folder: string, more: Partial<KeyedLogOptions> = {}) =>
  openKeyedLog({ folder, prefix: "records", key: "key", mode: "append", counts: "first", ...more });

/** Keys of which many begin alike, one of them with nothing but zeros. */
const keyArbitrary = fc
  .tuple(fc.constantFrom("0000000000000000", "00000000ffffffff", "ab12ab12ab12ab12"), fc.constantFrom("0", "1", "2"))
  .map(([head, tail]) => head + tail.repeat(16));
const recordsArbitrary = fc.array(fc.record({ key: keyArbitrary, text: fc.string({ maxLength: 40 }) }), {
  maxLength: 30,
});

test.each(["first", "last"] as const)(
  "finds the %s record of a key, or nothing, and never that of another",
  async (counts) => {
    await fc.assert(
      fc.asyncProperty(recordsArbitrary, async (records) => {
        const folder = nextFolder();
        const log = await open(folder, { counts });
        for (const record of records) await log.append(record);
        await log.close();
        const again = await open(folder, { mode: "read", counts });
        for (const { key } of records) {
          const same = records.filter((record) => record.key === key);
          const alike = records.filter((record) => record.key.startsWith(key.slice(0, 16)));
          // Where keys begin alike, only one of them is found; and it is never taken for another.
          const found = again.find(key);
          if (found !== undefined) expect(found).toEqual(counts === "first" ? same[0] : same.at(-1));
          if (same.length === alike.length) expect(found).toBeDefined();
          expect(log.size).toBe(again.size);
        }
        await again.close();
      }),
      { numRuns: 40 },
    );
  },
);

test("records of one's own are found at once", async () => {
  const log = await open(nextFolder());
  const [one, other] = [sha256("one"), sha256("other")];
  await Promise.all([log.append({ key: one, n: 1 }), log.append({ key: other, text: "x".repeat(100_000) })]);
  expect(log.find(one)).toEqual({ key: one, n: 1 });
  expect(log.find(other)?.["text"]).toHaveLength(100_000);
  expect(log.find(sha256("none"))).toBeUndefined();
  await log.close();
});

test("a line that was cut off is removed in one's own file, and passed over in another's; damaged lines are no records", async () => {
  const folder = nextFolder();
  const [first, second] = [await open(folder), await open(folder)];
  await first.append({ key: sha256("a"), n: 1 });
  await second.append({ key: sha256("b"), n: 2 });
  await Promise.all([first.close(), second.close()]);
  const files = readdirSync(folder).sort();
  expect(files).toEqual(["records-00000.jsonl", "records-00001.jsonl"]);
  const damaged = `{"key":"${sha256("c")}","n":\0\0\0\n{"n":1}\n[]\n{"key":"no hash"}\n`;
  for (const file of files) appendFileSync(join(folder, file), `${damaged}{"key":"${sha256("d")}","to`);
  const log = await open(folder);
  expect(log.find(sha256("a"))).toMatchObject({ n: 1 });
  expect(log.find(sha256("b"))).toMatchObject({ n: 2 });
  for (const text of ["c", "d"]) expect(log.find(sha256(text))).toBeUndefined();
  await log.append({ key: sha256("d"), n: 4 });
  expect(log.find(sha256("d"))).toMatchObject({ n: 4 });
  await log.close();
  expect(readFileSync(join(folder, files[0]!), "utf8")).not.toContain('"to');
});

test("a file that is shorter than it was has no record where its line ended", async () => {
  const folder = nextFolder();
  const log = await open(folder);
  await log.append({ key: sha256("a"), n: 1 });
  truncateSync(join(folder, "records-00000.jsonl"), 30);
  expect(log.find(sha256("a"))).toBeUndefined();
  await log.close();
});

test("a folder that is not there cannot be read; other files in it are left alone", async () => {
  await expect(open(nextFolder(), { mode: "read" })).rejects.toThrow(InputMissingError);
  const folder = nextFolder();
  await (await open(folder)).close();
  writeFileSync(join(folder, "notes.txt"), `{"key":"${sha256("a")}"}\n`);
  const log = await open(folder, { mode: "read" });
  expect(log.size).toBe(0);
  await log.close();
});

test("many processes that are killed while they write lose no record that the system had", {
  timeout: 60_000,
}, async () => {
  const folder = nextFolder();
  const written: string[] = [];
  for (let round = 0; round < 4; round++) {
    const writers = Array.from({ length: 4 }, (_, at) => `${round}-${at}`);
    const outputs = await Promise.all(writers.map((writer) => writeAndKill(folder, writer)));
    written.push(...outputs.flatMap((text) => text.split("\n").slice(0, -1)));
  }
  expect(written.length).toBeGreaterThan(100);
  const log = await open(folder);
  expect(log.size).toBeGreaterThanOrEqual(written.length);
  for (const key of written) expect(log.find(key)).toMatchObject({ key });
  await log.close();
  // At most as many files as processes wrote at once.
  expect(readdirSync(folder).filter((name) => name.endsWith(".jsonl")).length).toBeLessThanOrEqual(5);
});

async function writeAndKill(folder: string, writer: string): Promise<string> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "keyed-log-process.ts"), folder, writer]);
  const ran = collect(child);
  child.stdout.once("data", () => setTimeout(() => child.kill("SIGKILL"), Math.random() * 120));
  const { stdout, stderr } = await ran;
  expect(stderr).toBe("");
  return stdout;
}
