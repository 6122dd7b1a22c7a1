import { expect, test } from "vitest";
import { literal } from "../../../src/templates/protocol/escape.ts";

test("every sign is literal in a regular expression, with Unicode and without", () => {
  const signs = String.raw`- [x] {y} (z) <|a|> ^b$ .c* +d? e\\f / #g `;
  for (const flags of ["", "u", "giu"]) expect(new RegExp(`^${literal(signs)}$`, flags).test(signs)).toBe(true);
});
