import { execFileSync } from "node:child_process";
import { chmodSync, symlinkSync } from "node:fs";
import { join, relative } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import {
  InputMissingError,
  InterruptedError,
  MalformedInputError,
  type MatError,
  PermissionError,
} from "../../src/core/errors.ts";
import { parseRow } from "../../src/store/parse-row.ts";
import { type ReadRowsOptions, readRows, type SourceFile, type SourceRow } from "../../src/store/read-rows.ts";
import { folderWith } from "./folder.ts";

async function allRows(inputs: string | string[], options?: ReadRowsOptions): Promise<SourceRow[]> {
  const rows: SourceRow[] = [];
  for await (const batch of readRows([inputs].flat(), options)) rows.push(...batch);
  return rows;
}

async function read(
  content: string | Uint8Array,
  name = "rows.json",
): Promise<{ rows: SourceRow[]; errors: MatError[]; file: SourceFile | undefined }> {
  const path = join(folderWith({ [name]: content }), name);
  const errors: MatError[] = [];
  let file: SourceFile | undefined;
  const rows = await allRows(path, {
    onBadRow: (error) => errors.push(error),
    onFile: (found) => {
      file = found;
    },
  });
  return { rows, errors, file };
}

const texts = (rows: readonly SourceRow[]) => rows.map((row) => row.text);
const places = (rows: readonly SourceRow[]) => rows.map(({ line, row }) => [line, row]);

describe("what readRows reads", () => {
  it("JSONL, blank lines and white space around rows left out", async () => {
    const { rows } = await read('{"a":1}\n\n  {"b": "x y"} \t\r\n[3]\n4');
    expect(texts(rows)).toEqual(['{"a":1}', '{"b": "x y"}', "[3]", "4"]);
    expect(places(rows)).toEqual([
      [1, 1],
      [3, 2],
      [4, 3],
      [5, 4],
    ]);
  });

  it("one JSON array", async () => {
    const { rows } = await read('\n[ {"a":[1,"]}"]} ,\n"x, y",3.0 , null,[],{}\n]\n');
    expect(texts(rows)).toEqual(['{"a":[1,"]}"]}', '"x, y"', "3.0", "null", "[]", "{}"]);
    expect(places(rows)).toEqual([
      [2, 1],
      [3, 2],
      [3, 3],
      [3, 4],
      [3, 5],
      [3, 6],
    ]);
    expect(await read("[]")).toMatchObject({ rows: [], errors: [], file: { rows: 0, recognised: true } });
  });

  it("one value over several lines, or several", async () => {
    const value = '{\n  "a": [\n    1\n  ]\n}';
    expect(texts((await read(value)).rows)).toEqual([value]);
    const { rows } = await read(`${value}\n${value}\n[\n1\n]`);
    expect(texts(rows)).toEqual([value, value, "[\n1\n]"]);
    expect(places(rows)).toEqual([
      [1, 1],
      [6, 2],
      [11, 3],
    ]);
    expect(texts((await read('{"a":1} {"b":2}{"c":3}')).rows)).toEqual(['{"a":1}', '{"b":2}', '{"c":3}']);
  });

  it("JSONL whose rows are arrays, and arrays one after the other", async () => {
    expect(texts((await read("[1,2]\n[3]\n")).rows)).toEqual(["[1,2]", "[3]"]);
    expect(texts((await read("[1,2]")).rows)).toEqual(["1", "2"]);
    expect(texts((await read("[\n1\n]\n[\n2\n]\n")).rows)).toEqual(["[\n1\n]", "[\n2\n]"]);
  });

  it("JSONL whose first row is cut off", async () => {
    for (const cut of ['{"a":1,', '{"a":[', '{"a":"x', '{"a":{"b":1}']) {
      const { rows } = await read(`${cut}\n{"b":2}\n{"c":3}\n`);
      expect(texts(rows)).toEqual([cut, '{"b":2}', '{"c":3}']);
      expect(() => parseRow(rows[0]!)).toThrow(MalformedInputError);
    }
    expect(texts((await read('{"rows": [\n{"a":1}\n]}\n')).rows)).toEqual(['{"rows": [\n{"a":1}\n]}']);
  });

  it("keeps integers past 2^53, lone surrogates, repeated keys, every character", async () => {
    const row = '{"n":12345678901234567890,"s":"\\ud83d","s":"é中😀\u2028\u007f","10":1.0,"9":-0}';
    expect(texts((await read(`${row}\n${row}\n`)).rows)).toEqual([row, row]);
    expect(texts((await read(`[${row}, ${row}]`)).rows)).toEqual([row, row]);
  });

  it("gzip and Zstandard by content, of several members or frames", async () => {
    const row = `{"a":"${"x".repeat(300_000)}"}\n`;
    for (const compress of [gzipSync, zstdCompressSync]) {
      const parts = [compress(row), compress(row + row), compress(""), compress(row)];
      const skippable =
        compress === zstdCompressSync ? [Buffer.from([0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3])] : [];
      const { rows, errors, file } = await read(Buffer.concat([...skippable, ...parts]));
      expect(errors).toEqual([]);
      expect(texts(rows)).toEqual(Array(4).fill(row.trim()));
      expect(file).toMatchObject({ recognised: true, bytes: 4 * row.length });
    }
  });

  it("a 100 MB line, a 100 MB row of an array", { timeout: 120_000 }, async () => {
    const row = `{"a":"${"0123456789".repeat(10_000_000)}"}`;
    for (const content of [`{"b":1}\n${row}`, `[${row}, {"b":1}]`]) {
      const { rows, errors } = await read(content, "rows.jsonl");
      expect(errors).toEqual([]);
      expect(rows.map((found) => found.text.length).sort()).toEqual([row.length, 7]);
    }
  });

  it("stops where the signal says so, and leaves the file when its reader leaves", async () => {
    const path = join(folderWith({ "rows.jsonl": '{"a":1}\n'.repeat(300_000) }), "rows.jsonl");
    await expect(allRows(path, { signal: AbortSignal.abort() })).rejects.toThrow(InterruptedError);
    for await (const batch of readRows([path])) {
      expect(batch.length).toBeGreaterThan(0);
      break;
    }
  });
});

