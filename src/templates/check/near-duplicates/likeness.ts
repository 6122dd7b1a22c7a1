import { sharedBy } from "./shared-by.ts";
import { createShingleTable } from "./shingle-table.ts";
import { wordsOf } from "./words-of.ts";

/** Texts to which others are compared one by one. */
export interface Likeness {
  /** The earliest text that this one is nearly the same as; undefined where it is like none. */
  likeOf(text: string): string | undefined;
  add(id: string, text: string): void;
}

/**
 * No texts yet. What counts as alike is what `createNearDuplicates` finds: a Jaccard similarity over shingles of five words of
 * at least 0.8. Here texts come in an order and may be refused, so the rarest shingles are those that came up last.
 */
export function createLikeness(): Likeness {
  const table = createShingleTable(5);
  const ids: string[] = [];
  const sets: Uint32Array[] = [];
  const holders = new Map<number, number[]>();

  function setOf(text: string): Uint32Array {
    return table
      .add(wordsOf(text))
      .map((shingle) => 0xffffffff - shingle)
      .sort();
  }

  function candidates(set: Uint32Array): number[] {
    const found = prefixOf(set).reduce(
      (all, shingle) => (holders.get(shingle) ?? []).reduce((some, at) => some.add(at), all),
      new Set<number>(),
    );
    return [...found].sort((a, b) => a - b);
  }

  return {
    likeOf(text) {
      const set = setOf(text);
      const at = candidates(set).find((other) => sharedBy(set, sets[other]!) !== undefined);
      return at === undefined ? undefined : ids[at];
    },
    add(id, text) {
      const set = setOf(text);
      for (const shingle of prefixOf(set)) {
        const list = holders.get(shingle);
        if (list === undefined) holders.set(shingle, [sets.length]);
        else list.push(sets.length);
      }
      ids.push(id);
      sets.push(set);
    },
  };
}

/** Of two sets that are alike, these parts share a shingle. */
function prefixOf(set: Uint32Array): number[] {
  return [...set.subarray(0, set.length - Math.ceil((4 * set.length) / 5) + 1)];
}
