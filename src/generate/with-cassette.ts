import type { Workplace } from "./workplace.ts";

/** Plays with the plan's cassette, where it has one, and closes it when that has come to its end. */
export async function withCassette<T>(place: Workplace, play: (place: Workplace) => Promise<T>): Promise<T> {
  const cassette = await place.openCassette?.();
  if (cassette === undefined) return play(place);
  try {
    return await play({ ...place, cassette });
  } finally {
    await cassette.close();
  }
}
