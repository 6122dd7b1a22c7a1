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
  const places = placesOf(random.shuffled(cells));
  const known = new Map(places.map((place) => [place.cell, place]));
  const fullness = new Float64Array(Math.max(...places.flatMap(({ values }) => values)) + 1);

  function add(place: Place, amount: number): void {
    place.filled += amount;
    // Where an axis has five values, each is to have a fifth.
    for (const [axis, value] of place.values.entries()) fullness[value]! += amount * place.weights[axis]!;
  }

  function fullnessOf({ filled, values }: Place): number {
    let sum = filled * FILLED;
    for (const value of values) sum += fullness[value]!;
    return sum;
  }

  return {
    next() {
      let [best, least] = [places[0]!, Number.POSITIVE_INFINITY];
      for (const place of places) {
        const full = fullnessOf(place);
        if (full < least) [best, least] = [place, full];
      }
      add(best, 1);
      return best.cell;
    },
    drop(cell) {
      const place = known.get(cell)!;
      add(place, -0.5);
    },
  };
}

/** A cell of the grid, and how often it was filled. */
interface Place {
  readonly cell: Cell;
  /** Its values on the axes, each by a number of its own. */
  readonly values: readonly number[];
  /** How many values each of these axes has. */
  readonly weights: readonly number[];
  filled: number;
}

function placesOf(cells: readonly Cell[]): Place[] {
  const numbers = new Map<string, number>();
  const numberOf = (name: string) => numbers.get(name) ?? numbers.set(name, numbers.size).size - 1;
  const places = cells.map((cell) => ({ cell, values: axisValues(cell).map(numberOf) }));
  const axes = places[0]?.values ?? [];
  const weights = axes.map((_, axis) => new Set(places.map(({ values }) => values[axis])).size);
  return places.map((place) => ({ ...place, weights, filled: 0 }));
}

function axisValues({ ability, kind, rendering, episode, tone, language }: Cell): string[] {
  const values = { ability, kind, rendering, episode, tone, language };
  return Object.entries(values).map(([axis, value]) => `${axis} ${value}`);
}
