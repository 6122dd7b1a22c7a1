import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { PROMPT_VERSION } from "../../../../src/templates/meta-agent/model/assemble-template.ts";
import { WRITING_REASONS } from "../../../../src/templates/meta-agent/model/check/check-written.ts";
import { LIBRARY_REFUSALS } from "../../../../src/templates/meta-agent/model/judge-templates.ts";

test("the page on templates by a model lists every reason with the same words, and the prompt's version", () => {
  const page = readFileSync("docs/templates-by-model.md", "utf8");
  const reasons = Object.entries({ ...WRITING_REASONS, ...LIBRARY_REFUSALS });
  expect(reasons.filter(([reason, means]) => !page.includes(`| \`${reason}\` | ${means} |\n`))).toEqual([]);
  for (const reason of ["no_json", "wrong_shape", "cut_off", "refused", "context_too_long", PROMPT_VERSION])
    expect(page).toContain(`\`${reason}\``);
});
