import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { detectLayout } from "../../../src/core/json/detect-layout.ts";
import type { JsonLayout } from "../../../src/core/json/layout.ts";
import { parseJson, parseStoredJson } from "../../../src/core/json/parse.ts";
import { escapeAscii, stringifyJson } from "../../../src/core/json/stringify.ts";
import { anyRow, anyToken, type Gaps, tokensOf, write } from "./json-texts.ts";

const NONE = () => "";
const LAYOUTS: { layout: Omit<JsonLayout, "ascii">; gaps: (base: number) => Gaps }[] = [
  { layout: { style: "compact", indent: 0 }, gaps: () => ({ colon: () => ":", comma: NONE, open: NONE, close: NONE }) },
  {
    layout: { style: "python", indent: 0 },
    gaps: () => ({ colon: () => ": ", comma: () => " ", open: NONE, close: NONE }),
  },
  ...([1, 2, 4] as const).map((indent) => ({
    layout: { style: "indent" as const, indent },
    gaps: (base: number): Gaps => {
      const line = (depth: number) => `\n${" ".repeat(indent * (base + depth))}`;
      return { colon: () => ": ", comma: (depth) => line(depth + 1), open: (depth) => line(depth + 1), close: line };
    },
  })),
];

describe("the exactness law", () => {
  for (const { layout, gaps } of LAYOUTS) {
    for (const ascii of [false, true]) {
      it(`${layout.style} ${layout.indent} ${ascii ? "ASCII" : "plain"}: the same bytes come back`, () => {
        fc.assert(
          fc.property(anyRow, fc.constantFrom(0, 1), (row, depth) => {
            const plain = write(row, gaps(depth));
            const text = ascii ? escapeAscii(plain) : plain;
            expect(stringifyJson(parseJson(text), { ...layout, ascii }, depth)).toBe(text);
            const detected = detectLayout(text, depth);
            expect(detected, text).toBeDefined();
            expect(stringifyJson(parseJson(text), detected, depth)).toBe(text);
          }),
          { numRuns: 300 },
        );
      });
    }
  }

  it("any other layout: the same tokens come back", () => {
    const gap = fc.constantFrom("", " ", "\n", "\t", "\r\n", "  ");
    fc.assert(
      fc.property(anyRow, fc.array(gap, { minLength: 20, maxLength: 20 }), (row, pieces) => {
        let at = 0;
        const next = () => pieces[at++ % pieces.length]!;
        const text =
          next() + write(row, { colon: () => `${next()}:${next()}`, comma: next, open: next, close: next }) + next();
        expect(tokensOf(stringifyJson(parseJson(text)))).toEqual(tokensOf(text));
      }),
      { numRuns: 500 },
    );
  });

  it("needless escapes: the same tokens come back", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.infiniteStream(fc.boolean()), (string, escaped) => {
        const units = [...Array(string.length).keys()].map((index) => string.charCodeAt(index));
        const written = units.map((unit) => {
          const needed = unit < 0x20 || unit === 0x22 || unit === 0x5c || (unit >= 0xd800 && unit < 0xe000);
          return needed || escaped.next().value
            ? `\\u${unit.toString(16).toUpperCase().padStart(4, "0")}`
            : String.fromCharCode(unit);
        });
        const text = `{"1":"${written.join("")}","0":"\\/"}`;
        expect(tokensOf(stringifyJson(parseJson(text)))).toEqual(tokensOf(text));
      }),
    );
  });

  it("parses the same values as JSON.parse", () => {
    fc.assert(
      fc.property(anyToken, (token) => {
        const text = write(token, { colon: () => ":", comma: NONE, open: NONE, close: NONE });
        expect(parseJson(text)).toEqual(JSON.parse(text));
        expect(parseStoredJson(text)).toEqual(JSON.parse(text));
      }),
      { numRuns: 500 },
    );
  });
});
