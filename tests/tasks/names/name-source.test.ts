import { expect, test } from "vitest";
import { createRandom } from "../../../src/core/random.ts";
import { createNames } from "../../../src/tasks/names/name-source.ts";
import { splitOf } from "../../../src/tasks/names/split-of.ts";

for (const language of ["en", "zh"] as const)
  test(`${language}: names are of the split asked for, and none comes twice, not even when it is to be like another`, () => {
    for (const split of ["train", "test"] as const) {
      const names = createNames(createRandom(1, split), language, split);
      const [stem, person] = [names.stem(), names.person()];
      const more = Array.from({ length: 40 }, () => [
        names.stem(),
        names.stemLike(stem),
        names.person(),
        names.personLike(person),
      ]).flat();
      expect(new Set([stem, person, ...more]).size).toBe(162);
      expect([...new Set(more.map(splitOf))]).toEqual([split]);
    }
  });

test("the way a name is written does not change its split", () => {
  expect(["search_pages", "searchPages", "Search Pages", "search-pages"].map(splitOf)).toEqual(
    Array(4).fill(splitOf("searchpages")),
  );
});
