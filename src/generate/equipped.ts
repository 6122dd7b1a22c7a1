import type { Workplace } from "./workplace.ts";

/** Plays with the plan's cassette open, where it has one, and the model's account; closes the cassette at the end. */
export async function equipped<T>(place: Workplace, play: (place: Workplace) => Promise<T>): Promise<T> {
  await place.account?.open();
  const cassette = await place.openCassette?.();
  if (cassette === undefined) return play(place);
  try {
    return await play({ ...place, cassette });
  } finally {
    await cassette.close();
  }
}
