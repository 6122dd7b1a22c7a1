import { describe, expect, it } from "vitest";
import { detectLayout } from "../../../src/core/json/detect-layout.ts";
import { parseJson } from "../../../src/core/json/parse.ts";
import { escapeAscii, stringifyJson } from "../../../src/core/json/stringify.ts";
import type { JsonValue } from "../../../src/core/json/value.ts";

describe("stringifyJson", () => {
  it("forgets a spelling when the value changes, and keeps it in untouched children", () => {
    const row = parseJson('{"n":1.0,"child":{"m":2.0,"2":0,"1":0}}') as { [key: string]: JsonValue };
    expect(stringifyJson({ ...row, n: 2 })).toBe('{"n":2,"child":{"m":2.0,"2":0,"1":0}}');
    const edited = { ...row };
    (edited["child"] as { [key: string]: JsonValue })["m"] = 3;
    expect(stringifyJson(edited)).toBe('{"n":1,"child":{"1":0,"2":0,"m":3}}');
  });

  it("leaves undefined members out, beside a spelling too", () => {
    const spelled = parseJson("[1.0]");
    const value = { a: undefined, b: [undefined, spelled] } as unknown as JsonValue;
    expect(stringifyJson(value)).toBe('{"b":[null,[1.0]]}');
    expect(stringifyJson({ a: undefined } as unknown as JsonValue)).toBe("{}");
  });

  it("never turns a number beyond the range of doubles into null", () => {
    const row = parseJson('{"n":1e400}') as { [key: string]: JsonValue };
    expect(stringifyJson({ ...row })).toBe('{"n":1e999}');
    expect(stringifyJson([-row["n"]!])).toBe("[-1e999]");
  });

  it("escapes as Python's ensure_ascii does", () => {
    expect(escapeAscii('["é\u007f中😀 ~"]')).toBe('["\\u00e9\\u007f\\u4e2d\\ud83d\\ude00 ~"]');
    expect(stringifyJson(["😀\ud83d", "\u007f"], { style: "python", indent: 0, ascii: true })).toBe(
      '["\\ud83d\\ude00\\ud83d", "\\u007f"]',
    );
    expect(stringifyJson(["😀\ud83d", "\u007f"], { style: "python", indent: 0, ascii: false })).toBe(
      '["😀\\ud83d", "\u007f"]',
    );
  });

  it("indents from the depth at which the value stands", () => {
    const layout = { style: "indent", indent: 2, ascii: false } as const;
    expect(stringifyJson({ a: [1] }, layout, 1)).toBe('{\n    "a": [\n      1\n    ]\n  }');
    expect(stringifyJson(parseJson('{"a":[1.0,{},[]]}'), layout, 1)).toBe(
      '{\n    "a": [\n      1.0,\n      {},\n      []\n    ]\n  }',
    );
  });
});

describe("detectLayout", () => {
  it.each([
    ['{"a":1}', { style: "compact", indent: 0, ascii: false }],
    ['{"a": 1, "b": "\\u00e9"}', { style: "python", indent: 0, ascii: true }],
    ['[{"a\\":": 1}]', { style: "python", indent: 0, ascii: false }],
    ['{\n "a": 1\n}', { style: "indent", indent: 1, ascii: false }],
    ["[\n    1,\n    2.0\n]", { style: "indent", indent: 4, ascii: false }],
    ["[\n   1\n]", { style: "indent", indent: 3, ascii: false }],
    ['{\n\t"a": [\n\t\t1\n\t]\n}', { style: "indent", indent: "\t", ascii: false }],
    ['["\\ud83d"]', { style: "compact", indent: 0, ascii: true }],
    ['["\\ud83dé"]', { style: "compact", indent: 0, ascii: false }],
  ])("recognises %j", (text, layout) => expect(detectLayout(text)).toEqual(layout));

  it.each([
    '{"a" : 1}',
    '{"a": 1,"b":2}',
    `{\n${" ".repeat(11)}"a": 1\n}`,
    '{\n\t\t"a": 1\n}',
    '["\\u00E9"]',
    '["\\/"]',
    "[1",
    " [1]",
    "nonsense",
    '{"a":\t1}',
  ])("recognises no layout in %j", (text) => expect(detectLayout(text)).toBeUndefined());
});
