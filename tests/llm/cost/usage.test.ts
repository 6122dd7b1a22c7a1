import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { InputMissingError, MalformedInputError } from "../../../src/core/errors.ts";
import { costOf, readPrice } from "../../../src/llm/cost/prices.ts";
import { usageOf } from "../../../src/llm/cost/usage.ts";
import { temporaryFolder } from "../../store/temporary-folder.ts";

const folder = temporaryFolder();
const BODY = { model: "m", messages: [{ role: "user", content: "four letters each" }] };

test("tokens are those that the server counted, of its cache as well", () => {
  const usage = { prompt_tokens: 100, completion_tokens: 7, prompt_tokens_details: { cached_tokens: 64 } };
  expect(usageOf(BODY, { usage })).toEqual({
    prompt_tokens: 100,
    cached_tokens: 64,
    completion_tokens: 7,
    estimated: false,
  });
  const deepSeek = { prompt_tokens: 100, completion_tokens: 7, prompt_cache_hit_tokens: 32 };
  expect(usageOf(BODY, { usage: deepSeek }).cached_tokens).toBe(32);
  expect(usageOf(BODY, { usage: { prompt_tokens: 9 } })).toMatchObject({ cached_tokens: 0, completion_tokens: 0 });
});

test("where it did not count they are estimated, and that is said", () => {
  const completion = { choices: [{ message: { content: "x".repeat(40) } }] };
  for (const usage of [
    undefined,
    null,
    { prompt_tokens: null },
    { prompt_tokens: -9 },
    { prompt_tokens: 1e300 },
    "many",
  ])
    expect(usageOf(BODY, usage === undefined ? completion : { ...completion, usage })).toEqual({
      prompt_tokens: 6,
      cached_tokens: 0,
      completion_tokens: 10,
      estimated: true,
    });
  expect(usageOf(BODY, "no object")).toMatchObject({ completion_tokens: 0, estimated: true });
});

test("cached tokens of a prompt have their own price, or that of the others", () => {
  const usage = { prompt_tokens: 1_000_000, cached_tokens: 400_000, completion_tokens: 100_000, estimated: false };
  expect(costOf({ prompt: 1, cached_prompt: 0.5, completion: 10 }, usage)).toBeCloseTo(0.6 + 0.2 + 1);
  expect(costOf({ prompt: 1, completion: 10 }, usage)).toBeCloseTo(2);
});

test("prices are read from YAML and JSON; what is wrong with them is named", async () => {
  const write = (text: string) => {
    const file = join(mkdtempSync(join(folder, "prices-")), "prices.yaml");
    writeFileSync(file, text);
    return file;
  };
  expect(await readPrice("configs/prices/example.yaml", "my-model")).toEqual({ prompt: 2, completion: 8 });
  expect(await readPrice(write('{"org/m": {"prompt": 1, "completion": 2}}'), "org/m")).toMatchObject({ prompt: 1 });
  await expect(readPrice("configs/prices/example.yaml", "my-modell")).rejects.toThrow('did you mean "my-model"');
  await expect(readPrice(join(folder, "none.yaml"), "m")).rejects.toThrow(InputMissingError);
  for (const text of ["m: 3", "m: {prompt: -1, completion: 2}", "m: {prompt: 1, complete: 2}", "{", "- m"])
    await expect(readPrice(write(text), "m")).rejects.toThrow(MalformedInputError);
});
