import { expect, test } from "vitest";
import { flagName, formatOptions } from "../../src/cli/format-options.ts";
import { splitFormatOptions } from "../../src/cli/split-format-options.ts";

test("a format's options become flags, with their kind, choices and formats", async () => {
  const reading = await formatOptions(["read_options"]);
  expect(reading["held-out"]).toMatchObject({ key: "heldOut", type: "text" });
  expect(reading["held-out"]?.summary).toMatch(/ \[toolbench\]$/);
  const writing = await formatOptions(["write_options"]);
  expect(writing["stage"]).toMatchObject({ key: "stage", type: "number", choices: ["1", "2"] });
  expect(writing["per-trajectory"]).toMatchObject({ key: "perTrajectory", type: "number" });
  expect(writing["max-rerendered"]).toMatchObject({ key: "maxRerendered", type: "fraction" });
  expect(writing["compat"]).toMatchObject({ key: "compat", type: "text", choices: ["reference"] });
  expect(writing["compat"]?.summary).toMatch(/ \[glpft-raw, glpft\]$/);
});

test("a flag is the option's name with dashes", () => {
  expect([flagName("heldOut"), flagName("stage")]).toEqual(["held-out", "stage"]);
});

test("a conversion gives each half the flags that it knows, and the reader those that nobody knows", async () => {
  expect(await splitFormatOptions({ heldOut: "d", stage: 2 }, "toolbench", "glpft-raw")).toEqual({
    readOptions: { heldOut: "d" },
    writeOptions: { stage: 2 },
  });
  expect(await splitFormatOptions({ prompts: "p", role: "caller" }, "glpft", "glpft")).toEqual({
    readOptions: { prompts: "p", role: "caller" },
    writeOptions: { prompts: "p" },
  });
  expect(await splitFormatOptions({ heldOut: "d" }, "openai", "atif")).toEqual({
    readOptions: { heldOut: "d" },
    writeOptions: {},
  });
});
