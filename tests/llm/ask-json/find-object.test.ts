import fc from "fast-check";
import { expect, test } from "vitest";
import { findObject } from "../../../src/llm/ask-json/find-object.ts";

test.each([
  ['{"a":1}', { a: 1 }],
  ['```json\n{"a":{"b":"}"}}\n```', { a: { b: "}" } }],
  ['<think>{"a":0} would be wrong, so something longer</think>{"a":1}', { a: 1 }],
  ['Take {this}: {"a":1, "b":"\\"{"} and not {"c":2}.', { a: 1, b: '"{' }],
  ["[1]", undefined],
  ['{"a":', undefined],
  ["{".repeat(100_000), undefined],
])("finds the object in %.40s", (text, object) => expect(findObject(text)).toEqual(object));

test("every object is found in prose", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
      const text = JSON.stringify(object);
      expect(JSON.stringify(findObject(`Here you are: ${text} That is it.`))).toBe(JSON.stringify(JSON.parse(text)));
    }),
  );
});
