import { describe, expect, it } from "vitest";
import { describeFilters } from "../../src/filter/describe-filters.ts";
import { FILTERS } from "../../src/filter/registry.ts";

describe("describeFilters", () => {
  it("describes every filter under its registered name, with every option and reason in words", async () => {
    const filters = await describeFilters();
    expect(filters.map(({ name }) => name)).toEqual(Object.keys(FILTERS));
    for (const { title, options, reasons } of filters) {
      expect(title).toMatch(/^[a-z].*[^.]$/);
      expect(Object.entries(reasons).length).toBeGreaterThan(0);
      for (const [reason, meaning] of Object.entries(reasons))
        expect([reason, meaning]).toEqual([expect.stringMatching(/^[a-z_]+$/), expect.stringMatching(/^[a-z].*[^.]$/)]);
      for (const option of options) expect(option.description).not.toBe("");
    }
  });

  it("gives values and defaults", async () => {
    const filters = await describeFilters();
    const options = filters.find(({ name }) => name === "valid-arguments")!.options;
    expect(options.map(({ name, values, default: standard }) => [name, values.join("|"), standard])).toEqual([
      ["action", "drop|mask|cut|keep", "drop"],
      ["unparsable", "drop|mask|cut|keep", undefined],
      ["undeclared", "drop|mask|cut|keep", "keep"],
      ["unchecked", "drop|mask|cut|keep", "keep"],
    ]);
  });
});
