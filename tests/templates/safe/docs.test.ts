import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { isRefusal } from "../../../src/templates/protocol/refusal.ts";
import { compileTemplate } from "../../../src/templates/safe/compile-template.ts";
import { FILTERS } from "../../../src/templates/safe/filters.ts";
import { LIMITS } from "../../../src/templates/safe/limits.ts";

const page = readFileSync("docs/templates.md", "utf8");
const sources = globSync("src/templates/safe/*.ts").map((file) => readFileSync(file, "utf8"));

test("the page's template renders", () => {
  const declared = {
    date: "text",
    tools: ["name", "description"],
    knowledge: ["text"],
    conversation: ["query"],
  } as const;
  const template = compileTemplate(/^```jinja\n(.*?)^```$/ms.exec(page)![1]!, declared);
  const tools = ["a", "b"].map((name) => ({ name, description: "x\n y" }));
  expect(isRefusal(template) ? template : template.render({ date: "Monday", tools })).toBe(
    "Today is Monday. Your tools:\n1. A: x y;\n2. B: x y\nYou do not.",
  );
});

test("the page names every reason, filter and limit", () => {
  const reasons = new Set(sources.flatMap((source) => source.match(/(?<=")[a-z]+(?:_[a-z]+)+(?=")/g) ?? []));
  reasons.delete("unsafe_template");
  expect(reasons.size).toBeGreaterThan(15);
  for (const name of [...reasons, ...Object.keys(FILTERS).filter((name) => name !== "indent"), "syntax", "comment"])
    expect(page).toContain(`\`${name}\``);
  for (const limit of Object.values(LIMITS)) expect(page).toContain(limit.toLocaleString("en"));
});
