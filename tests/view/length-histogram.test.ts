import fc from "fast-check";
import { expect, it } from "vitest";
import { createLengthHistogram } from "../../src/view/length-histogram.ts";
import { createNameCounts } from "../../src/view/name-counts.ts";

it("gives percentiles by nearest rank within 0.4%, exact below 256", () => {
  const lengths = fc.array(fc.oneof(fc.nat(255), fc.nat(100_000), fc.nat(2 ** 31 - 1)), {
    minLength: 1,
    maxLength: 200,
  });
  fc.assert(
    fc.property(lengths, (values) => {
      const histogram = createLengthHistogram();
      for (const value of values) histogram.add(value);
      const sorted = values.toSorted((a, b) => a - b);
      const summary = histogram.summary();
      expect(summary).toMatchObject({ count: values.length, min: sorted[0], max: sorted.at(-1) });
      for (const [share, found] of [
        [0.5, summary.p50],
        [0.9, summary.p90],
      ] as const) {
        const exact = sorted[Math.ceil(share * sorted.length) - 1]!;
        if (exact < 256) expect(found).toBe(exact);
        else expect(Math.abs(found - exact) / exact).toBeLessThan(0.004);
      }
    }),
  );
});

it("counts names up to a limit, and says when there are more", () => {
  const counts = createNameCounts(2);
  for (const name of ["b", "a", "b", "c", "a", "b"]) counts.add(name);
  expect(counts.top(5)).toEqual([
    ["b", 3],
    ["a", 2],
  ]);
  expect([counts.distinct(), counts.more()]).toEqual([2, true]);
});
