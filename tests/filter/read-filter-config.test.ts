import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { InputMissingError, UsageError } from "../../src/core/errors.ts";
import { readFilterConfig } from "../../src/filter/read-filter-config.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mat-filter-config-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(text: string) {
  const file = join(folder, "filters.yaml");
  await writeFile(file, text);
  return (await readFilterConfig(file)).map((request) => ({ ...request, from: request.from?.replace(file, "F") }));
}

describe("readFilterConfig", () => {
  it("reads a YAML list, and says on which line each filter stands", async () => {
    const text = "# good ones\n- filter: known-tools\n  action: mask\n- exact-duplicates\n\n- filter: final-answer\n";
    expect(await read(text)).toEqual([
      { filter: "known-tools", options: { action: "mask" }, from: "F, line 2" },
      { filter: "exact-duplicates", options: {}, from: "F, line 4" },
      { filter: "final-answer", options: {}, from: "F, line 6" },
    ]);
  });

  it("reads JSON, and a list under the key `filters`", async () => {
    expect(await read('{"filters": [\n  {"filter": "a", "x": 1}]}')).toEqual([
      { filter: "a", options: { x: 1 }, from: "F, line 2" },
    ]);
    expect(await read("filters:\n- a")).toEqual([{ filter: "a", options: {}, from: "F, line 2" }]);
  });

  it.each([
    ["", "a list of filters"],
    ["[]", "a list of filters"],
    ["filter: known-tools", "a list of filters"],
    ["- a: 1\n- filter: 5\n- filter: ok", "line 1: filter 1 has no name under `filter`\n"],
    ["- [\n", ""],
    ["&a [*a]", ""],
  ])("refuses %j", async (text, problem) => {
    const error = await read(text).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UsageError);
    expect((error as Error).message).toContain(problem);
  });

  it("says that there is no such file", async () => {
    await expect(readFilterConfig(join(folder, "none.yaml"))).rejects.toThrow(InputMissingError);
  });

  it("is not blown up by aliases", async () => {
    const bomb = Array.from(
      { length: 12 },
      (_, index) => `- &a${index} [${"*".concat(`a${index - 1}, `).repeat(index === 0 ? 0 : 9)}x]`,
    );
    await expect(read(bomb.join("\n"))).rejects.toThrow(UsageError);
  });
});
