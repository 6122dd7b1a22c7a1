import { hashTable } from "./hash-table.ts";

/** Where a record begins: the number of a file, and a byte in it. */
export interface Place {
  readonly file: number;
  readonly at: number;
}

/** Places by keys, which are hashes in hex. Only the first 64 bits are kept: what stands at a place has to be compared. */
export interface PlaceIndex {
  readonly size: number;
  find(key: string): Place | undefined;
  /** Notes a place. Where the key has one already, the place of before stays unless `replace` is set. */
  note(key: string, place: Place, replace: boolean): void;
}

/** Places are allotted by the chunk, which never moves: 256 kB. */
const CHUNK_BITS = 15;
const IN_CHUNK = (1 << CHUNK_BITS) - 1;
/** A file and a byte in it are one number: 32,768 files of 256 GB. */
const FILE_BYTES = 2 ** 38;
/** Hexadecimal digits of half a key. */
const HALF = 8;

/** An empty index. It takes 22 to 25 bytes a key, of which none is garbage afterwards. */
export function createPlaceIndex(): PlaceIndex {
  const numbers = hashTable({ numbers: true });
  const chunks: Float64Array[] = [];
  let size = 0;

  function set(number: number, { file, at }: Place): void {
    if (number >>> CHUNK_BITS === chunks.length) chunks.push(new Float64Array(IN_CHUNK + 1));
    chunks[number >>> CHUNK_BITS]![number & IN_CHUNK] = file * FILE_BYTES + at;
  }

  return {
    get size() {
      return size;
    },
    find(key) {
      const [high, low] = halves(key);
      if (!numbers.has(high, low)) return undefined;
      const number = numbers.number(high, low);
      const place = chunks[number >>> CHUNK_BITS]![number & IN_CHUNK]!;
      return { file: Math.floor(place / FILE_BYTES), at: place % FILE_BYTES };
    },
    note(key, place, replace) {
      const [high, low] = halves(key);
      if (numbers.add(high, low)) {
        numbers.setNumber(high, low, size);
        set(size++, place);
      } else if (replace) set(numbers.number(high, low), place);
    },
  };
}

/** The table has no place for a key of zeros alone. */
function halves(key: string): readonly [high: number, low: number] {
  const high = Number.parseInt(key.slice(0, HALF), 16);
  const low = Number.parseInt(key.slice(HALF, 2 * HALF), 16);
  return [high, high === 0 && low === 0 ? 1 : low];
}
