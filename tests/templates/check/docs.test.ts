import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { LIBRARY_REASONS } from "../../../src/templates/check/check-library.ts";
import { TEMPLATE_CHECKS } from "../../../src/templates/check/registry.ts";

test("the page on templates lists every reason of a check, with the same words", () => {
  const page = readFileSync("docs/templates.md", "utf8");
  const reasons = Object.entries(Object.assign({}, LIBRARY_REASONS, ...TEMPLATE_CHECKS.map((check) => check.reasons)));
  expect(reasons.length).toBeGreaterThan(20);
  expect(reasons.filter(([reason, means]) => !page.includes(`| \`${reason}\` | ${means as string} |\n`))).toEqual([]);
  for (const reason of ["schema", "unsafe_template"]) expect(page).toContain(`| \`${reason}\` |`);
});
