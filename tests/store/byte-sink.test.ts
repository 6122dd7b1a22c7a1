import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, zstdDecompressSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DiskFullError, PermissionError } from "../../src/core/errors.ts";
import { sha256 } from "../../src/core/hash.ts";
import { openByteSink } from "../../src/store/byte-sink.ts";
import { writeAt } from "../../src/store/direct-file.ts";
import { fileError } from "../../src/store/file-error.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();
let files = 0;
const nextFile = () => join(folder, `file-${files++}`);

/** Texts from nothing to a few buffers, of one, two, three and four bytes a character. */
const text = fc
  .tuple(fc.constantFrom("", "a", "é", "世", "😀", "\n"), fc.constantFrom(0, 1, 3, 1000, 87_381, 262_144, 900_001))
  .map(([character, count]) => `${character.repeat(count)}.`);

describe("openByteSink", () => {
  test("writes every text, in order, whether or not the caller waits", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(text, { maxLength: 12 }), fc.boolean(), async (texts, waits) => {
        const file = nextFile();
        const sink = openByteSink(file, { shownAs: file, hash: true });
        for (const item of texts) {
          const wait = sink.write(item);
          if (waits) await wait;
        }
        const expected = Buffer.from(texts.join(""));
        const totals = await sink.close();
        expect(readFileSync(file).equals(expected)).toBe(true);
        expect(totals).toEqual({ bytes: expected.length, sha256: sha256(expected), fileSha256: sha256(expected) });
      }),
      { numRuns: 40 },
    );
  });

  test.each([
    ["gzip", gunzipSync],
    ["zstd", zstdDecompressSync],
  ] as const)("compresses with %s, and hashes both the content and the file", async (compression, unpack) => {
    const file = nextFile();
    const sink = openByteSink(file, { shownAs: file, hash: true, compression });
    const line = `${"some text 世 ".repeat(3000)}\n`;
    for (let count = 0; count < 100; count++) await sink.write(line);
    const totals = await sink.close();
    const bytes = readFileSync(file);
    expect(unpack(bytes).equals(Buffer.from(line.repeat(100)))).toBe(true);
    expect(totals.sha256).toBe(sha256(line.repeat(100)));
    expect(totals.fileSha256).toBe(sha256(bytes));
  });

  test("others write the first bytes, and the sink goes on behind them", async () => {
    const file = nextFile();
    const sink = openByteSink(file, { shownAs: "shown", sync: true });
    const { descriptor, shownAs } = sink.direct()!;
    expect(shownAs).toBe("shown");
    writeAt(descriptor, [Buffer.from("by others")], 0);
    sink.grow(9);
    await sink.write(", by ");
    await sink.write("x".repeat(600_000));
    expect(await sink.close()).toMatchObject({ bytes: 600_014 });
    expect(readFileSync(file, "utf8")).toBe(`by others, by ${"x".repeat(600_000)}`);
  });

  test("others cannot write to a file that is packed or hashed, nor to a descriptor that is somebody else's", async () => {
    const sinks = [
      openByteSink(nextFile(), { shownAs: "a", compression: "zstd" }),
      openByteSink(nextFile(), { shownAs: "a", hash: true }),
      openByteSink(1, { shownAs: "a" }),
    ];
    expect(sinks.map((sink) => sink.direct())).toEqual([undefined, undefined, undefined]);
    for (const sink of sinks) await sink.abandon();
  });

  test("what fails while a file grows to the disk fails the sink", async () => {
    // What is no file cannot be brought to a disk.
    const sink = openByteSink("/dev/null", { shownAs: "out.jsonl", sync: true });
    const writeMuch = async () => {
      for (let count = 0; count < 100; count++) await sink.write("x".repeat(1 << 20));
    };
    await expect(writeMuch()).rejects.toMatchObject({ code: "EINVAL", syscall: "fdatasync" });
    await expect(sink.close()).rejects.toMatchObject({ syscall: "fdatasync" });
    await sink.abandon();
  });

  test.runIf(existsSync("/dev/full"))("a full disk is named by the next call, and by close", async () => {
    const sink = openByteSink("/dev/full", { shownAs: "out.jsonl" });
    const writeAll = async () => {
      for (let count = 0; count < 100; count++) await sink.write("x".repeat(100_000));
    };
    await expect(writeAll()).rejects.toThrow(DiskFullError);
    await expect(sink.close()).rejects.toMatchObject({ name: "DiskFullError", place: { file: "out.jsonl" } });
    await sink.abandon();
    const small = openByteSink("/dev/full", { shownAs: "out.jsonl" });
    small.write("x");
    await expect(small.close()).rejects.toThrow(DiskFullError);
    await small.abandon();
  });
});

describe("fileError", () => {
  test("names what the system says, and leaves bugs alone", () => {
    const failure = (code: string) => fileError(Object.assign(new Error(code), { code }), "f");
    expect(failure("EACCES")).toBeInstanceOf(PermissionError);
    expect(failure("EROFS")).toBeInstanceOf(PermissionError);
    expect(failure("EDQUOT")).toBeInstanceOf(DiskFullError);
    const bug = new TypeError("bug");
    expect(fileError(bug, "f")).toBe(bug);
  });
});
