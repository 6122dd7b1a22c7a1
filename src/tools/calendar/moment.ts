import { type CalendarDay, dayAt, dayNumber, isoDay, parseDay } from "./calendar-day.ts";

/** A moment by the clock of some place. */
export interface Moment {
  readonly day: CalendarDay;
  /** Since midnight. */
  readonly seconds: number;
  /** Minutes ahead of UTC, where it is said. */
  readonly offset?: number;
}

const FORM = /^(\d{4}-\d{1,2}-\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2}))?(Z|[+-]\d{2}:?\d{2})?)?$/i;
const DAY = 86_400;

/** Reads `2024-02-29`, `2024-02-29 18:30`, `2024-02-29T18:30:05+08:00`; undefined where there is no such moment. */
export function parseMoment(text: string): Moment | undefined {
  const [, date = "", hours = "0", minutes = "0", seconds = "0", zone] = FORM.exec(text.trim()) ?? [];
  const day = parseDay(date);
  const [hour, minute, second] = [Number(hours), Number(minutes), Number(seconds)];
  if (day === undefined || hour > 23 || minute > 59 || second > 59) return undefined;
  const moment = { day, seconds: (hour * 60 + minute) * 60 + second };
  return zone === undefined ? moment : { ...moment, offset: offsetOf(zone) };
}

/** A moment by the clock of a place that is so many minutes ahead of UTC; one whose own offset is not said stays as it is. */
export function atOffset(moment: Moment, offset: number | undefined): Moment {
  if (offset === undefined || moment.offset === undefined) return moment;
  const total = secondsOf(moment) + (offset - moment.offset) * 60;
  const day = Math.floor(total / DAY);
  return { day: dayAt(day), seconds: total - day * DAY, offset };
}

/** Seconds since the start of 1 January 1970 by the moment's own clock. */
export function secondsOf({ day, seconds }: Moment): number {
  return dayNumber(day) * DAY + seconds;
}

/** A moment in ISO 8601 without its offset. */
export function isoMoment({ day, seconds }: Moment): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${isoDay(day)}T${parts.map((part) => String(part).padStart(2, "0")).join(":")}`;
}

function offsetOf(zone: string): number {
  if (/^z$/i.test(zone)) return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))];
  return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}
