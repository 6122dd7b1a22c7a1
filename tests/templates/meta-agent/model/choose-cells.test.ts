import { expect, test } from "vitest";
import { createRandom } from "../../../../src/core/random.ts";
import { type Cell, possibleCells } from "../../../../src/templates/meta-agent/grid.ts";
import { createCellChooser } from "../../../../src/templates/meta-agent/model/choose-cells.ts";

const CELLS = possibleCells(["en", "zh"]);
const choose = (count: number, seed = 1) => {
  const chooser = createCellChooser(CELLS, createRandom(seed, "cells"));
  return Array.from({ length: count }, () => chooser.next());
};
const countsOf = (cells: readonly Cell[], axis: keyof Cell) =>
  Object.values(Object.groupBy(cells, (cell) => cell[axis])).map((list) => list!.length);

test("a few templates are spread over each axis, and no cell is taken twice before all are taken once", () => {
  const few = choose(60);
  for (const [axis, values] of [
    ["language", 2],
    ["kind", 4],
    ["tone", 6],
    ["ability", 5],
    ["episode", 2],
  ] as const) {
    const counts = countsOf(few, axis);
    expect(counts).toHaveLength(values);
    expect(Math.max(...counts)).toBeLessThanOrEqual(2 * Math.min(...counts));
  }
  expect(new Set(choose(CELLS.length)).size).toBe(CELLS.length);
});

test("a seed gives one order", () => {
  expect(choose(20)).toEqual(choose(20));
  expect(choose(20)).not.toEqual(choose(20, 2));
});

test("a kind whose templates are dropped is tried more often than others, and not alone", () => {
  const chooser = createCellChooser(CELLS, createRandom(3, "cells"));
  const tried: Cell[] = [];
  for (let count = 0; count < 200; count++) {
    const cell = chooser.next();
    tried.push(cell);
    if (cell.kind === "tagged") chooser.drop(cell);
  }
  const tagged = tried.filter(({ kind }) => kind === "tagged").length;
  expect(tagged).toBeGreaterThan(60);
  expect(tagged).toBeLessThan(120);
});
