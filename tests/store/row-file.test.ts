import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, zstdDecompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { BusyError, DiskFullError, OutputExistsError, UsageError } from "../../src/core/errors.ts";
import { type FileLayout, JSONL, PYTHON_INDENT_2 } from "../../src/core/json/layout.ts";
import { stringifyJson } from "../../src/core/json/stringify.ts";
import { createRowFile } from "../../src/store/row-file.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();
let files = 0;
const nextFile = (ending = "") => join(folder, `file-${files++}${ending}`);

const MODULE = new URL("../../src/store/row-file.ts", import.meta.url).href;

const ROWS = [
  { a: 1, b: [] },
  { a: [true, null], b: { c: "x" } },
];

async function write(layout: FileLayout, rows: typeof ROWS | [], file = nextFile()): Promise<string> {
  const rowFile = await createRowFile(file, layout);
  for (const row of rows) await rowFile.write(stringifyJson(row, layout, layout.container === "array" ? 1 : 0));
  const { rows: count, bytes } = await rowFile.finish();
  const text = readFileSync(file, "utf8");
  expect([count, bytes]).toEqual([rows.length, Buffer.byteLength(text)]);
  return text;
}

describe("createRowFile", () => {
  test("arrays are what JSON.stringify and Python's json.dump make of all rows", async () => {
    const array = { ...JSONL, container: "array", finalNewline: false } as const;
    expect(await write(array, ROWS)).toBe(JSON.stringify(ROWS));
    expect(await write({ ...array, style: "indent", indent: 4 }, ROWS)).toBe(JSON.stringify(ROWS, null, 4));
    expect(await write(PYTHON_INDENT_2, ROWS)).toBe(JSON.stringify(ROWS, null, 2));
    expect(await write({ ...array, style: "python" }, ROWS)).toBe(
      '[{"a": 1, "b": []}, {"a": [true, null], "b": {"c": "x"}}]',
    );
    expect(await write({ ...array, finalNewline: true }, ROWS)).toBe(`${JSON.stringify(ROWS)}\n`);
    expect(await write(PYTHON_INDENT_2, [])).toBe("[]");
    const crlf = await write({ ...PYTHON_INDENT_2, newline: "\r\n", finalNewline: true }, ROWS);
    expect(crlf).toBe(`${JSON.stringify(ROWS, null, 2)}\n`.replaceAll("\n", "\r\n"));
  });

  test("lines and single values", async () => {
    const lines = ROWS.map((row) => JSON.stringify(row));
    expect(await write(JSONL, ROWS)).toBe(`${lines[0]}\n${lines[1]}\n`);
    expect(await write({ ...JSONL, finalNewline: false, newline: "\r\n", byteOrderMark: true }, ROWS)).toBe(
      `\uFEFF${lines[0]}\r\n${lines[1]}`,
    );
    expect(await write(JSONL, [])).toBe("");
    const single = { ...JSONL, container: "single", style: "indent", indent: 2, finalNewline: false } as const;
    expect(await write(single, [ROWS[1]!])).toBe(JSON.stringify(ROWS[1], null, 2));
    await expect(write(single, ROWS)).rejects.toThrow(UsageError);
  });

  test("how the file ends may be known last", async () => {
    const file = nextFile();
    const rowFile = await createRowFile(file, JSONL);
    await rowFile.write("1");
    await rowFile.finish({ finalNewline: false });
    expect(readFileSync(file, "utf8")).toBe("1");
  });

  test("compresses by name and makes folders", async () => {
    for (const [ending, unpack] of [
      [".gz", gunzipSync],
      [".zst", zstdDecompressSync],
    ] as const) {
      const file = join(folder, "deep", "er", `rows.jsonl${ending}`);
      const rowFile = await createRowFile(file, JSONL);
      await rowFile.write("1");
      expect(await rowFile.finish()).toEqual({ rows: 1, bytes: 2 });
      expect(unpack(readFileSync(file)).toString()).toBe("1\n");
    }
    expect(readdirSync(join(folder, "deep", "er"))).toEqual(["rows.jsonl.gz", "rows.jsonl.zst"]);
  });

  test("nothing stands under the name before the end, and nothing at all after abandon", async () => {
    const file = join(folder, "alone", "rows.json");
    const rowFile = await createRowFile(file, JSONL);
    await rowFile.write("1");
    expect(existsSync(file)).toBe(false);
    await expect(createRowFile(file, JSONL)).rejects.toThrow(BusyError);
    await rowFile.abandon();
    expect(readdirSync(join(folder, "alone"))).toEqual([]);
  });

  test("an existing file is replaced only with force, a folder never", async () => {
    const file = nextFile();
    writeFileSync(file, "old");
    await expect(createRowFile(file, JSONL)).rejects.toThrow(OutputExistsError);
    const rowFile = await createRowFile(file, JSONL, { force: true });
    await rowFile.write("1");
    expect(readFileSync(file, "utf8")).toBe("old");
    await rowFile.finish();
    expect(readFileSync(file, "utf8")).toBe("1\n");
    const empty = nextFile();
    mkdirSync(empty);
    await expect(createRowFile(empty, JSONL, { force: true })).rejects.toThrow(OutputExistsError);
    await expect(createRowFile(`${nextFile()}/`, JSONL)).rejects.toThrow(OutputExistsError);
    await expect(createRowFile(join(file, "below"), JSONL)).rejects.toThrow(OutputExistsError);
    await expect(createRowFile(nextFile("n".repeat(300)), JSONL)).rejects.toThrow(UsageError);
  });

  test("a device is written to as it is", async () => {
    const rowFile = await createRowFile("/dev/null", PYTHON_INDENT_2);
    for (let count = 0; count < 20; count++) await rowFile.write(`"${"x".repeat(2_000_000)}"`);
    expect((await rowFile.finish()).rows).toBe(20);
  });

  test.runIf(existsSync("/dev/full"))("a full disk is an error with a name", async () => {
    const rowFile = await createRowFile("/dev/full", JSONL);
    rowFile.write("1");
    await expect(rowFile.finish()).rejects.toThrow(DiskFullError);
  });

  test("a folder that this user may not write to is an error with a name", () => {
    const closed = nextFile();
    mkdirSync(closed, { mode: 0o555 });
    chmodSync(folder, 0o755);
    const script = `
      const { createRowFile } = await import(${JSON.stringify(MODULE)});
      // The superuser may do anything.
      if (process.getuid() === 0) process.setuid(65534);
      const names = [];
      for (const path of process.argv.slice(1)) {
        await createRowFile(path, ${JSON.stringify(JSONL)}).catch((error) => names.push(error.name));
      }
      console.log(names.join());`;
    const paths = [join(closed, "rows.jsonl"), join(closed, "deeper", "rows.jsonl")];
    const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script, ...paths], {
      encoding: "utf8",
    });
    expect([stdout.trim(), stderr]).toEqual(["PermissionError,PermissionError", ""]);
  });

  test("standard output is a pipe that may be slow, or may close", () => {
    const script = `
      const { createRowFile } = await import(${JSON.stringify(MODULE)});
      const file = await createRowFile("-", ${JSON.stringify(JSONL)});
      try {
        for (let row = 0; row < 400; row++) await file.write(JSON.stringify("x".repeat(20_000)));
        console.error(JSON.stringify(await file.finish()));
      } catch (error) { console.error(error.name); }`;
    const run = (reader: string) =>
      spawnSync("sh", ["-c", `"$NODE" --input-type=module -e "$SCRIPT" | ${reader}`], {
        env: { ...process.env, NODE: process.execPath, SCRIPT: script },
        encoding: "utf8",
      });
    const slow = run("(sleep 0.3; wc -c)");
    expect([slow.stdout.trim(), slow.stderr.trim()]).toEqual([
      String(400 * 20_003),
      JSON.stringify({ rows: 400, bytes: 400 * 20_003 }),
    ]);
    expect(run("head -c 5").stderr.trim()).toBe("InterruptedError");
  });
});
