import { expect, test } from "vitest";
import { parseJson } from "../../../src/core/json/parse.ts";
import { withMember } from "../../../src/core/json/spelling.ts";
import { stringifyJson } from "../../../src/core/json/stringify.ts";
import type { JsonObject } from "../../../src/core/json/value.ts";

test.each([
  ['{"a":1,"b":2}', "b", '{"a":1,"b":"new"}'],
  ['{"a":1,"b":2}', "c", '{"a":1,"b":2,"c":"new"}'],
  ['{"b":1}', "1", '{"b":1,"1":"new"}'],
  ['{"b":1,"1":2,"a":3}', "1", '{"b":1,"1":"new","a":3}'],
  ['{"b":1,"1":2}', "a", '{"b":1,"1":2,"a":"new"}'],
  ['{"a":1.0,"b":2.50}', "b", '{"a":1.0,"b":"new"}'],
  ['{"a":1,"__proto__":2}', "__proto__", '{"a":1,"__proto__":"new"}'],
  ['{"a":1}', "__proto__", '{"a":1,"__proto__":"new"}'],
])("%s with another %s", (text, key, expected) => {
  const object = parseJson(text) as JsonObject;
  expect(stringifyJson(withMember(object, key, "new"))).toBe(expected);
  expect(stringifyJson(object)).toBe(text);
});
