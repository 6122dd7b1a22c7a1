import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createNearDuplicates } from "../../../src/templates/check/near-duplicates/near-duplicates.ts";
import { createShingleTable } from "../../../src/templates/check/near-duplicates/shingle-table.ts";
import { wordsOf } from "../../../src/templates/check/near-duplicates/words-of.ts";

/** The definition, word by word. */
function shinglesOf(text: string): Set<string> {
  const words = wordsOf(text);
  if (words.length < 5) return new Set([words.join(" ")]);
  return new Set(words.slice(4).map((_, at) => words.slice(at, at + 5).join(" ")));
}

function similarity(one: string, other: string): number {
  const [a, b] = [shinglesOf(one), shinglesOf(other)];
  const shared = [...a].filter((shingle) => b.has(shingle)).length;
  return shared / (a.size + b.size - shared);
}

function find(texts: readonly string[]) {
  const near = createNearDuplicates();
  for (const [at, text] of texts.entries()) near.add(String(at), text);
  return near.find();
}

/** Texts that are edits of each other, so that similarities lie on both sides of the limit. */
const family = fc
  .tuple(
    fc.array(fc.constantFrom<string>("a", "b", "c", "d", "e", "f", "天", "气"), { minLength: 1, maxLength: 60 }),
    fc.array(fc.array(fc.tuple(fc.nat(60), fc.constantFrom<string>("x", "y", "", "a")), { maxLength: 4 }), {
      maxLength: 8,
    }),
  )
  .map(([words, edits]) =>
    [[], ...edits].map((changes) => {
      const copy = [...words];
      for (const [at, word] of changes) copy.splice(at % (copy.length + 1), word === "" ? 1 : 0, word);
      return copy.join(" ");
    }),
  );

describe("near-duplicates", () => {
  test("law: the verdict on every text is that of the definition", () => {
    fc.assert(
      fc.property(fc.array(family, { maxLength: 3 }), (families) => {
        const texts = families.flat();
        const found = new Map(find(texts).map((one) => [Number(one.id), one]));
        for (const [at, text] of texts.entries()) {
          const alike = texts.slice(0, at).some((earlier) => 5 * similarity(text, earlier) >= 4 - 1e-9);
          expect(found.has(at)).toBe(alike);
          const one = found.get(at);
          if (one !== undefined) expect(one.similarity).toBeCloseTo(similarity(text, texts[Number(one.like)]!), 12);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("exactly 0.8 is alike: nine shingles of which eight are shared, and no more", () => {
    const eight = "a b c d e f g h i j k l";
    expect(similarity(`${eight} m`, eight)).toBeCloseTo(8 / 9, 12);
    expect(find([eight, `${eight} m n`])).toMatchObject([{ id: "1", like: "0", similarity: 0.8 }]);
    expect(find([eight, `${eight} m n o`])).toEqual([]);
  });

  test("many texts that are all the same cost no more than as many comparisons", () => {
    const texts = Array.from({ length: 20_000 }, () => "the very same text in each of them, again and again");
    expect(find(texts)).toHaveLength(19_999);
  });

  test("Chinese counts by character, and case and punctuation do not count", () => {
    expect(wordsOf("Hello, 你好 world-wide ÉTÉ 2x")).toEqual(["hello", "你", "好", "world", "wide", "été", "2x"]);
    expect(find(["先查天气，再回答问题。", "先查天气再回答问题"])).toHaveLength(1);
  });
});

test("a table tells apart what differs, however many there are", () => {
  const table = createShingleTable(2);
  const words = Array.from({ length: 200_000 }, (_, at) => `w${at}`);
  expect(table.add(words)).toHaveLength(199_999);
  expect(table.add(["w5", "w6", "w7", "w6", "w7"])).toHaveLength(3);
  expect(table.frequencies).toHaveLength(200_000);
  expect(table.add([])).toHaveLength(1);
});