describe("where readRows finds its files", () => {
  const files = {
    "b.jsonl": '"b"',
    "a/2.json": '["a2"]',
    "a/10.ndjson": '"a10"',
    "B.JSONL.gz": gzipSync('"B"'),
    "a/deep/er/c.jsonl.zst": zstdCompressSync('"c"'),
    "notes.txt": "no rows",
    ".hidden.jsonl": '"hidden"',
    "odd[1].json": '"odd"',
  };

  it("a folder: its JSON files in code-unit order", async () => {
    const folder = folderWith(files);
    const rows = await allRows(folder);
    expect(texts(rows)).toEqual(['"B"', '"a10"', '"a2"', '"c"', '"b"', '"odd"']);
    expect(rows.map((row) => relative(folder, row.file))).toEqual([
      "B.JSONL.gz",
      "a/10.ndjson",
      "a/2.json",
      "a/deep/er/c.jsonl.zst",
      "b.jsonl",
      "odd[1].json",
    ]);
  });

  it("globs, several inputs, and names that look like globs", async () => {
    const folder = folderWith(files);
    expect(texts(await allRows(`${folder}/a/*.{json,ndjson}`))).toEqual(['"a10"', '"a2"']);
    expect(texts(await allRows(`${folder}/a*`))).toEqual(['"a10"', '"a2"', '"c"']);
    expect(texts(await allRows([join(folder, "odd[1].json"), join(folder, "b.jsonl")]))).toEqual(['"odd"', '"b"']);
  });

  it("links: each folder once, also in a circle; a link that leads nowhere is an error", async () => {
    const folder = folderWith({ "a/b/x.json": '["x"]' });
    symlinkSync(join(folder, "a"), join(folder, "a/b/back"));
    symlinkSync(join(folder, "a/b/x.json"), join(folder, "a/y.json"));
    expect(texts(await allRows(folder))).toEqual(['"x"', '"x"']); // a linked file is a file
    expect(texts(await allRows(`${folder}/**`))).toEqual(['"x"']);
    symlinkSync(join(folder, "nowhere"), join(folder, "a/z.json"));
    await expect(allRows(folder)).rejects.toThrow(InputMissingError);
  });

  it("a dataset: its shards, empty ones too, wherever it stands", async () => {
    const dataset = {
      "manifest.json": '{"format_version":1}',
      "part-00000.jsonl": '{"a":1}\n',
      "part-00001.jsonl.zst": zstdCompressSync('{"a":2}\n'),
      "part-00002.jsonl": "",
      "index-00000.jsonl": '{"id":"x"}\n',
      "dropped/dropped-00000.jsonl": '{"id":"y"}\n',
    };
    expect(texts(await allRows(folderWith(dataset)))).toEqual(['{"a":1}', '{"a":2}']);
    const below = Object.fromEntries(Object.entries(dataset).map(([name, content]) => [`set/${name}`, content]));
    expect(texts(await allRows(folderWith({ ...below, "other.json": "[3]", "web/manifest.json": "[4]" })))).toEqual([
      "3",
      '{"a":1}',
      '{"a":2}',
      "4",
    ]);
    expect(await allRows(folderWith({ "manifest.json": '{"format_version":1}' }))).toEqual([]);
  });

  it("standard input", () => {
    const script = `import { readRows } from ${JSON.stringify(new URL("../../src/store/read-rows.ts", import.meta.url).href)};
      for await (const rows of readRows(["-"])) for (const row of rows) console.log(row.file, row.line, row.text);`;
    for (const input of ['{"a":1}\n{"b":2}\n', gzipSync('[{"a":1},\n{"b":2}]')]) {
      const output = execFileSync(process.execPath, ["--input-type=module", "-e", script], { input, encoding: "utf8" });
      expect(output).toBe('standard input 1 {"a":1}\nstandard input 2 {"b":2}\n');
    }
  });

  it("refuses what is not there, by name", async () => {
    const folder = folderWith({ "a.txt": "x", "empty/b.txt": "x" });
    await expect(allRows(join(folder, "missing.jsonl"))).rejects.toThrow(InputMissingError);
    await expect(allRows(join(folder, "a.txt", "x"))).rejects.toThrow(InputMissingError);
    await expect(allRows(join(folder, "*.jsonl"))).rejects.toThrow("nothing matches");
    await expect(allRows(folder)).rejects.toThrow("holds nothing that can be read");
  });

  it.skipIf(process.getuid?.() === 0)("refuses what may not be read, by name", async () => {
    const folder = folderWith({ "a.jsonl": "1" });
    chmodSync(join(folder, "a.jsonl"), 0);
    await expect(allRows(folder)).rejects.toThrow(PermissionError);
    const locked = folderWith({ "a.jsonl": "1", "locked/b.jsonl": "2" });
    chmodSync(join(locked, "locked"), 0);
    await expect(allRows(locked)).rejects.toThrow(PermissionError);
    chmodSync(join(locked, "locked"), 0o700);
  });
});

