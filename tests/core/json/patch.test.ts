import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJson, parseStoredJson } from "../../../src/core/json/parse.ts";
import { applyPatch, diffJson, PatchMismatch } from "../../../src/core/json/patch.ts";
import { sameJson } from "../../../src/core/json/spelling.ts";
import { stringifyJson } from "../../../src/core/json/stringify.ts";
import type { JsonValue } from "../../../src/core/json/value.ts";
import { anyRow, type Gaps, type Token, write } from "./json-texts.ts";

const COMPACT: Gaps = { colon: () => ":", comma: () => "", open: () => "", close: () => "" };

/** A row and a row that resembles it: some of its tokens are other ones. */
const similarRows = fc
  .tuple(anyRow, anyRow, fc.infiniteStream(fc.nat(5)))
  .map(([row, other, choices]): [string, string] => {
    const change = (token: Token): Token => {
      const choice = choices.next().value;
      if (choice === 0) return other;
      if (typeof token === "string") return token;
      if (token.open === "[") return { open: "[", items: token.items.map(change) };
      const members = token.members.map(([key, value]): [string, Token] => [key, change(value)]);
      if (choice === 1) members.reverse();
      if (choice === 2) members.shift();
      return { open: "{", members };
    };
    return [write(row, COMPACT), write(change(row), COMPACT)];
  });

describe("diffJson and applyPatch", () => {
  it("law: a patch, written and read back, turns the one text into the other", () => {
    fc.assert(
      fc.property(similarRows, ([one, two]) => {
        const from = parseJson(one);
        const patch = diffJson(from, parseJson(two));
        expect(patch === undefined).toBe(one === two);
        if (patch !== undefined) {
          const stored = parseStoredJson(stringifyJson(patch));
          expect(stringifyJson(applyPatch(from, stored))).toBe(two);
          expect(stringifyJson(from)).toBe(one);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("law: sameJson says whether two texts are the same", () => {
    fc.assert(
      fc.property(similarRows, ([one, two]) => {
        expect(sameJson(parseJson(one), parseJson(two))).toBe(one === two);
      }),
    );
  });

  it.each([
    ["[0e0]", "[0]"],
    ['{"a":1.0}', '{"a":1}'],
    ["[[1e1,2]]", "[[10,2.0]]"],
  ])("turns %s into %s: the same numbers, otherwise spelled", (one, two) => {
    const patch = diffJson(parseJson(one), parseJson(two))!;
    expect(stringifyJson(applyPatch(parseJson(one), parseStoredJson(stringifyJson(patch))))).toBe(two);
  });

  it("takes undefined members for absent ones", () => {
    const canonical = { a: 1, b: undefined } as unknown as JsonValue;
    expect(diffJson(canonical, { a: 1 })).toBeUndefined();
    expect(stringifyJson(applyPatch(canonical, diffJson(canonical, { b: 2, a: 1 })!))).toBe('{"b":2,"a":1}');
  });

  it("refuses a patch of another shape by name", () => {
    for (const patch of [
      "{}",
      "[]",
      '{"i":[0,{"v":1}]}',
      '{"i":[7,{"v":1}]}',
      '{"i":[0]}',
      '{"k":{},"o":["missing"]}',
      '{"k":3}',
    ]) {
      expect(() => applyPatch({ a: 1 }, parseJson(patch)), patch).toThrow(PatchMismatch);
    }
  });
});
