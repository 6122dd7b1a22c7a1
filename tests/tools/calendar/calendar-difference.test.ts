import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, addMonths, dayAt, dayNumber } from "../../../src/tools/calendar/calendar-day.ts";
import { calendarDifference } from "../../../src/tools/calendar/calendar-difference.ts";
import { parseMoment } from "../../../src/tools/calendar/moment.ts";

const between = (from: string, to: string) => calendarDifference(parseMoment(from)!, parseMoment(to)!);

test("months are those of the calendar", () => {
  expect(between("2024-01-31", "2024-02-29")).toMatchObject({ years: 0, months: 1, days: 0, totalDays: 29 });
  expect(between("2023-01-31", "2023-03-01")).toMatchObject({ months: 1, days: 1, totalDays: 29 });
  expect(between("2020-02-29", "2021-02-28")).toMatchObject({ years: 1, months: 0, days: 0, totalDays: 365 });
  expect(between("2024-02-28T23:00", "2024-03-01T01:30")).toMatchObject({ months: 0, days: 1, hours: 2, minutes: 30 });
  expect(between("2024-05-01", "2024-05-01")).toMatchObject({ direction: "none", totalSeconds: 0 });
});

test("it is the same back and forth, and adds up", () => {
  const anyDay = fc.integer({ min: -100_000, max: 100_000 }).map(dayAt);
  const anySecond = fc.integer({ min: 0, max: 86_399 });
  fc.assert(
    fc.property(anyDay, anyDay, anySecond, anySecond, (one, other, first, second) => {
      const [from, to] = [
        { day: one, seconds: first },
        { day: other, seconds: second },
      ];
      const there = calendarDifference(from, to);
      const { direction, ...parts } = there;
      expect(calendarDifference(to, from)).toMatchObject(parts);
      const [start, end] = direction === "backward" ? [to, from] : [from, to];
      const day = addDays(addMonths(start.day, there.years * 12 + there.months), there.days);
      const seconds = start.seconds + (there.hours * 60 + there.minutes) * 60 + there.seconds;
      expect(dayNumber(day) * 86_400 + seconds).toBe(dayNumber(end.day) * 86_400 + end.seconds);
    }),
  );
});
