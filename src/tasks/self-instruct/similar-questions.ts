import { createShingleTable } from "../../templates/check/near-duplicates/shingle-table.ts";
import { wordsOf } from "../../templates/check/near-duplicates/words-of.ts";

/** An earlier question, and whether it is the same but for marks and case. */
export interface SimilarQuestion {
  readonly id: string;
  readonly same: boolean;
}

/** Questions so far. */
export interface SimilarQuestions {
  /** An earlier question that this one is like; else it is taken among them. */
  add(id: string, question: string): SimilarQuestion | undefined;
}

/** Questions are short: runs of three words, of which two may share so many of those that either has. */
const WORDS = 3;
const ALIKE = 0.7;

/**
 * Finds questions that say nearly the same as an earlier one, exactly (by Jaccard similarity). Of two that are alike the latest
 * shingles, as many as their sizes let differ, share one: the prefix filter, with the order in which shingles came.
 */
export function createSimilarQuestions(): SimilarQuestions {
  const table = createShingleTable(WORDS);
  const texts = new Map<string, string>();
  const taken: { readonly id: string; readonly set: Uint32Array }[] = [];
  const holders = new Map<number, number[]>();
  return {
    add(id, question) {
      const words = wordsOf(question);
      const text = words.join(" ");
      const same = texts.get(text);
      if (same !== undefined) return { id: same, same: true };
      const set = table.add(words);
      const prefix = set.subarray(Math.ceil(ALIKE * set.length) - 1);
      const candidates = new Set([...prefix].flatMap((shingle) => holders.get(shingle) ?? []));
      const like = [...candidates].find((at) => similarity(set, taken[at]!.set) >= ALIKE);
      if (like !== undefined) return { id: taken[like]!.id, same: false };
      texts.set(text, id);
      for (const shingle of prefix) holders.set(shingle, [...(holders.get(shingle) ?? []), taken.length]);
      taken.push({ id, set });
      return undefined;
    },
  };
}

/** Both are in ascending order. */
function similarity(one: Uint32Array, other: Uint32Array): number {
  let [left, right, shared] = [0, 0, 0];
  while (left < one.length && right < other.length) {
    const [a, b] = [one[left]!, other[right]!];
    if (a === b) shared++;
    if (a <= b) left++;
    if (b <= a) right++;
  }
  return shared / (one.length + other.length - shared);
}
