import { expect, test } from "vitest";
import { createRandom } from "../../../src/core/random.ts";
import { cellsInTurn, possibleCells } from "../../../src/templates/meta-agent/grid.ts";

const cells = possibleCells(["en", "zh"]);

test("each cell stands there once, and impossible ones do not", () => {
  const names = cells.map((cell) => JSON.stringify(cell));
  expect(new Set(names).size).toBe(names.length);
  expect(cells.filter(({ kind, episode }) => kind === "native" && episode === "finished-tasks")).toEqual([]);
  expect(cells.filter(({ ability, episode }) => ability === "profile" && episode === "finished-tasks")).toEqual([]);
  expect(cells.filter(({ ability, rendering }) => ability === "conclusion" && rendering !== "json")).toEqual([]);
  for (const rendering of ["json", "signature", "markdown", "yaml", "xml"])
    expect(
      cells.some((cell) => cell.ability === "plan" && cell.kind === "tagged" && cell.rendering === rendering),
    ).toBe(true);
});

test("the emptiest cell comes first: no cell is ever two ahead of another", () => {
  const filled = new Map(cells.map((cell) => [cell, 0]));
  const turns = cellsInTurn(cells, createRandom(1, "cells"));
  for (let turn = 0; turn < cells.length * 2.5; turn++) {
    const cell = turns.next().value;
    expect(filled.get(cell)).toBe(Math.floor(turn / cells.length));
    filled.set(cell, filled.get(cell)! + 1);
  }
});

test("ties are broken by the seed", () => {
  const first = (seed: number) => cellsInTurn(cells, createRandom(seed, "cells")).next().value;
  expect(new Set([1, 2, 3, 4, 5].map((seed) => JSON.stringify(first(seed)))).size).toBeGreaterThan(1);
});
