import fc from "fast-check";
import { expect, test } from "vitest";
import { dayAt, dayNumber, isoDay, parseDay } from "../../../src/tools/calendar/calendar-day.ts";
import { dayOfLunar, leapMonthOf, lunarDayOf, writeLunarDay, zodiacOf } from "../../../src/tools/calendar/lunar-day.ts";

const newYear = (year: number) => isoDay(dayOfLunar({ year, month: 1, day: 1, isLeapMonth: false })!);

test("knows the first day of lunar years", () => {
  const years = {
    1949: "01-29",
    1985: "02-20",
    2000: "02-05",
    2023: "01-22",
    2024: "02-10",
    2025: "01-29",
    2033: "01-31",
  };
  for (const [year, day] of Object.entries(years)) expect(newYear(Number(year))).toBe(`${year}-${day}`);
});

test("knows leap months, of which 2033 has one late in the year", () => {
  expect([2017, 2020, 2023, 2024, 2025, 2028, 2033].map(leapMonthOf)).toEqual([6, 4, 2, undefined, 6, 5, 11]);
  expect(dayOfLunar({ year: 2024, month: 8, day: 1, isLeapMonth: true })).toBeUndefined();
  expect(dayOfLunar({ year: 2025, month: 6, day: 30, isLeapMonth: true })).toBeUndefined();
  expect(isoDay(dayOfLunar({ year: 2025, month: 6, day: 1, isLeapMonth: true })!)).toBe("2025-07-25");
});

test("a day is the lunar day that it is", () => {
  const [from, to] = [parseDay("1900-01-31")!, parseDay("2100-12-31")!].map(dayNumber) as [number, number];
  fc.assert(
    fc.property(fc.integer({ min: from, max: to }), (number) => {
      expect(dayOfLunar(lunarDayOf(dayAt(number)))).toEqual(dayAt(number));
    }),
  );
});

test("writes lunar days, and knows the animals of years", () => {
  const days = ["2024-09-17", "2025-07-26", "2025-01-28", "2023-11-13", "2024-06-29"].map((text) =>
    lunarDayOf(parseDay(text)!),
  );
  expect(days.map((day) => writeLunarDay(day, "zh"))).toEqual([
    "八月十五",
    "闰六月初二",
    "腊月廿九",
    "十月初一",
    "五月廿四",
  ]);
  expect(writeLunarDay(days[1]!, "en")).toBe("day 2 of the leap 6th lunar month");
  expect([1900, 1984, 2000, 2024, 2025].map((year) => zodiacOf(year).zh)).toEqual(["鼠", "鼠", "龙", "龙", "蛇"]);
});