describe("what readRows refuses", () => {
  const problems = (errors: readonly MatError[]) =>
    errors.map((error) => [error.place.line, error.place.row, error.message]);

  it.each([
    ["an empty file", "", [[undefined, undefined, "the file is empty"]]],
    ["a blank file", " \n\n", [[undefined, undefined, "the file is empty"]]],
    ["UTF-16", Buffer.from('\ufeff{"a":1}', "utf16le"), [[undefined, undefined, expect.stringContaining("UTF-16")]]],
    ["an array cut off between rows", "[1,\n2,\n", [[3, 3, "the file ends before the end of the array"]]],
    ["an array cut off in a row", '[{"a":1},\n{"a":\n', [[3, 2, "the file ends inside this row"]]],
    [
      "something behind the array",
      '[{"a":1}]\nx',
      [[2, 2, expect.stringContaining("something follows the end of the array")]],
    ],
    ["two commas", "[1,,2]", [[1, 2, expect.stringContaining('"," stands where a row was expected')]]],
    ["a comma at the end", "[1,]", [[1, 2, expect.stringContaining('"]" stands where a row was expected')]]],
    [
      "an array of single quotes",
      `[{'it"s': 1}, {"b": 2}]`,
      [[1, 1, expect.stringContaining("single quotes are not JSON")]],
    ],
    ["a bracket too few", '[{"a":[1}, {"b":2}]', [[1, 1, expect.stringContaining("cannot be told")]]],
    ["a string without end", '[{"a":"x}, {"b":2}]', [[1, 1, expect.stringContaining("stands where")]]],
  ])("%s, with its place", async (_name, content, expected) => {
    const { errors, rows } = await read(content);
    expect(problems(errors)).toEqual(expected);
    for (const error of errors) expect(error.fix).toMatch(/\.$/);
    expect(errors[0]).toBeInstanceOf(MalformedInputError);
    expect(errors[0]?.place.file).toMatch(/rows\.json$/);
    const path = join(folderWith({ "rows.json": content }), "rows.json");
    await expect(allRows(path)).rejects.toThrow(MalformedInputError);
    expect(rows.every((row) => row.text !== "")).toBe(true);
  });

  it("bytes that are not UTF-8: the row, the line, the byte; the other rows are read", async () => {
    const bad = Buffer.from('{"a":"é"}\n{"b":"_"}\n{"c":1}\n');
    bad[bad.indexOf("_")] = 0xe9;
    const { errors, rows } = await read(bad);
    expect(texts(rows)).toEqual(['{"a":"é"}', '{"c":1}']);
    expect(problems(errors)).toEqual([[2, 2, "not valid UTF-8: byte 0xe9 at byte 7 of the row"]]);
  });

  it("damaged and cut off compressed files; rows in front are read", async () => {
    const content = Array.from({ length: 200_000 }, (_, index) => `{"a":${(index * 7919) % 10007}}\n`).join("");
    for (const compress of [gzipSync, zstdCompressSync]) {
      const whole = compress(content);
      const cut = await read(whole.subarray(0, whole.length - 5));
      expect(cut.errors.map((error) => error.message)).toEqual(["the compressed data ends too early"]);
      expect(cut.file?.recognised).toBe(false);
      const twice = await read(Buffer.concat([whole, whole.subarray(0, whole.length / 2)]));
      expect(twice.errors.map((error) => error.message)).toEqual(["the compressed data ends too early"]);
      expect(twice.rows.length).toBeGreaterThanOrEqual(190_000);
      const damaged = Buffer.from(whole);
      damaged[whole.length >> 1]! ^= 0xff;
      expect((await read(damaged)).errors.map((error) => error.message)).toEqual(["the compressed data is damaged"]);
      expect((await read(Buffer.concat([whole, Buffer.from("garbage")]))).errors).toHaveLength(1);
    }
  });

  it("a bad row of an indented array: reading goes on with the next row", async () => {
    const good = [0, 1, 2, 3].map((n) => ({ n, list: [{ n }], text: "x" }));
    const text = JSON.stringify(good, null, 2);
    for (const [from, to] of [
      ['"n": 1,', '"n": 1,"'],
      ['        "n": 1\n      }\n', '        "n": 1\n      \n'],
      ['        "n": 1\n', '        "n": ]\n'],
      ['"n": 1,\n    "list": [', '"n": 1,\n    "list": '],
    ] as const) {
      const { rows, errors } = await read(text.replace(from, to));
      expect(errors).toHaveLength(1);
      expect(errors[0]!.place.row).toBe(2);
      expect(errors[0]!.message).toContain("reading can go on");
      expect(rows.map((row) => (parseRow(row) as { n: number }).n)).toEqual([0, 2, 3]);
      expect(
        rows.map((row) => text.split("\n")[row.line - 1]),
        `${from} -> ${to}`,
      ).toEqual(["  {", "  {", "  {"]);
    }
  });

  it("a missing comma between rows: both rows are read", async () => {
    const { rows, errors } = await read('[{"a":1} {"b":2}]');
    expect(texts(rows)).toEqual(['{"a":1}', '{"b":2}']);
    expect(errors).toHaveLength(1);
  });

  it("a bad row of an array with a row a line: reading goes on with the next line", async () => {
    const { rows, errors } = await read('[\n{"a":1},\n{"a":"x},\n{"a":[3},\n{"a":4}\n]');
    expect(rows.map((row) => [row.line, row.text])).toEqual([
      [2, '{"a":1}'],
      [5, '{"a":4}'],
    ]);
    expect(errors.map((error) => error.place.line)).toEqual([3, 4]);
  });
});

