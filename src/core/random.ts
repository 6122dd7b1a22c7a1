/** Numbers that look random and are the same for the same seed and label, on every machine. */
export interface Random {
  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  /** One of the items, which must not be empty. */
  pick<T>(items: readonly T[]): T;
  /** The items in another order. */
  shuffled<T>(items: readonly T[]): T[];
}

/**
 * A stream of random numbers for a 32-bit seed and a label: other labels give streams that have nothing to do with each
 * other, so that parts of a job stay as they are when another part draws more. Not for secrets.
 * Source: xoshiro128** 1.1 (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2018), its state filled
 * from the seed and FNV-1a hashes of the label by the mixing step of splitmix32.
 */
export function createRandom(seed: number, label: string): Random {
  const next = xoshiro(stateFrom(seed, label));
  const below = (limit: number) => Math.floor((next() / 2 ** 32) * limit);
  return {
    below,
    chance: (probability) => next() / 2 ** 32 < probability,
    pick: (items) => items[below(items.length)]!,
    shuffled: (items) => shuffle([...items], below),
  };
}

/** Fisher and Yates. */
function shuffle<T>(items: T[], below: (limit: number) => number): T[] {
  for (let last = items.length - 1; last > 0; last--) {
    const other = below(last + 1);
    [items[last], items[other]] = [items[other]!, items[last]!];
  }
  return items;
}

function fnv1a(text: string, basis: number): number {
  let sum = basis;
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return sum;
}

/** Two hashes of the label, so that among many thousand labels no two give one stream. */
function stateFrom(seed: number, label: string): Uint32Array {
  const hashes = [fnv1a(label, 0x811c9dc5), fnv1a(label, 0x050c5d1f)];
  return Uint32Array.from({ length: 4 }, (_, at) => mixed(mixed(seed + at * 0x9e3779b9) ^ hashes[at % 2]!));
}

function mixed(word: number): number {
  const first = Math.imul(word ^ (word >>> 16), 0x21f0aaad);
  const second = Math.imul(first ^ (first >>> 15), 0x735a2d97);
  return second ^ (second >>> 15);
}

function xoshiro(state: Uint32Array): () => number {
  return () => {
    const [a, b, c, d] = state as unknown as [number, number, number, number];
    const result = Math.imul(turned(Math.imul(b, 5), 7), 9) >>> 0;
    const [first, second] = [c ^ a, d ^ b];
    state[0] = a ^ second;
    state[1] = b ^ first;
    state[2] = first ^ (b << 9);
    state[3] = turned(second, 11);
    return result;
  };
}

function turned(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}
