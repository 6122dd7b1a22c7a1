import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { splitList } from "../../src/cli/split-list.ts";

test.each([
  ["a,b", ["a", "b"]],
  ["a, b,,c ", ["a", "b", "c"]],
  ["part-{0,1}.jsonl,x", ["part-{0,1}.jsonl", "x"]],
  ["-", ["-"]],
  ["", []],
])("%j is %j", (word, items) => {
  expect(splitList(word)).toEqual(items);
});

test("a file whose name has a comma is one file", () => {
  const file = join(mkdtempSync(join(tmpdir(), "mat-")), "a,b.jsonl");
  writeFileSync(file, "");
  expect(splitList(file)).toEqual([file]);
});
