import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "../../../src/core/hash.ts";
import { MAXIMUM_DEPTH, MAXIMUM_STORED_DEPTH } from "../../../src/core/json/depth.ts";
import { JsonSyntaxError, parseJson, parseStoredJson, repeatedKeysOf } from "../../../src/core/json/parse.ts";
import { applyPatch, diffJson } from "../../../src/core/json/patch.ts";
import { sameJson } from "../../../src/core/json/spelling.ts";
import { stringifyJson } from "../../../src/core/json/stringify.ts";
import { anyToken, write } from "./json-texts.ts";

const nested = (levels: number, inside: string) => '{"a":['.repeat(levels / 2) + inside + "]}".repeat(levels / 2);

describe("parseJson", () => {
  it.each([
    '{"b":1,"10":2,"9":3}',
    '{"a":1.0,"a":2,"a":1e2}',
    '{"__proto__":{"x":1},"constructor":2}',
    "[1.0,1e2,-0,9007199254740993,1e400,-1e400,0.10]",
    '["\\ud83d","\\udc00\\ud83d"]',
    '{"a":{"a":1,"b":{"2":1,"1":[1.50]}},"b":[],"c":{}}',
  ])("keeps %s", (text) => expect(stringifyJson(parseJson(text))).toBe(text));

  it("makes __proto__ an ordinary own key on the exact path", () => {
    const value = parseJson('{"2":0,"1":0,"__proto__":{"polluted":true}}') as object;
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.hasOwn(value, "__proto__")).toBe(true);
  });

  it.each([
    ["", 0, "the text ends where a value was expected"],
    ['{"a":', 5, "the text ends"],
    ['{"a":"x', 7, "the text ends inside a string"],
    ['{"a":"x\\', 8, "the text ends inside a string"],
    ['{"a":NaN}', 5, "NaN is not JSON"],
    ["[-Infinity]", 1, "-Infinity is not JSON"],
    ["{'a':1}", 1, "single quotes are not JSON"],
    ["[1, // one", 4, "comments are not JSON"],
    ["[1,]", 3, "a comma stands before the closing bracket"],
    ['{"a":1,}', 7, "a comma stands before the closing bracket"],
    ["{a:1}", 1, '"a" stands where a key in double quotes was expected'],
    ['{"a" 1}', 5, '"1" stands where ":" after a key was expected'],
    ["[1 2]", 3, '"2" stands where "," or "]"'],
    ["[True]", 1, "True is not JSON"],
    ["[01]", 2, '"1" stands where'],
    ['["a\nb"]', 3, "unescaped control character (0x0a)"],
    ['["a\\x"]', 3, 'unknown escape "\\\\x"'],
    ['["\\u12"]', 2, 'unknown escape "\\\\u"'],
    ["{} {}", 3, '"{" stands where the end of the value was expected'],
    ["\ufeff{}", 0, "byte order mark"],
  ])("refuses %j at %i: %s", (text, offset, problem) => {
    const error = catchError(() => parseJson(text));
    expect(error).toBeInstanceOf(JsonSyntaxError);
    expect((error as JsonSyntaxError).message).toContain(problem);
    expect((error as JsonSyntaxError).offset).toBe(offset);
    expect((error as JsonSyntaxError).fix).toMatch(/\.$/);
  });

  it("accepts and refuses what JSON.parse accepts and refuses, on damaged texts too", () => {
    const compact = { colon: () => ":", comma: () => "", open: () => "", close: () => "" };
    fc.assert(
      fc.property(anyToken, fc.nat(), fc.nat(3), fc.string({ maxLength: 2 }), (token, where, cut, put) => {
        const text = write(token, compact);
        const at = where % (text.length + 1);
        const damaged = text.slice(0, at) + put + text.slice(at + cut);
        const error = catchError(() => parseJson(damaged));
        if (catchError(() => JSON.parse(damaged)) === undefined) expect(error).toBeUndefined();
        else expect(error).toBeInstanceOf(JsonSyntaxError);
      }),
      { numRuns: 2000 },
    );
  });

  it("bounds nesting instead of overflowing the stack", () => {
    expect(parseJson(nested(MAXIMUM_DEPTH, "1"))).toBeDefined();
    for (const levels of [MAXIMUM_DEPTH + 2, 1_000_000]) {
      for (const text of [nested(levels, "1"), nested(levels, "1.0"), "[".repeat(levels)]) {
        expect(() => parseJson(text)).toThrow(`objects and arrays nest more than ${MAXIMUM_DEPTH} levels deep`);
      }
    }
  });

  it("leaves everything that walks rows enough stack at the deepest row", () => {
    const [one, two] = ["1.0", "2"].map((inside) => parseStoredJson(nested(MAXIMUM_STORED_DEPTH, inside)));
    expect(sameJson(one!, two!)).toBe(false);
    expect(canonicalJson(one!)).toHaveLength(nested(MAXIMUM_STORED_DEPTH, "1").length);
    expect(stringifyJson(applyPatch(one!, diffJson(one!, two!)!))).toBe(nested(MAXIMUM_STORED_DEPTH, "2"));
    expect(repeatedKeysOf(one!)).toEqual([]);
  });

  it("can read back the patch of the deepest foreign row", () => {
    const [one, two] = ["1.0", "2"].map((inside) => parseJson(nested(MAXIMUM_DEPTH, inside)));
    const patch = stringifyJson(diffJson(one!, two!)!);
    expect(stringifyJson(applyPatch(one!, parseStoredJson(patch)))).toBe(nested(MAXIMUM_DEPTH, "2"));
  });

  it("names repeated keys by path", () => {
    expect(repeatedKeysOf(parseJson('{"a":[{"b":1,"b":{"c":1,"c":2,"c":3}}],"a":1,"d":{}}'))).toEqual([
      "a[0].b",
      "a[0].b.c",
      "a",
    ]);
    expect(repeatedKeysOf(parseJson('{"a":1.0}'))).toEqual([]);
  });
});

function catchError(run: () => unknown): unknown {
  try {
    run();
    return undefined;
  } catch (error) {
    return error;
  }
}
