import { createRequire } from "node:module";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isRefusal } from "../../../src/templates/protocol/refusal.ts";
import { compileTemplate } from "../../../src/templates/safe/compile-template.ts";
import type { TemplateData } from "../../../src/templates/safe/declarations.ts";
import { FILTERS } from "../../../src/templates/safe/filters.ts";
import { LIMITS } from "../../../src/templates/safe/limits.ts";
import { anyData, anyTemplate, DECLARED, hostile } from "./any-template.ts";

/** nunjucks itself, which renders what we accept; it is never given what we refuse. */
interface Nunjucks {
  Environment: new (
    loader: null,
    options: { autoescape: boolean; trimBlocks: boolean; lstripBlocks: boolean },
  ) => {
    addFilter(name: string, filter: (text: unknown, argument?: number) => string): void;
    renderString(source: string, data: Record<string, unknown>): string;
  };
}
const { Environment } = createRequire(import.meta.url)("nunjucks") as Nunjucks;
const oracle = new Environment(null, { autoescape: false, trimBlocks: true, lstripBlocks: true });
for (const [name, filter] of Object.entries(FILTERS))
  oracle.addFilter(name, (text: unknown, argument?: number) => filter(String(text ?? ""), argument));

/** An empty list is false to us; to nunjucks no list is. */
function forOracle(data: TemplateData): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value.length > 0));
}

test("10,000 templates: refused at a place in them, or rendered exactly as nunjucks does", { timeout: 120_000 }, () => {
  const met = { tags: 0, loops: 0, reasons: new Set<string>() };
  const globals = globalThis as { canary?: string };
  globals.canary = "CANARY";
  try {
    fc.assert(
      fc.property(anyTemplate, anyData, (source, data) => {
        const template = compileTemplate(source, DECLARED);
        if (isRefusal(template)) {
          for (const { reason, line, column } of template.faults) {
            met.reasons.add(reason);
            expect(source.split("\n")[line - 1]!.length).toBeGreaterThanOrEqual(column - 1);
          }
          return;
        }
        if (/\{[{%]/.test(source)) met.tags += 1;
        if (source.includes("{% for")) met.loops += 1;
        const text = template.render(data);
        expect(text).toBe(oracle.renderString(source, forOracle(data)));
        expect(text).not.toContain("CANARY");
      }),
      { numRuns: 10_000 },
    );
  } finally {
    delete globals.canary;
  }
  // The run says something only when it met all kinds.
  expect(met.tags).toBeGreaterThan(1_500);
  expect(met.loops).toBeGreaterThan(500);
  for (const reason of [
    "syntax",
    "not_allowed",
    "sign_not_allowed",
    "tag_not_allowed",
    "unknown_name",
    "unknown_field",
  ])
    expect(met.reasons).toContain(reason);
});

test("any text at all is refused or rendered, without an error", { timeout: 60_000 }, () => {
  const sign = fc.constantFrom(..."{{ }} {% %} {# #} - if for in else endif endfor ( | . name".split(" "), "\n", " ");
  const anything = fc.string({ unit: "binary", maxLength: 3 });
  const anySource = fc.oneof(
    fc.array(fc.oneof(sign, sign, hostile, anything), { maxLength: 40 }).map((all) => all.join("")),
    fc.tuple(fc.oneof(sign, hostile), fc.integer({ min: 1, max: 9_000 })).map(([piece, count]) => piece.repeat(count)),
  );
  fc.assert(
    fc.property(anySource, anyData, (source, data) => {
      const template = compileTemplate(source, DECLARED);
      const text = isRefusal(template) ? template : template.render(data);
      if (typeof text === "string") expect(text.length).toBeLessThanOrEqual(LIMITS.output);
    }),
    { numRuns: 3_000 },
  );
});
