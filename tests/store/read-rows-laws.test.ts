import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MatError } from "../../src/core/errors.ts";
import { parseJson } from "../../src/core/json/parse.ts";
import { stringifyJson } from "../../src/core/json/stringify.ts";
import { FileRows } from "../../src/store/input/file-rows.ts";
import { parseRow } from "../../src/store/parse-row.ts";
import { readRows, type SourceFile, type SourceRow } from "../../src/store/read-rows.ts";
import { createRowFile } from "../../src/store/row-file.ts";
import { anyRow, write } from "../core/json/json-texts.ts";
import { folderWith } from "./folder.ts";

const layout = fc
  .record({
    container: fc.constantFrom("jsonl" as const, "array" as const),
    style: fc.constantFrom(
      { style: "compact" as const, indent: 0 as const },
      { style: "python" as const, indent: 0 as const },
      ...([1, 2, 4] as const).map((indent) => ({ style: "indent" as const, indent })),
    ),
    ascii: fc.boolean(),
    finalNewline: fc.boolean(),
    newline: fc.constantFrom("\n" as const, "\r\n" as const),
    byteOrderMark: fc.boolean(),
  })
  .map(({ style, ...rest }) => ({ ...style, ...rest }));
const rowTexts = fc.array(
  anyRow.map((row) =>
    write(
      { open: "{", members: [['"row"', row]] },
      { colon: () => ":", comma: () => "", open: () => "", close: () => "" },
    ),
  ),
  { minLength: 1, maxLength: 6 },
);

describe("laws of reading rows", () => {
  it("a file of a known layout is recognised, and written again it is the same file", async () => {
    const folder = folderWith();
    const [source, copy] = [join(folder, "source.json"), join(folder, "copy.json")];
    await fc.assert(
      fc.asyncProperty(rowTexts, layout, fc.constantFrom("", ".gz", ".zst"), async (texts, asked, ending) => {
        await writeRows(source, texts, asked);
        const bytes = readFileSync(source);
        const path = source + ending;
        if (ending === ".gz") writeFileSync(path, gzipSync(bytes));
        if (ending === ".zst") writeFileSync(path, zstdCompressSync(bytes));
        let found: SourceFile | undefined;
        const rows: SourceRow[] = [];
        for await (const batch of readRows([path], {
          onFile: (file) => {
            found = file;
          },
        }))
          rows.push(...batch);
        expect(rows.map((row) => stringifyJson(parseRow(row)))).toEqual(texts);
        expect(found).toMatchObject({ recognised: true, rows: texts.length, bytes: bytes.length });
        await writeRows(
          copy,
          rows.map((row) => row.text),
          found!.layout,
        );
        expect(readFileSync(copy).equals(bytes)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it("a file that is said to be of a known layout is that file when written again, whatever it is", async () => {
    const copy = join(folderWith(), "copy.json");
    await fc.assert(
      fc.asyncProperty(
        anyContent,
        fc.nat(),
        fc.constantFrom("", " ", "\n", "\r", "é", "\u007f"),
        async (content, where, put) => {
          const at = where % (content.length + 1);
          const bytes = Buffer.concat([content.subarray(0, at), Buffer.from(put), content.subarray(at)]);
          const reading = new FileRows({ path: "x", isShard: false }, "x", true);
          const rows = [...reading.take(bytes), ...reading.finish()].flat();
          const { layout: found, recognised } = reading.layout();
          if (!recognised) return;
          const file = await createRowFile(copy, found, { force: true });
          for (const row of rows) {
            if (row instanceof MatError) throw row;
            await file.write(stringifyJson(parseRow(row), found, found.container === "array" ? 1 : 0));
          }
          await file.finish();
          expect(readFileSync(copy, "utf8")).toBe(bytes.toString());
        },
      ),
      { numRuns: 300 },
    );
  });

  it("however the bytes come in, the rows are the same", () => {
    fc.assert(
      fc.property(anyContent, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (content, sizes) => {
        expect(rowsOf(content, sizes)).toEqual(rowsOf(content, [content.length]));
      }),
      { numRuns: 1000 },
    );
  });

  it("whatever the bytes are, the outcome is rows and named errors", async () => {
    await fc.assert(
      fc.asyncProperty(
        anyContent,
        fc.nat(),
        fc.uint8Array({ maxLength: 4 }),
        fc.nat(4),
        async (content, where, put, cut) => {
          const at = where % (content.length + 1);
          const damaged = Buffer.concat([content.subarray(0, at), put, content.subarray(at + cut)]);
          const outcome = rowsOf(damaged, [damaged.length]);
          for (const row of outcome) {
            if (row instanceof MatError) expect(row.place.file).toBe("x");
            else expect(() => tryParse(row)).not.toThrow();
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});

/** Rows in some container, with some white space. */
const anyContent = fc
  .tuple(
    rowTexts,
    fc.constantFrom("jsonl", "array", "values"),
    fc.constantFrom("", " ", "\n", "\r\n", "\n  "),
    fc.constantFrom(0, 1, 2),
  )
  .map(([texts, container, gap, indent]) => {
    const rows = texts.map((text) => (container === "jsonl" ? text : JSON.stringify(JSON.parse(text), null, indent)));
    if (container === "array") return Buffer.from(`[${gap}${rows.join(`${gap},${gap}`)}${gap}]${gap}`);
    return Buffer.from(rows.join(container === "jsonl" ? "\n" : gap) + gap);
  });

function rowsOf(content: Buffer, sizes: readonly number[]): (SourceRow | MatError)[] {
  const reading = new FileRows({ path: "x", isShard: false }, "x", true);
  const rows: (SourceRow | MatError)[] = [];
  try {
    for (let at = 0, turn = 0; at < content.length; turn++) {
      const size = Math.max(1, sizes[turn % sizes.length]!);
      rows.push(...[...reading.take(content.subarray(at, at + size))].flat());
      at += size;
    }
    rows.push(...[...reading.finish()].flat());
  } catch (error) {
    if (!(error instanceof MatError)) throw error;
    rows.push(error);
  }
  return rows;
}

function tryParse(row: SourceRow): void {
  try {
    expect(stringifyJson(parseJson(stringifyJson(parseRow(row))))).toBe(stringifyJson(parseRow(row)));
  } catch (error) {
    if (!(error instanceof MatError)) throw error;
    expect(error.place).toMatchObject({ file: "x", row: row.row });
  }
}

async function writeRows(
  path: string,
  texts: readonly string[],
  asked: Parameters<typeof createRowFile>[1],
): Promise<void> {
  const file = await createRowFile(path, asked, { force: true });
  for (const text of texts)
    await file.write(stringifyJson(parseJson(text), asked, asked.container === "array" ? 1 : 0));
  await file.finish();
}
