/** Slots at the start: enough for 1.4 million ids in 16 MB, of which the system gives only what is touched. */
const FIRST_SLOTS = 1 << 21;
/** Share of the slots that is filled before they are doubled. */
const FULL = 0.7;

/**
 * A set of row ids that holds no id: 64 bits of hash each, in typed arrays. Two ids with the same hash count as one, which
 * numbers a row that need not be (once in 40 million datasets of a million rows) and harms nothing.
 */
export interface UniqueIds {
  /** Has this id been added? */
  has(id: string): boolean;
  /** Adds an id; false when it was there. */
  add(id: string): boolean;
  /** Adds an id under the first name that is free: itself, or `id~2`, `id~3`, ... */
  claim(id: string): string;
}

/** An empty set of ids, with room for so many where that is known; it grows by itself. */
export function uniqueIds(expected?: number): UniqueIds {
  let slots = expected === undefined ? FIRST_SLOTS : 2 ** Math.ceil(Math.log2((expected + 1) / FULL));
  let high = new Uint32Array(slots);
  let low = new Uint32Array(slots);
  // The last number given to a repeat of the id in this slot: the thousandth repeat is not tried from 2 on.
  let numbers: Uint32Array | undefined;
  let filled = 0;
  const hash = new Uint32Array(2);

  /** The slot that holds the hash, or the empty one where it belongs. */
  function find(h: number, l: number): number {
    let slot = (l ^ Math.imul(h, 0x9e3779b1)) & (slots - 1);
    while ((high[slot] !== 0 || low[slot] !== 0) && (high[slot] !== h || low[slot] !== l))
      slot = (slot + 1) & (slots - 1);
    return slot;
  }

  function isEmpty(slot: number): boolean {
    return high[slot] === 0 && low[slot] === 0;
  }

  function slotOf(id: string): number {
    hashId(id, hash);
    return find(hash[0]!, hash[1]!);
  }

  function add(id: string): boolean {
    const slot = slotOf(id);
    if (!isEmpty(slot)) return false;
    high[slot] = hash[0]!;
    low[slot] = hash[1]!;
    if (++filled > slots * FULL) grow();
    return true;
  }

  function grow(): void {
    const old = { high, low, numbers };
    slots *= 2;
    high = new Uint32Array(slots);
    low = new Uint32Array(slots);
    if (numbers !== undefined) numbers = new Uint32Array(slots);
    for (let from = 0; from < old.high.length; from++) {
      const h = old.high[from]!;
      const l = old.low[from]!;
      if (h === 0 && l === 0) continue;
      const to = find(h, l);
      high[to] = h;
      low[to] = l;
      if (numbers !== undefined) numbers[to] = old.numbers![from]!;
    }
  }

  return {
    has: (id) => !isEmpty(slotOf(id)),
    add,
    claim(id) {
      if (add(id)) return id;
      numbers ??= new Uint32Array(slots);
      let number = Math.max(numbers[slotOf(id)]!, 1) + 1;
      while (!add(`${id}~${number}`)) number++;
      numbers[slotOf(id)] = number;
      return `${id}~${number}`;
    },
  };
}

/** 64 bits of a text, never all zero: two multiplicative hashes that are mixed at the end. Fast, and no secret. */
function hashId(id: string, into: Uint32Array): void {
  let a = 0x243f6a88 ^ id.length;
  let b = 0x85a308d3;
  for (let at = 0; at < id.length; at++) {
    const unit = id.charCodeAt(at);
    a = Math.imul(a ^ unit, 0x85ebca6b);
    a = (a << 13) | (a >>> 19);
    b = Math.imul(b + unit, 0xc2b2ae35);
    b ^= b >>> 15;
  }
  a = mix(a ^ Math.imul(b, 0x27d4eb2f));
  b = mix(b + Math.imul(a, 0x165667b1));
  into[0] = a;
  into[1] = a === 0 && b === 0 ? 1 : b;
}

function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x7feb352d);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b);
  return mixed ^ (mixed >>> 16);
}
