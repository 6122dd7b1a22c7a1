import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type JsonLayout, PYTHON_INDENT_2 } from "../../src/core/json/layout.ts";
import { stringifyJson } from "../../src/core/json/stringify.ts";
import type { JsonValue } from "../../src/core/json/value.ts";
import { toolDoc, toolListJson } from "../../src/format/glpft/tool-json.ts";

const text = fc.string({ unit: "binary", maxLength: 8 });
const ordinary = fc.record(
  { Name: text, function: text, input: fc.dictionary(text, text, { maxKeys: 3 }) },
  { noNullPrototype: true },
);
const tools = fc.array(fc.oneof({ weight: 5, arbitrary: ordinary }, fc.jsonValue({ maxDepth: 2 })), {
  maxLength: 4,
}) as fc.Arbitrary<JsonValue[]>;
const layouts = fc.constantFrom<JsonLayout>(
  PYTHON_INDENT_2,
  { ...PYTHON_INDENT_2, indent: 4, ascii: false },
  { ...PYTHON_INDENT_2, indent: "\t" },
  { style: "compact", indent: 0, ascii: true },
);

describe("tool texts", () => {
  it("are what stringifyJson writes, in any layout and depth", () => {
    const property = fc.property(tools, layouts, fc.nat({ max: 3 }), (list, layout, depth) => {
      expect(toolListJson(list, layout, depth)).toBe(stringifyJson(list, layout, depth));
    });
    fc.assert(property, { numRuns: 500 });
  });

  it("in a prompt are Python's dumps, one a line", () => {
    const property = fc.property(tools, (list) => {
      const dumps = list.map((tool) => `${stringifyJson(tool, { style: "python", indent: 0, ascii: true })}\n`);
      expect(toolDoc(list)).toBe(dumps.join(""));
    });
    fc.assert(property, { numRuns: 500 });
  });
});
