import { globSync } from "node:fs";
import { expect, test } from "vitest";
import { prepareFilters } from "../src/filter/prepare-filters.ts";
import { readFilterConfig } from "../src/filter/read-filter-config.ts";
import { checkRunFile } from "../src/pipeline/run-file/check-run-file.ts";

const RUNS = globSync("configs/runs/**/*.yaml").sort();

test("there are run files", () => {
  expect(RUNS.length).toBeGreaterThan(1);
});

test.each(RUNS)("nothing is wrong with %s", async (file) => {
  const { stages } = await checkRunFile({ file });
  expect(stages.length).toBeGreaterThan(0);
});

test.each(globSync("configs/filters/*.yaml").sort())("nothing is wrong with %s", async (file) => {
  expect((await prepareFilters(await readFilterConfig(file))).length).toBeGreaterThan(0);
});
