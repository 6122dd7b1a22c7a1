import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { zstdCompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { readTextLines } from "../../src/store/read-text-lines.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();

function written(name: string, content: string | Buffer): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

test("a text of many chunks is read whole, compressed or not", async () => {
  const lines = Array.from({ length: 60_000 }, (_, number) => `line ${number} of a text that is not a short one`);
  const text = lines.join("\n");
  expect(await readTextLines(written("long.txt", text))).toEqual(lines);
  expect(await readTextLines(written("long.txt.zst", zstdCompressSync(text)))).toEqual(lines);
});

test("lines end as on any system, and a byte order mark is no part of the first", async () => {
  expect(await readTextLines(written("ends.txt", "\ufeffa\r\nb\rc\n\nd"))).toEqual(["a", "b", "c", "", "d"]);
});

test.each([
  ["a broken character", Buffer.from("fine\nnot \xff fine\n", "latin1"), 2],
  ["UTF-16 with a mark", Buffer.from("\ufeffWhat?\n", "utf16le"), 1],
  ["UTF-16 without one", Buffer.from("What?\n", "utf16le"), 1],
])("%s is refused by its line", async (_, bytes, line) => {
  const file = written("bad.txt", bytes);
  await expect(readTextLines(file)).rejects.toMatchObject({ name: "MalformedInputError", place: { file, line } });
});
