import fc from "fast-check";
import { expect, test } from "vitest";
import { hashTable } from "../../src/store/hash-table.ts";

/** Keys without end that look random, always the same ones. */
function* keys(): Generator<readonly [number, number]> {
  for (let state = 1; ; ) {
    const [high, low] = [1, 2].map(() => {
      state = (Math.imul(state, 0x19660d) + 0x3c6ef35f) >>> 0;
      return (state ^ (state >>> 15)) >>> 0;
    });
    yield [high!, low!];
  }
}

test("holds what a map of the same keys holds", () => {
  // Few halves, so that many are the same, and both ends of their range.
  const half = fc.constantFrom(0, 1, 2, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff);
  const key = fc.tuple(half, half).filter(([high, low]) => high !== 0 || low !== 0);
  fc.assert(
    fc.property(fc.array(fc.tuple(key, fc.nat())), (entries) => {
      const table = hashTable({ numbers: true });
      const map = new Map<string, number>();
      for (const [[high, low], number] of entries) {
        expect(table.has(high, low)).toBe(map.has(`${high} ${low}`));
        expect(table.add(high, low)).toBe(!map.has(`${high} ${low}`));
        table.setNumber(high, low, number);
        map.set(`${high} ${low}`, number);
      }
      for (const [[high, low]] of entries) expect(table.number(high, low)).toBe(map.get(`${high} ${low}`));
    }),
  );
});

test("keeps every key and its number as it grows", () => {
  const table = hashTable({ numbers: true });
  const some = keys().take(100_000).toArray();
  for (const [index, [high, low]] of some.entries()) {
    expect(table.add(high, low)).toBe(true);
    table.setNumber(high, low, index);
  }
  expect(some.every(([high, low], index) => table.number(high, low) === index)).toBe(true);
  expect(some.some(([high, low]) => table.has(high, low ^ 1))).toBe(false);
});

test("grows when thousands of keys want to be last", () => {
  const table = hashTable();
  const last = Array.from({ length: 5000 }, (_, low) => [0xffffffff, low] as const);
  const all = [...last, ...keys().take(60_000)];
  for (const [high, low] of all) table.add(high, low);
  expect(all.every(([high, low]) => table.has(high, low))).toBe(true);
  expect(table.has(0xffffffff, 5000)).toBe(false);
});
