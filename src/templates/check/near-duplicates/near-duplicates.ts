import { sharedBy } from "./shared-by.ts";
import { createShingleTable } from "./shingle-table.ts";
import { wordsOf } from "./words-of.ts";

/** A text that is much like one that came before it. */
export interface NearDuplicate {
  readonly id: string;
  /** The earlier text. */
  readonly like: string;
  /** Shingles that both have, as a share of those that either has. */
  readonly similarity: number;
}

/** Collects texts and finds those that say nearly the same. */
export interface NearDuplicates {
  add(id: string, text: string): void;
  /** Each text that is like an earlier one, with one that it is like. */
  find(): NearDuplicate[];
}

/**
 * An empty collection. Alike are texts whose Jaccard similarity over shingles of five words is at least 0.8; the verdict is
 * exact. Memory: some ten bytes a word. Source: the prefix filter of Bayardo, Ma and Srikant, "Scaling up all pairs
 * similarity search" (2007): of two texts that are alike, the rarest fifths share a shingle.
 */
export function createNearDuplicates(): NearDuplicates {
  const table = createShingleTable(5);
  const ids: string[] = [];
  const sets: Uint32Array[] = [];
  return {
    add(id, text) {
      ids.push(id);
      sets.push(table.add(wordsOf(text)));
    },
    find: () =>
      findAlike(rarestFirst(sets, table.frequencies)).map(({ at, like, similarity }) => ({
        id: ids[at]!,
        like: ids[like]!,
        similarity,
      })),
  };
}

/** The sets with shingles renumbered by how rare they are, each in ascending order. */
function rarestFirst(sets: readonly Uint32Array[], frequencies: Uint32Array): Uint32Array[] {
  const order = Uint32Array.from(frequencies.keys()).sort((a, b) => frequencies[a]! - frequencies[b]!);
  const rank = new Uint32Array(order.length);
  for (const [at, shingle] of order.entries()) rank[shingle] = at;
  return sets.map((set) => set.map((shingle) => rank[shingle]!).sort());
}

interface Alike {
  readonly at: number;
  readonly like: number;
  readonly similarity: number;
}

function findAlike(sets: readonly Uint32Array[]): Alike[] {
  const found: Alike[] = [];
  const holders = new Map<number, number[]>();
  const tried = new Int32Array(sets.length).fill(-1);
  for (const [at, set] of sets.entries()) {
    const prefix = set.subarray(0, set.length - Math.ceil((4 * set.length) / 5) + 1);
    const like = firstAlike(sets, at, prefix, holders, tried);
    if (like !== undefined) found.push(like);
    // A text that is like an earlier one may be all that a later one is like.
    for (const shingle of prefix) {
      const list = holders.get(shingle);
      if (list === undefined) holders.set(shingle, [at]);
      else list.push(at);
    }
  }
  return found;
}

function firstAlike(
  sets: readonly Uint32Array[],
  at: number,
  prefix: Uint32Array,
  holders: ReadonlyMap<number, readonly number[]>,
  tried: Int32Array,
): Alike | undefined {
  for (const shingle of prefix) {
    for (const other of holders.get(shingle) ?? []) {
      if (tried[other] === at) continue;
      tried[other] = at;
      const shared = sharedBy(sets[at]!, sets[other]!);
      if (shared !== undefined)
        return { at, like: other, similarity: shared / (sets[at]!.length + sets[other]!.length - shared) };
    }
  }
  return undefined;
}
