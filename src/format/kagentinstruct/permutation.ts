import { shortHash } from "../../core/hash.ts";

/** The numbers from 0 up to, not including, `size`, in an order that the seed and the label decide, drawn one by one. */
export function* permutation(size: number, seed: number, label: string): Generator<number> {
  // Fisher and Yates; of the list only the places that were swapped are kept.
  const moved = new Map<number, number>();
  for (let drawn = 0; drawn < size; drawn++) {
    const number = Number.parseInt(shortHash(`${seed}\n${drawn}\n${label}`).slice(0, 12), 16);
    const place = drawn + (number % (size - drawn));
    yield moved.get(place) ?? place;
    moved.set(place, moved.get(drawn) ?? drawn);
  }
}
