import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { uniqueIds } from "../../src/store/unique-ids.ts";

describe("uniqueIds", () => {
  test("numbers repeats and passes over names that are taken", () => {
    const ids = uniqueIds();
    expect(["a", "a~2", "a", "a", "b", "a", "a~2"].map(ids.claim)).toEqual([
      "a",
      "a~2",
      "a~3",
      "a~4",
      "b",
      "a~5",
      "a~2~2",
    ]);
    expect([ids.has("a~5"), ids.has("a~6")]).toEqual([true, false]);
  });

  test("gives every row an id of its own, the row's own where it is free", () => {
    const id = fc.oneof(fc.string({ maxLength: 3 }), fc.constantFrom("a", "a~2", "a~3", "a~2~2"));
    fc.assert(
      fc.property(fc.array(id, { maxLength: 200 }), (names) => {
        const ids = uniqueIds();
        const given = new Set<string>();
        for (const name of names) {
          const free = !given.has(name);
          const got = ids.claim(name);
          expect(given.has(got)).toBe(false);
          expect(got === name).toBe(free);
          given.add(got);
        }
        for (const name of given) expect(ids.has(name)).toBe(true);
      }),
    );
  });

  test("tells two million similar ids apart, and a hundred thousand repeats do not slow it down", () => {
    const ids = uniqueIds();
    let taken = 0;
    for (let number = 0; number < 1_000_000; number++) {
      if (!ids.add(`answers:${number}`)) taken++;
      if (!ids.add(String(number))) taken++;
    }
    expect(taken).toBe(0);
    for (let number = 0; number < 100_000; number++) ids.claim("again");
    expect(ids.claim("again")).toBe("again~100001");
  });
});
