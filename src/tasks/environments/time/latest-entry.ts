import { dayNumber } from "../../../tools/calendar/calendar-day.ts";
import type { Entry } from "./time-world.ts";

/** The version that holds: the one that was written down last. */
export function latestEntry<T>(entries: readonly Entry<T>[]): Entry<T> {
  return entries.toSorted((a, b) => dayNumber(b.recorded) - dayNumber(a.recorded))[0]!;
}
