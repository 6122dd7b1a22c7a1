import { expect, test } from "vitest";
import { withExactIntegers } from "../../../src/core/json/exact-integers.ts";
import { parseJson } from "../../../src/core/json/parse.ts";

test.each([
  ['{"id":1234567890123456789,"deep":[{"__proto__":-98765432109876543210}]}', undefined],
  [`{"long":${"9".repeat(400)}}`, undefined],
  [
    '{"a":1.0,"b":1e2,"c":0.1,"d":9007199254740991,"e":{"f":7}}',
    '{"a":1,"b":100,"c":0.1,"d":9007199254740991,"e":{"f":7}}',
  ],
  ['{"a":12345678901234567890,"a":2}', '{"a":2}'],
  ['"text"', undefined],
])("%s is written with the digits of its integers", (text, written = text) => {
  expect(JSON.stringify(withExactIntegers(parseJson(text)))).toBe(written);
});
