/** Slots are allotted by the chunk, which never moves: 256 kB of keys. */
const CHUNK_BITS = 15;
const CHUNK_SLOTS = 1 << CHUNK_BITS;
const IN_CHUNK = CHUNK_SLOTS - 1;
/** Share of the slots that is filled before there are more of them. */
const FULL = 0.86;
/** Slots behind the last home, for what is pushed on. */
const TAIL = 1 << 10;

/** A set of keys of 64 bits, given as two halves that are not both 0, with a number for each. */
export interface HashTable {
  has(high: number, low: number): boolean;
  /** Adds a key, with the number 0; false when it was there. */
  add(high: number, low: number): boolean;
  /** The number of a key; 0 when the key is not there. */
  number(high: number, low: number): number;
  /** Gives a number, an unsigned one of 32 bits, to a key that is there. */
  setNumber(high: number, low: number, number: number): void;
}

/**
 * A hash table that grows by an eighth where it stands: 9 to 11 bytes a key (half as much again with numbers), of which
 * none is garbage afterwards. Keys lie in the order of their high halves, each at its home (the place that its high half
 * has among all there are) or, where that is taken, as near behind it as can be; so more slots only spread them out.
 */
export function hashTable(options: { readonly numbers?: boolean } = {}): HashTable {
  const words = options.numbers === true ? 3 : 2;
  const chunkWords = CHUNK_SLOTS * words;
  const chunks = [new Uint32Array(chunkWords)];
  let homes = CHUNK_SLOTS - TAIL;
  let perHigh = homes / 2 ** 32;
  let filled = 0;

  /** The slot of a key, or else the slot that it belongs into, as -1 - slot. */
  function find(high: number, low: number): number {
    const end = chunks.length << CHUNK_BITS;
    let slot = Math.floor(high * perHigh);
    for (; slot < end; slot++) {
      const chunk = chunks[slot >>> CHUNK_BITS]!;
      const at = (slot & IN_CHUNK) * words;
      const there = chunk[at]!;
      if (there === high && chunk[at + 1] === low) return slot;
      if (there > high || (there === 0 && chunk[at + 1] === 0)) break;
    }
    return -1 - slot;
  }

  /** Puts a key into a slot, and what stands from there to the next empty slot one further. */
  function insert(slot: number, newHigh: number, newLow: number): void {
    let [high, low, number] = [newHigh, newLow, 0];
    let at = (slot & IN_CHUNK) * words;
    for (let index = slot >>> CHUNK_BITS; ; index++) {
      if (index === chunks.length) allot();
      const chunk = chunks[index]!;
      for (; at < chunkWords; at += words) {
        const nextHigh = chunk[at]!;
        const nextLow = chunk[at + 1]!;
        chunk[at] = high;
        chunk[at + 1] = low;
        if (words === 3) {
          const nextNumber = chunk[at + 2]!;
          chunk[at + 2] = number;
          number = nextNumber;
        }
        if (nextHigh === 0 && nextLow === 0) return;
        high = nextHigh;
        low = nextLow;
      }
      at = 0;
    }
  }

  function allot(): void {
    chunks.push(new Uint32Array(chunkWords));
  }

  function grow(): void {
    for (let more = Math.max(1, chunks.length >>> 3); more > 0; more--) allot();
    homes = (chunks.length << CHUNK_BITS) - TAIL;
    perHigh = homes / 2 ** 32;
    gather();
    while (!spread()) {
      // The tail is too short: only when many high halves are the same.
      allot();
      gather();
    }
  }

  /** Puts all keys, in order, at the end. */
  function gather(): void {
    let target = chunks.length - 1;
    let to = chunkWords;
    for (let source = target; source >= 0; source--) {
      const chunk = chunks[source]!;
      for (let from = chunkWords - words; from >= 0; from -= words) {
        const high = chunk[from]!;
        const low = chunk[from + 1]!;
        if (high === 0 && low === 0) continue;
        if (to === 0) {
          target--;
          to = chunkWords;
        }
        to -= words;
        const onto = chunks[target]!;
        chunk[from] = 0;
        chunk[from + 1] = 0;
        onto[to] = high;
        onto[to + 1] = low;
        if (words === 3) onto[to + 2] = chunk[from + 2]!;
      }
    }
  }

  /** Brings the keys from the end to where they belong; false when one of them is not there yet and its place is taken. */
  function spread(): boolean {
    const end = chunks.length << CHUNK_BITS;
    let next = 0;
    for (let slot = end - filled; slot < end; slot++) {
      const chunk = chunks[slot >>> CHUNK_BITS]!;
      const from = (slot & IN_CHUNK) * words;
      const high = chunk[from]!;
      const low = chunk[from + 1]!;
      next = Math.max(next, Math.floor(high * perHigh));
      if (next > slot) return false;
      const onto = chunks[next >>> CHUNK_BITS]!;
      const to = (next & IN_CHUNK) * words;
      chunk[from] = 0;
      chunk[from + 1] = 0;
      onto[to] = high;
      onto[to + 1] = low;
      if (words === 3) onto[to + 2] = chunk[from + 2]!;
      next++;
    }
    return true;
  }

  function add(high: number, low: number): boolean {
    const found = find(high, low);
    if (found >= 0) return false;
    if (filled >= homes * FULL) {
      grow();
      return add(high, low);
    }
    insert(-1 - found, high, low);
    filled++;
    return true;
  }

  return {
    has: (high, low) => find(high, low) >= 0,
    add,
    number(high, low) {
      const slot = find(high, low);
      return slot < 0 ? 0 : chunks[slot >>> CHUNK_BITS]![(slot & IN_CHUNK) * words + 2]!;
    },
    setNumber(high, low, number) {
      const slot = find(high, low);
      chunks[slot >>> CHUNK_BITS]![(slot & IN_CHUNK) * words + 2] = number;
    },
  };
}
