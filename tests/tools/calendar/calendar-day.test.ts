import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addDays,
  addMonths,
  dayAt,
  dayNumber,
  daysInMonth,
  isoDay,
  parseDay,
  weekdayOf,
} from "../../../src/tools/calendar/calendar-day.ts";

const anyDay = fc.integer({ min: -700_000, max: 2_900_000 }).map(dayAt);

test("a day is its number, its text and the sum of its steps", () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (day, days) => {
      expect(dayAt(dayNumber(day))).toEqual(day);
      expect(parseDay(isoDay(day))).toEqual(day);
      expect(addDays(addDays(day, days), -days)).toEqual(day);
      expect(weekdayOf(addDays(day, 7 * days))).toBe(weekdayOf(day));
    }),
  );
});

test("months keep the day, or end with the month", () => {
  expect([1, 13, -2, 24].map((months) => isoDay(addMonths({ year: 2024, month: 1, day: 31 }, months)))).toEqual([
    "2024-02-29",
    "2025-02-28",
    "2023-11-30",
    "2026-01-31",
  ]);
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -600, max: 600 }), (day, months) => {
      const later = addMonths(day, months);
      expect(later.year * 12 + later.month).toBe(day.year * 12 + day.month + months);
      expect(later.day).toBe(Math.min(day.day, daysInMonth(later.year, later.month)));
    }),
  );
});

test("knows leap years, and which days there are", () => {
  expect([1900, 2000, 2023, 2024, 2100].map((year) => daysInMonth(year, 2))).toEqual([28, 29, 28, 29, 28]);
  expect(["2023-02-29", "2024-13-01", "2024-00-10", "2024-04-31", "24-04-30", "tomorrow"].map(parseDay)).toEqual(
    Array.from({ length: 6 }, () => undefined),
  );
  // Two days that everybody can look up: the first landing on the moon, and the first day of this century.
  expect([weekdayOf(parseDay("1969-07-20")!), weekdayOf(parseDay("2001-01-01")!)]).toEqual([7, 1]);
});
