import { describe, expect, it } from "vitest";
import { UsageError } from "../../src/core/errors.ts";
import { parseFilterFlag } from "../../src/filter/filter-request.ts";
import { prepareFilters } from "../../src/filter/prepare-filters.ts";

describe("parseFilterFlag", () => {
  it.each([
    ["known-tools", "known-tools", {}],
    ["known-tools:", "known-tools", {}],
    ["a:x=mask, y = true,z=1.5,u=a=b:c", "a", { x: "mask", y: true, z: 1.5, u: "a=b:c" }],
    ["a:x=,y=1.2.3,z=-4", "a", { x: "", y: "1.2.3", z: -4 }],
  ])("reads %s", (flag, filter, options) => {
    expect(parseFilterFlag(flag)).toEqual({ filter, options, from: "--filter" });
  });

  it.each(["", ":x=1", "a:x", "a:=1", "a:x=1,x=2"])("refuses %j with the form that is asked for", (flag) => {
    expect(() => parseFilterFlag(flag)).toThrow(UsageError);
  });
});

describe("prepareFilters", () => {
  it("fills in defaults", async () => {
    const [filter] = await prepareFilters([{ filter: "valid-arguments", options: { action: "mask" } }]);
    expect(filter).toMatchObject({
      name: "valid-arguments",
      options: { action: "mask", undeclared: "keep", unchecked: "keep" },
    });
  });

  it("names all that is wrong at once, with the nearest names", async () => {
    const requests = [
      { filter: "known-tool", options: {}, from: "filters.yaml, line 1" },
      { filter: "known-tools", options: { acton: "mask", action: "msk" }, from: "filters.yaml, line 3" },
      { filter: "exact-duplicates", options: { by: 1 }, from: "--filter" },
    ];
    const error = await prepareFilters(requests).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UsageError);
    expect((error as UsageError).message.split("\n")).toEqual([
      'filters.yaml, line 1: there is no filter "known-tool"; did you mean "known-tools"?',
      'filters.yaml, line 3: known-tools: option "action" is "msk" where one of drop, mask, cut, keep is expected; did you mean "mask"?',
      'filters.yaml, line 3: known-tools has no option "acton"; did you mean "action"?',
      '--filter: exact-duplicates has no option "by"',
    ]);
    expect((error as UsageError).fix).toContain("known-tools takes action.");
  });

  it("asks for a filter where none is given", async () => {
    await expect(prepareFilters([])).rejects.toThrow("no filter is given");
  });
});
