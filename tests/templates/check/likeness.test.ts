import fc from "fast-check";
import { expect, test } from "vitest";
import { createLikeness } from "../../../src/templates/check/near-duplicates/likeness.ts";
import { createNearDuplicates } from "../../../src/templates/check/near-duplicates/near-duplicates.ts";

test("finds a text's first likeness just where the check of a library finds one", () => {
  const words = fc.array(fc.constantFrom(..."abcdef"), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(fc.array(words, { maxLength: 12 }), (texts) => {
      const [likeness, near] = [createLikeness(), createNearDuplicates()];
      const found = texts.flatMap((text, at) => {
        const like = likeness.likeOf(text.join(" "));
        likeness.add(String(at), text.join(" "));
        near.add(String(at), text.join(" "));
        return like === undefined ? [] : [String(at)];
      });
      expect(found).toEqual(near.find().map(({ id }) => id));
    }),
  );
});

test("a text that was only asked about is like nothing later", () => {
  const likeness = createLikeness();
  expect(likeness.likeOf("one two three four five six")).toBeUndefined();
  expect(likeness.likeOf("one two three four five six")).toBeUndefined();
  likeness.add("first", "one two three four five six");
  likeness.add("second", "one two three four five six");
  expect(likeness.likeOf("One, two, three, four, five, six!")).toBe("first");
});
