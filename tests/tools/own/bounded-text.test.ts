import fc from "fast-check";
import { expect, test } from "vitest";
import { boundedText } from "../../../src/tools/own/bounded-text.ts";

test("any bytes become well-formed text of bounded size without control characters", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 1, max: 100 }), (bytes, most) => {
      const text = boundedText(bytes, most);
      expect(text.isWellFormed()).toBe(true);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: none of these may be left
      expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
      expect(text.length).toBeLessThan(most * 6 + 60);
      expect(text.endsWith(`[cut off: more than ${most} bytes]`)).toBe(bytes.length > most);
    }),
  );
});

test("a text and its bytes are the same", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 1, max: 50 }), (text, most) => {
      const wellFormed = text.toWellFormed().replace(/^\ufeff/, "");
      expect(boundedText(wellFormed, most)).toBe(boundedText(Buffer.from(wellFormed), most));
    }),
  );
});

test.each([
  ["one\r\ntwo\r\n", "one\ntwo"],
  ["北京晴", "北京晴"],
  ["a\tb\u001b[31mred\u0000\u009b", "a\tb\\u001b[31mred\\u0000\\u009b"],
  ["half \ud83d", "half \ufffd"],
])("%j is shown as %j", (text, shown) => {
  expect(boundedText(text, 100)).toBe(shown);
});

test("is cut between characters", () => {
  expect(boundedText("北京", 4)).toBe("北\n[cut off: more than 4 bytes]");
});
