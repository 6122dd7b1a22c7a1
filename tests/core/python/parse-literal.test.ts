import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stringifyJson } from "../../../src/core/json/stringify.ts";
import type { JsonValue } from "../../../src/core/json/value.ts";
import { parsePythonLiteral } from "../../../src/core/python/parse-literal.ts";

/** How Python's `repr` writes a JSON value. */
function repr(value: JsonValue): string {
  if (value === null) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  if (typeof value === "string") return reprText(value);
  if (Array.isArray(value)) return `[${value.map(repr).join(", ")}]`;
  if (typeof value === "object")
    return `{${Object.entries(value)
      .map(([key, member]) => `${reprText(key)}: ${repr(member)}`)
      .join(", ")}}`;
  return String(value);
}

function reprText(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r" };
  const body = [...text].map((character) => {
    const code = character.codePointAt(0)!;
    if (character === quote) return `\\${quote}`;
    if (Object.hasOwn(escapes, character)) return escapes[character]!;
    if (code < 32 || (code > 126 && code < 161)) return `\\x${code.toString(16).padStart(2, "0")}`;
    return code >= 0xd800 && code < 0xe000 ? `\\u${code.toString(16)}` : character;
  });
  return quote + body.join("") + quote;
}

describe("a Python literal", () => {
  test.each<[string, JsonValue]>([
    ["'a'", "a"],
    ['"it\'s"', "it's"],
    ["'it\\'s \"so\"'", 'it\'s "so"'],
    ["'\\x41\\u00e9\\U0001f600\\101\\0'", "Aé😀A\u0000"],
    ["'\\\\N{x} \\d'", "\\N{x} \\d"],
    ["[ 1 , -2,3.5 ,]", [1, -2, 3.5]],
    ["('a', None)", ["a", null]],
    ["('a',)", ["a"]],
    ["()", []],
    ["{'a': True, 'b': {}}", { a: true, b: {} }],
    ["\n{'a':False}\n", { a: false }],
  ])("%s is read", (text, value) => {
    expect(parsePythonLiteral(text)).toEqual(value);
  });

  test.each([
    "",
    "'a",
    "'a' 'b'",
    "'''a'''",
    "'a\nb'",
    "('a')",
    "{1: 2}",
    "{'a'}",
    "{'a': 1",
    "[1 2]",
    "[,]",
    "nan",
    "Nonesuch",
    "1_000",
    "01",
    "b'a'",
    "'\\N{BULLET}'",
    "'\\x4'",
    "'\\U00110000'",
    "__import__('os')",
    "[".repeat(5_000),
  ])("%s is none", (text) => {
    expect(parsePythonLiteral(text)).toBeUndefined();
  });

  test("keeps the digits of numbers", () => {
    expect(stringifyJson(parsePythonLiteral("{'n': [1.0, 12345678901234567890, 1e+16]}")!)).toBe(
      '{"n":[1.0,12345678901234567890,1e+16]}',
    );
  });

  test("what repr writes is read as it was", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4, stringUnit: "binary" }), (value) => {
        const json = JSON.parse(JSON.stringify(value)) as JsonValue;
        fc.pre(!/[^\d"][eE][+-]?\d/.test(JSON.stringify(json)));
        expect(parsePythonLiteral(repr(json))).toEqual(json);
      }),
    );
  });
});
