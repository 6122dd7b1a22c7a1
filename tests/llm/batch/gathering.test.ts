import { expect, test } from "vitest";
import { createGathering } from "../../../src/llm/batch/gathering.ts";

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test("a batch is whole when nothing has come for a while, and then only", async () => {
  const batches: string[][] = [];
  const gathering = createGathering<{ line: string }>(60, { requests: 100, bytes: 1000 }, (items) =>
    batches.push(items.map(({ line }) => line)),
  );
  for (const line of ["a", "b", "c"]) {
    gathering.add({ line });
    await pause(20);
  }
  expect(batches).toEqual([]);
  await expect.poll(() => batches).toEqual([["a", "b", "c"]]);
});

test("it holds as many requests and bytes as it may; half as many after that was too many", () => {
  const batches: string[] = [];
  const gathering = createGathering<{ line: string }>(1e6, { requests: 4, bytes: 12 }, (items) =>
    batches.push(items.map(({ line }) => line).join("")),
  );
  for (const line of "abcdefgh") gathering.add({ line });
  expect(batches).toEqual(["abcd", "efgh"]);
  gathering.halve();
  for (const line of "ijk") gathering.add({ line });
  expect(batches.slice(2)).toEqual(["ij"]);
  gathering.clear();
  // Three bytes a character in UTF-8, and a line break: the second one would be over.
  for (const line of ["中文", "中文"]) gathering.add({ line });
  expect(batches.slice(3)).toEqual(["中文"]);
  gathering.clear();
});
