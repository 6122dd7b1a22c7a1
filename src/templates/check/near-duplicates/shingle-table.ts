const FIRST_SLOTS = 1 << 16;
/** Share of the slots that is filled before they are doubled. */
const FULL = 0.6;

/** Gives numbers to shingles, which are runs of so many words: the same shingle, the same number. */
export interface ShingleTable {
  /** The numbers of the shingles of a text, each once. A text of fewer words is one shingle. */
  add(words: readonly string[]): Uint32Array;
  /** How many texts have each shingle, by its number. */
  readonly frequencies: Uint32Array;
}

/**
 * An empty table. It is exact: shingles are told apart by their words, not by a hash of them. All it holds is a number for
 * each word of the texts, and three for each shingle.
 */
export function createShingleTable(length: number): ShingleTable {
  const wordIds = new Map<string, number>();
  let words = new Uint32Array(1 << 16);
  let wordCount = 0;
  // By shingle: where its words stand, and in how many texts it is.
  let starts = new Uint32Array(1 << 15);
  let frequencies = new Uint32Array(1 << 15);
  let shingleCount = 0;
  // Open addressing: a shingle's number and one, or zero.
  let slots = new Uint32Array(FIRST_SLOTS);

  function append(text: readonly string[]): number {
    const start = wordCount;
    const needed = Math.max(text.length, length);
    while (words.length < start + needed) words = doubled(words);
    for (let at = 0; at < needed; at++) words[start + at] = at < text.length ? idOf(text[at]!) : 0;
    wordCount += needed;
    return start;
  }

  function idOf(word: string): number {
    const known = wordIds.get(word);
    if (known !== undefined) return known;
    wordIds.set(word, wordIds.size + 1);
    return wordIds.size;
  }

  /** The slot of the shingle that starts at this word, or the empty one where it belongs. */
  function find(start: number): number {
    const mask = slots.length - 1;
    let slot = hashAt(words, start, length) & mask;
    while (slots[slot] !== 0 && !isSame(words, starts[slots[slot]! - 1]!, start, length)) slot = (slot + 1) & mask;
    return slot;
  }

  function numberOf(start: number): number {
    const slot = find(start);
    if (slots[slot] !== 0) return slots[slot]! - 1;
    if (shingleCount === starts.length) {
      starts = doubled(starts);
      frequencies = doubled(frequencies);
    }
    starts[shingleCount] = start;
    slots[slot] = ++shingleCount;
    if (shingleCount > slots.length * FULL) grow();
    return shingleCount - 1;
  }

  function grow(): void {
    slots = new Uint32Array(slots.length * 2);
    for (let number = 0; number < shingleCount; number++) slots[find(starts[number]!)] = number + 1;
  }

  return {
    add(text) {
      const start = append(text);
      const all = new Uint32Array(wordCount - start - length + 1);
      for (let at = 0; at < all.length; at++) all[at] = numberOf(start + at);
      const distinct = withoutRepeats(all.sort());
      for (const number of distinct) frequencies[number]!++;
      return distinct;
    },
    get frequencies() {
      return frequencies.subarray(0, shingleCount);
    },
  };
}

function withoutRepeats(sorted: Uint32Array): Uint32Array {
  let count = 0;
  for (let at = 0; at < sorted.length; at++) {
    if (at === 0 || sorted[at] !== sorted[at - 1]) sorted[count++] = sorted[at]!;
  }
  return sorted.slice(0, count);
}

function hashAt(words: Uint32Array, start: number, length: number): number {
  let hash = 0x9e3779b9;
  for (let at = start; at < start + length; at++) {
    hash = Math.imul(hash ^ words[at]!, 0x85ebca6b);
    hash ^= hash >>> 13;
  }
  return hash ^ (hash >>> 16);
}

function isSame(words: Uint32Array, one: number, other: number, length: number): boolean {
  for (let at = 0; at < length; at++) if (words[one + at] !== words[other + at]) return false;
  return true;
}

function doubled(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2);
  larger.set(array);
  return larger;
}
