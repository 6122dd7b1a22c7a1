import { execFileSync } from "node:child_process";
import { closeSync, constants, openSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { hasPositions, writeAt } from "../../src/store/direct-file.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();

test("files and devices have positions, a pipe has none", () => {
  const pipe = join(folder, "pipe");
  execFileSync("mkfifo", [pipe]);
  const found = [
    openSync(join(folder, "file"), "w"),
    openSync("/dev/null", "w"),
    // Open for both, so that it needs no reader.
    openSync(pipe, constants.O_RDWR),
  ].map((descriptor) => {
    const has = hasPositions(descriptor);
    closeSync(descriptor);
    return has;
  });
  expect(found).toEqual([true, true, false]);
});

test("bytes stand where they belong, in whatever order they come, and far out too", () => {
  const file = join(folder, "placed");
  const descriptor = openSync(file, "w");
  writeAt(descriptor, [Buffer.from("world")], 6);
  writeAt(descriptor, [Buffer.from("hello ")], 0);
  expect(readFileSync(file, "utf8")).toBe("hello world");
  const far = 5 * 2 ** 30;
  writeAt(descriptor, [Buffer.from("!")], far);
  expect(statSync(file).size).toBe(far + 1);
  closeSync(descriptor);
});
