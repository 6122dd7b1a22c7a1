import type { Random } from "../../../core/random.ts";
import { addDays, type CalendarDay } from "../../../tools/calendar/calendar-day.ts";
import { HOLIDAYS } from "../../../tools/calendar/holidays.ts";
import { leapMonthOf, lunarDayOf } from "../../../tools/calendar/lunar-day.ts";
import { SOLAR_TERMS } from "../../../tools/calendar/solar-terms.ts";
import { type DateExpression, UNITS } from "./date-expression.ts";

/** Dates that need no register. */
export type BaseType = "day" | "lunar" | "term" | "holiday" | "today";

/** A date within about two years of today. */
export function drawBase(random: Random, today: CalendarDay, types: readonly BaseType[]): DateExpression {
  const type = random.pick(types);
  const year = today.year - 2 + random.below(5);
  if (type === "day") return { type, day: drawDay(random, today) };
  if (type === "term") return { type, year, term: random.below(SOLAR_TERMS.length) };
  if (type === "holiday") return { type, year, holiday: random.below(HOLIDAYS.length) };
  return type === "today" ? { type } : { type, lunar: drawLunar(random, year, today) };
}

/** A day within two years of another. */
export function drawDay(random: Random, around: CalendarDay): CalendarDay {
  return addDays(around, random.below(1461) - 730);
}

/** Leap months are rare, and are asked for more often than they come. */
function drawLunar(random: Random, year: number, today: CalendarDay) {
  const leap = leapMonthOf(year);
  if (leap === undefined || random.chance(0.4)) return lunarDayOf(drawDay(random, today));
  return { year, month: leap, isLeapMonth: true, day: 1 + random.below(29) };
}

/** The date some time after or before another. */
export function drawShift(random: Random, of: DateExpression): DateExpression & { type: "shift" } {
  const unit = random.pick(UNITS);
  const amount = { day: 5 + random.below(190), week: 2 + random.below(30), month: 1 + random.below(20) }[unit];
  return { type: "shift", of, unit, amount: random.chance(0.65) ? amount : -amount };
}
