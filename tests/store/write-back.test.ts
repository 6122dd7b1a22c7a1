import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startWriteBack } from "../../src/store/write-back.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();
const MEGABYTE = 1 << 20;

test("a failure in the background comes out once more is written, and at the end", async () => {
  // What is no file cannot be brought to a disk.
  const device = openSync("/dev/null", "w");
  const writeBack = startWriteBack(device);
  writeBack.reached(31 * MEGABYTE);
  await writeBack.settle();
  writeBack.reached(32 * MEGABYTE);
  await expect(writeBack.settle()).rejects.toMatchObject({ code: "EINVAL" });
  await expect(writeBack.settle()).rejects.toMatchObject({ code: "EINVAL" });
  expect(() => writeBack.reached(33 * MEGABYTE)).toThrow("EINVAL");
  closeSync(device);
});

test("one file at a time; a file that had to stand back has its turn later", async () => {
  const device = openSync("/dev/null", "w");
  const file = openSync(join(folder, "file"), "w");
  const [first, second] = [startWriteBack(file), startWriteBack(device)];
  first.reached(32 * MEGABYTE);
  second.reached(32 * MEGABYTE);
  await first.settle();
  await second.settle();
  second.reached(33 * MEGABYTE);
  await expect(second.settle()).rejects.toMatchObject({ code: "EINVAL" });
  closeSync(device);
  closeSync(file);
});
