import { createHash } from "node:crypto";

/** Texts that were seen, each under the number that it came with first. */
export interface SeenTexts {
  /** Remembers the text, unless it was seen: then the number (from 1) under which it was. */
  add(text: string, number: number): number | undefined;
  has(text: string): boolean;
}

/**
 * {@link SeenTexts} by 128 bits of each text's SHA-256, in typed arrays: open addressing, at most half full, 20 bytes a
 * place. A million texts take 42 MB (half as much again while the table doubles), however long they are.
 */
export function createSeenTexts(): SeenTexts {
  let table = createTable(1024);
  let count = 0;
  return {
    add(text, number) {
      const key = keyOf(text);
      const place = placeOf(table, key);
      const first = table.numbers[place]!;
      if (first !== 0) return first;
      put(table, place, key, number);
      if (++count * 2 > table.numbers.length) table = doubled(table);
      return undefined;
    },
    has: (text) => table.numbers[placeOf(table, keyOf(text))] !== 0,
  };
}

function keyOf(text: string): Key {
  const hash = createHash("sha256").update(text).digest();
  return [hash.readUInt32LE(0), hash.readUInt32LE(4), hash.readUInt32LE(8), hash.readUInt32LE(12)];
}

type Key = readonly [number, number, number, number];

interface Table {
  readonly keys: Uint32Array;
  /** Numbers from 1; 0 is a free place. */
  readonly numbers: Uint32Array;
}

function createTable(places: number): Table {
  return { keys: new Uint32Array(places * 4), numbers: new Uint32Array(places) };
}

/** The place of a key: where it stands, or the free place where it would. */
function placeOf({ keys, numbers }: Table, key: Key): number {
  const mask = numbers.length - 1;
  let place = key[0] & mask;
  while (numbers[place] !== 0) {
    const at = place * 4;
    if (keys[at] === key[0] && keys[at + 1] === key[1] && keys[at + 2] === key[2] && keys[at + 3] === key[3]) break;
    place = (place + 1) & mask;
  }
  return place;
}

function put({ keys, numbers }: Table, place: number, key: Key, number: number): void {
  keys.set(key, place * 4);
  numbers[place] = number;
}

function doubled(old: Table): Table {
  const table = createTable(old.numbers.length * 2);
  for (const [place, number] of old.numbers.entries()) {
    if (number === 0) continue;
    const at = place * 4;
    const key = [old.keys[at]!, old.keys[at + 1]!, old.keys[at + 2]!, old.keys[at + 3]!] as const;
    put(table, placeOf(table, key), key, number);
  }
  return table;
}
