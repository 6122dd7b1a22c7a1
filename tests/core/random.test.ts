import { expect, test } from "vitest";
import { createRandom } from "../../src/core/random.ts";

const draws = (seed: number, label: string, count = 5) => {
  const random = createRandom(seed, label);
  return Array.from({ length: count }, () => random.below(1000));
};

test("the same seed and label give the same numbers, now and in later versions", () => {
  expect(draws(7, "cells")).toEqual(draws(7, "cells"));
  expect(draws(7, "cells")).toMatchInlineSnapshot(`
    [
      774,
      202,
      124,
      121,
      182,
    ]
  `);
});

test("another seed or label gives other numbers, also where they are close", () => {
  const all = [draws(7, "a"), draws(8, "a"), draws(7, "b"), draws(7, "template 1"), draws(7, "template 2")];
  expect(new Set(all.map(String)).size).toBe(all.length);
  const first = Array.from({ length: 20_000 }, (_, number) => String(draws(1, `template ${number}`, 4)));
  expect(new Set(first).size).toBe(first.length);
});

test("numbers are spread evenly", () => {
  const random = createRandom(3, "even");
  const counts = Array.from({ length: 10 }, () => 0);
  for (let draw = 0; draw < 100_000; draw++) counts[random.below(10)]!++;
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  const heads = Array.from({ length: 10_000 }, () => random.chance(0.25)).filter(Boolean).length;
  expect(Math.abs(heads - 2_500)).toBeLessThan(200);
});

test("shuffling keeps the items, leaves the list alone and favours no order", () => {
  const random = createRandom(5, "shuffle");
  const items = [1, 2, 3];
  const orders = new Map<string, number>();
  for (let draw = 0; draw < 6_000; draw++) {
    const order = random.shuffled(items);
    expect([...order].sort()).toEqual(items);
    orders.set(order.join(), (orders.get(order.join()) ?? 0) + 1);
  }
  expect(items).toEqual([1, 2, 3]);
  expect(orders.size).toBe(6);
  for (const count of orders.values()) expect(Math.abs(count - 1_000)).toBeLessThan(150);
});
