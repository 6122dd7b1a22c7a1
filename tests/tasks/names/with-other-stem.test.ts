import { expect, test } from "vitest";
import { withOtherStem } from "../../../src/tasks/names/with-other-stem.ts";

test.each([
  ["Marsel Bridge Fair", "<Marsel> Bridge Fair"],
  ["Marsel", "<Marsel>"],
  ["云溪大桥", "<云溪>大桥"],
] as const)("the stem of %s becomes another, and the rest stays", (name, other) => {
  expect(withOtherStem(name, (stem) => `<${stem}>`)).toBe(other);
});
