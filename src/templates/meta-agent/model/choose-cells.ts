import type { Random } from "../../../core/random.ts";
import type { Cell } from "../grid.ts";

/** Says which cell of the grid wants a template most. */
export interface CellChooser {
  /** The emptiest cell, which counts as filled by one from now on. */
  next(): Cell;
  /** The template of this cell was dropped: it counts half, or a model that cannot fill a cell would try nothing else. */
  drop(cell: Cell): void;
}

/** What a cell that is filled itself counts beside the values that it shares with others. */
const FILLED = 1_000_000;

/**
 * Chooses cells by what a library has so far: first those with the fewest templates of their own, of these the one whose
 * ability, kind, rendering, memory, tone and language are the rarest; a draw is decided by chance.
 */
export function createCellChooser(cells: readonly Cell[], random: Random): CellChooser {
  const order = random.shuffled(cells);
  const filled = new Map<Cell, number>();
  const shared = new Map<string, number>();
  const valuesOf = valueCounts(cells);

  function add(cell: Cell, amount: number): void {
    filled.set(cell, (filled.get(cell) ?? 0) + amount);
    for (const value of axisValues(cell)) shared.set(value, (shared.get(value) ?? 0) + amount);
  }

  /** Where an axis has five values, each is to have a fifth. */
  function fullness(cell: Cell): number {
    const rest = axisValues(cell).reduce((sum, value, axis) => sum + (shared.get(value) ?? 0) * valuesOf[axis]!, 0);
    return (filled.get(cell) ?? 0) * FILLED + rest;
  }

  return {
    next() {
      const cell = order.reduce(
        (best, one) => {
          const value = fullness(one);
          return value < best.value ? { one, value } : best;
        },
        { one: order[0]!, value: Number.POSITIVE_INFINITY },
      ).one;
      add(cell, 1);
      return cell;
    },
    drop: (cell) => add(cell, -0.5),
  };
}

function axisValues({ ability, kind, rendering, episode, tone, language }: Cell): string[] {
  const values = { ability, kind, rendering, episode, tone, language };
  return Object.entries(values).map(([axis, value]) => `${axis} ${value}`);
}

function valueCounts(cells: readonly Cell[]): number[] {
  const axes = cells[0] === undefined ? [] : axisValues(cells[0]);
  return axes.map((_, axis) => new Set(cells.map((cell) => axisValues(cell)[axis])).size);
}
