import { addMonths, type CalendarDay, dayNumber } from "./calendar-day.ts";
import { type Moment, secondsOf } from "./moment.ts";

/** What lies between two moments, by the calendar: whole years and months first, then days, and the time of day last. */
export interface CalendarDifference {
  /** Whether the second moment is later than the first. */
  readonly direction: "forward" | "backward" | "none";
  readonly years: number;
  readonly months: number;
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
  /** All of it in whole months, in whole days, in seconds. */
  readonly totalMonths: number;
  readonly totalDays: number;
  readonly totalSeconds: number;
}

const DAY = 86_400;

/**
 * The time from one moment to another by the same clock. A month is a month of the calendar: from 31 January a month is over
 * on the last day of February.
 */
export function calendarDifference(from: Moment, to: Moment): CalendarDifference {
  const [start, end] = [secondsOf(from), secondsOf(to)];
  if (start > end) return { ...calendarDifference(to, from), direction: "backward" };
  const totalMonths = wholeMonths(from, end);
  const rest = end - reached(from, totalMonths);
  const time = rest % DAY;
  return {
    direction: start === end ? "none" : "forward",
    years: Math.floor(totalMonths / 12),
    months: totalMonths % 12,
    days: Math.floor(rest / DAY),
    hours: Math.floor(time / 3600),
    minutes: Math.floor(time / 60) % 60,
    seconds: time % 60,
    totalMonths,
    totalDays: Math.floor((end - start) / DAY),
    totalSeconds: end - start,
  };
}

/** The days from one day to another; negative where that is earlier. */
export function daysBetween(from: CalendarDay, to: CalendarDay): number {
  return dayNumber(to) - dayNumber(from);
}

function wholeMonths(from: Moment, end: number): number {
  // No month is longer than 31 days, so this starts at or below the answer.
  let months = Math.floor((end - secondsOf(from)) / (31 * DAY));
  while (reached(from, months + 1) <= end) months++;
  return months;
}

function reached({ day, seconds }: Moment, months: number): number {
  return secondsOf({ day: addMonths(day, months), seconds });
}
