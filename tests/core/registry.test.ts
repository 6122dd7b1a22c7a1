import { expect, test } from "vitest";
import { lookUp } from "../../src/core/registry.ts";

test.each([
  [{}, "There are none."],
  [{ search: 1, time: 2 }, "There are: search, time."],
])("a name that is not there is refused with those that are", (entries, fix) => {
  expect(() => lookUp("tool", entries, "weather")).toThrow(
    expect.objectContaining({ message: 'there is no tool "weather"', fix }),
  );
});
