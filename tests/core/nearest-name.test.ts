import { expect, test } from "vitest";
import { nearestName } from "../../src/core/nearest-name.ts";

const formats = ["atif", "openai", "toolbench", "glpft", "glpft-raw"];

test.each([
  ["toolbnech", "toolbench"],
  ["tool-bench", "toolbench"],
  ["OpenAI", "openai"],
  ["glpt", "glpft"],
  ["glpft_raw", "glpft-raw"],
  ["parquet", undefined],
  ["", undefined],
])("%j is nearest to %j", (name, expected) => {
  expect(nearestName(name, formats)).toBe(expected);
});
