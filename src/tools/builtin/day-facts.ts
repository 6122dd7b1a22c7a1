import type { JsonObject } from "../../core/json/value.ts";
import { addDays, type CalendarDay, dayNumber, isoDay, weekdayOf } from "../calendar/calendar-day.ts";
import { HOLIDAYS } from "../calendar/holidays.ts";
import { LUNAR_YEARS, lunarDayOf, writeLunarDay, zodiacOf } from "../calendar/lunar-day.ts";
import { SOLAR_TERMS, solarTermDays } from "../calendar/solar-terms.ts";
import type { ToolLanguage } from "./builtin-tool.ts";

/** The weekdays, Monday first. */
export const WEEKDAYS = [
  { en: "Monday", zh: "星期一" },
  { en: "Tuesday", zh: "星期二" },
  { en: "Wednesday", zh: "星期三" },
  { en: "Thursday", zh: "星期四" },
  { en: "Friday", zh: "星期五" },
  { en: "Saturday", zh: "星期六" },
  { en: "Sunday", zh: "星期日" },
] as const;

/** What the calendar says of a day; lunar days, terms and holidays only of years in which they are told. */
export function dayFacts(day: CalendarDay, language: ToolLanguage): JsonObject {
  const facts = {
    date: isoDay(day),
    weekday: WEEKDAYS[weekdayOf(day) - 1]![language],
    day_of_year: dayNumber(day) - dayNumber({ year: day.year, month: 1, day: 0 }),
    iso_week: isoWeekOf(day),
  };
  if (day.year < LUNAR_YEARS.first || day.year > LUNAR_YEARS.last) return facts;
  const lunar = lunarDayOf(day);
  const term = SOLAR_TERMS[solarTermDays(day.year).findIndex((one) => isSame(one, day))];
  const holidays = HOLIDAYS.filter(({ dayIn }) => isSame(dayIn(day.year), day)).map((one) => one[language]);
  return {
    ...facts,
    lunar_year: lunar.year,
    lunar_date: writeLunarDay(lunar, language),
    zodiac: zodiacOf(lunar.year)[language],
    ...(term === undefined ? {} : { solar_term: term[language] }),
    ...(holidays.length === 0 ? {} : { holidays }),
  };
}

function isSame(one: CalendarDay, other: CalendarDay): boolean {
  return isoDay(one) === isoDay(other);
}

/** A week belongs to the year in which its Thursday lies. */
function isoWeekOf(day: CalendarDay): number {
  const thursday = addDays(day, 4 - weekdayOf(day));
  return Math.floor((dayNumber(thursday) - dayNumber({ year: thursday.year, month: 1, day: 1 })) / 7) + 1;
}
