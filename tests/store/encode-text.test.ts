import fc from "fast-check";
import { expect, test } from "vitest";
import { textEncoding } from "../../src/store/encode-text.ts";

const part = fc.oneof(
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.constantFrom("a", "ü", "天气", "😀", "\ud83d", "\udc00"),
);
/** Short and long, and of one kind for many texts in a row. */
const text = fc.tuple(part, fc.constantFrom(1, 3000)).map(([piece, times]) => piece.repeat(times));

test("law: a text becomes the bytes that Buffer.from gives, whatever texts came before", () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 8 }), fc.nat(9), (texts, at) => {
      const encode = textEncoding();
      for (const item of texts) {
        const into = Buffer.alloc(item.length * 3 + at);
        const written = encode(item, into, at);
        expect(into.subarray(at, at + written).equals(Buffer.from(item))).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
});

test("a text too long for the detour is encoded too", () => {
  const long = "天".repeat(400_000);
  const encode = textEncoding();
  const into = Buffer.alloc(long.length * 3);
  expect([encode("天", into, 0), encode(long, into, 0)]).toEqual([3, 1_200_000]);
  expect(into.equals(Buffer.from(long))).toBe(true);
});
