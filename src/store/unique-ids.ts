import { hashTable } from "./hash-table.ts";

/**
 * A set of row ids that holds no id: 64 bits of hash each. Two ids with the same hash count as one, which numbers a row that
 * need not be (once in 40 million datasets of a million rows) and harms nothing.
 */
export interface UniqueIds {
  /** Has this id been added? */
  has(id: string): boolean;
  /** Adds an id; false when it was there. */
  add(id: string): boolean;
  /** Adds an id under the first name that is free: itself, or `id~2`, `id~3`, ... */
  claim(id: string): string;
}

/** An empty set of ids; it grows by itself. */
export function uniqueIds(): UniqueIds {
  const known = hashTable();
  // The last number given to a repeat of an id: the thousandth repeat is not tried from 2 on.
  const repeated = hashTable({ numbers: true });
  const hash = new Uint32Array(2);

  function add(id: string): boolean {
    hashId(id, hash);
    return known.add(hash[0]!, hash[1]!);
  }

  function claimNumbered(id: string): string {
    const [high, low] = hash as unknown as readonly [number, number];
    repeated.add(high, low);
    let number = Math.max(repeated.number(high, low), 1) + 1;
    while (!add(`${id}~${number}`)) number++;
    repeated.setNumber(high, low, number);
    return `${id}~${number}`;
  }

  return {
    has(id) {
      hashId(id, hash);
      return known.has(hash[0]!, hash[1]!);
    },
    add,
    claim: (id) => (add(id) ? id : claimNumbered(id)),
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