describe("parseRow", () => {
  it("names the file, the line, the row and the fix", async () => {
    const { rows } = await read('{"a":1}\n{"a":NaN}\n');
    expect(parseRow(rows[0]!)).toEqual({ a: 1 });
    const error = ((): MatError => {
      try {
        throw new Error(String(parseRow(rows[1]!)));
      } catch (caught) {
        return caught as MatError;
      }
    })();
    expect(error).toBeInstanceOf(MalformedInputError);
    expect(error.message).toBe('NaN is not JSON, at character 6 of the row, near "{\\"a\\":NaN}"');
    expect(error.place).toMatchObject({ line: 2, row: 2 });
    expect(error.fix).toContain("null");
  });

  it("names the very line in a row of many lines", async () => {
    const { rows } = await read('[\n  {\n    "a": 1,\n    "b": Infinity\n  }\n]');
    expect(() => parseRow(rows[0]!)).toThrow("Infinity is not JSON, at column 10");
    expect(() => parseRow(rows[0]!)).toThrow(
      expect.objectContaining({ place: expect.objectContaining({ line: 4, row: 1 }) }),
    );
  });
});

describe("the layout of a file", () => {
  it.each([
    ['{"a": 1}\n', "x.jsonl", { container: "jsonl", style: "python", finalNewline: true }],
    ['{"a":1}', "x.json", { container: "single", style: "compact", finalNewline: false }],
    ['\ufeff{"a":1}\r\n{"a":2}\r\n', "x.json", { container: "jsonl", newline: "\r\n", byteOrderMark: true }],
    ['[{"a": 1}, {"a": 2}]', "x.json", { container: "array", style: "python" }],
    [
      '[\r\n {\r\n  "a": 1\r\n }\r\n]\r\n',
      "x.json",
      { container: "array", style: "indent", indent: 1, newline: "\r\n" },
    ],
    ['[\n    {\n        "a": "\\u00e9"\n    }\n]', "x.json", { style: "indent", indent: 4, ascii: true }],
    ['[\n   {\n      "a": 1\n   }\n]', "x.json", { style: "indent", indent: 3 }],
    ['[\n\t{\n\t\t"a": [\n\t\t\t1\n\t\t]\n\t},\n\t{}\n]\n', "x.json", { style: "indent", indent: "\t" }],
    ['{\n\t"a": 1\n}', "x.json", { container: "single", style: "indent", indent: "\t" }],
    ['{"a":"\\u00e9"}\n{"a":1}\n', "x.json", { ascii: true }],
    ['{"a":"é"}\n{"a":1}\n', "x.json", { ascii: false }],
  ])("recognises %j", async (content, name, layout) => {
    const { file } = await read(content, name);
    expect(file).toMatchObject({ layout, recognised: true });
  });

  it.each([
    '{"a":1}\n{"a": 1}\n',
    '{"a":1}\n\n{"a":1}\n',
    '{"a":1} \n',
    '[{"a":1},{"a":2}, {"a":3}]',
    '[{"a": 1},{"a": 2}]',
    '{"a":"é"}\n{"a":"\\u00e9"}\n',
    '{"a":1}\r\n{"a":2}\n',
    '[\n{"a":1},\n{"a":2}\n]',
    "[ ]",
    '{\n "a": 1\n}\r\n',
    '{"a":1}\n\n',
    "[\n           {}\n]",
    '[\n\t\t{\n\t\t\t"a": 1\n\t\t}\n]',
  ])("does not take %j for a layout it knows", async (content) =>
    expect((await read(content)).file?.recognised).toBe(false),
  );
});
