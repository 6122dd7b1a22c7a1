import fc from "fast-check";
import { expect, test } from "vitest";
import { readVariables } from "../../../src/pipeline/settings/read-variables.ts";
import { resolveSettings } from "../../../src/pipeline/settings/resolve-settings.ts";
import { settingValues } from "../../../src/pipeline/settings/setting-values.ts";

const seed = fc.option(fc.integer({ min: 0, max: 0xffffffff }), { nil: undefined });

test("whoever is first of flag, variable, file and default has said what holds", () => {
  fc.assert(
    fc.property(seed, seed, seed, (flag, variable, written) => {
      const { settings } = resolveSettings({
        flags: { seed: flag },
        environment: variable === undefined ? {} : { MAT_SEED: String(variable) },
        file: { name: "run.yaml", settings: written === undefined ? {} : { seed: written } },
      });
      const found = settings.find(({ name }) => name === "seed")!;
      const all = [
        ["flag", flag],
        ["variable", variable],
        ["run file", written],
        ["default", 0],
      ] as const;
      const [source, value] = all.find(([, said]) => said !== undefined)!;
      expect(found).toMatchObject({ source, value });
    }),
  );
});

test("a variable of no use is refused by its name; an empty one is as good as none", () => {
  expect(() => resolveSettings({ flags: {}, environment: { MAT_SEED: "x" } })).toThrow("MAT_SEED is a string");
  expect(() => resolveSettings({ flags: {}, environment: { MAT_CONCURRENCY: "0" } })).toThrow("MAT_CONCURRENCY");
  expect(() => resolveSettings({ flags: {}, environment: { MAT_LOG_LEVEL: "loud" } })).toThrow("MAT_LOG_LEVEL");
  expect(settingValues({ seed: undefined }, { MAT_SEED: "" })).toEqual({ seed: undefined });
});

test("secrets are named and never told, names that are not known come with the nearest", () => {
  const environment = {
    MAT_OPENAI_KEY: "sk-123456789",
    MAT_HUB_TOKEN: "hf-1",
    MAT_SEEED: "3",
    MAT_ZZ: "1",
    OTHER: "2",
  };
  const { secrets, warnings, given } = readVariables(environment);
  expect(secrets).toEqual(["MAT_HUB_TOKEN", "MAT_OPENAI_KEY"]);
  expect(warnings).toEqual([expect.stringContaining("Did you mean MAT_SEED?"), expect.stringContaining("MAT_ZZ")]);
  expect(given.size).toBe(0);
  const all = JSON.stringify(resolveSettings({ flags: {}, environment }));
  expect(all).not.toMatch(/sk-1|hf-1/);
});

test("a command without a run file takes what variables say where no flag does", () => {
  const environment = { MAT_SEED: "5", MAT_MODEL: "oracle" };
  expect(settingValues({ seed: undefined, model: "greedy", concurrency: undefined }, environment)).toEqual({
    seed: 5,
    model: "greedy",
    concurrency: undefined,
  });
});
