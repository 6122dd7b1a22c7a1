/** A day of the Gregorian calendar. */
export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const MILLISECONDS = 86_400_000;

/** How many days a month has. */
export function daysInMonth(year: number, month: number): number {
  return dayAt(dayNumber({ year, month: month + 1, day: 0 })).day;
}

/** The days since 1 January 1970; a month past 12 or a day past the month's end counts on. */
export function dayNumber({ year, month, day }: CalendarDay): number {
  // Date.UTC takes years below 100 for those of the 20th century.
  return Math.round(new Date(0).setUTCFullYear(year, month - 1, day) / MILLISECONDS);
}

/** The day so many days after 1 January 1970. */
export function dayAt(number: number): CalendarDay {
  const date = new Date(number * MILLISECONDS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** The day so many days later. */
export function addDays(day: CalendarDay, days: number): CalendarDay {
  return dayAt(dayNumber(day) + days);
}

/** The same day of the month so many months later, or the last day of that month where it is shorter. */
export function addMonths({ year, month, day }: CalendarDay, months: number): CalendarDay {
  const index = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
  return { year: toYear, month: toMonth, day: Math.min(day, daysInMonth(toYear, toMonth)) };
}

/** 1 (Monday) to 7 (Sunday). */
export function weekdayOf(day: CalendarDay): number {
  return ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1;
}

/** A day as ISO 8601 writes it. */
export function isoDay({ year, month, day }: CalendarDay): string {
  return [String(year).padStart(4, "0"), ...[month, day].map((part) => String(part).padStart(2, "0"))].join("-");
}

/** The day that a text in ISO 8601 names; undefined where the calendar has no such day. */
export function parseDay(text: string): CalendarDay | undefined {
  const parts = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text.trim())?.slice(1).map(Number);
  if (parts === undefined) return undefined;
  const [year, month, day] = parts as [number, number, number];
  const isThere = year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  return isThere ? { year, month, day } : undefined;
}
