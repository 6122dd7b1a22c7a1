import { existsSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PermissionError } from "../../src/core/errors.ts";
import { makeFolder } from "../../src/store/make-folder.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();

test("makes a folder and all above it, and leaves one that is there", () => {
  const path = join(folder, "a", "b", "c");
  makeFolder(path);
  makeFolder(path);
  expect(statSync(path).isDirectory()).toBe(true);
});

test("a file in the way is an error", () => {
  const file = join(folder, "file");
  writeFileSync(file, "");
  expect(() => makeFolder(file)).toThrow(expect.objectContaining({ code: "EEXIST" }));
  expect(() => makeFolder(join(file, "a"))).toThrow(expect.objectContaining({ code: "ENOTDIR" }));
});

test.skipIf(!existsSync("/proc/self"))("a file system that makes no folders ends in an error", () => {
  expect(() => makeFolder("/proc/mat/output")).toThrow(PermissionError);
});
