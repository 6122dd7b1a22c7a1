import type { CalendarDay } from "./calendar-day.ts";
import { lunarLibrary } from "./lunar-library.ts";

/** A day of the Chinese lunar calendar. */
export interface LunarDay {
  /** The Gregorian year in which the lunar year begins. */
  readonly year: number;
  readonly month: number;
  readonly isLeapMonth: boolean;
  readonly day: number;
}

/** The years in which lunar days and solar terms are told: two sources that do not share their code agree on them. */
export const LUNAR_YEARS = { first: 1900, last: 2100 } as const;

/** The animals of the lunar years, that of 1900 first. */
export const ZODIAC = [
  { en: "Rat", zh: "鼠" },
  { en: "Ox", zh: "牛" },
  { en: "Tiger", zh: "虎" },
  { en: "Rabbit", zh: "兔" },
  { en: "Dragon", zh: "龙" },
  { en: "Snake", zh: "蛇" },
  { en: "Horse", zh: "马" },
  { en: "Goat", zh: "羊" },
  { en: "Monkey", zh: "猴" },
  { en: "Rooster", zh: "鸡" },
  { en: "Dog", zh: "狗" },
  { en: "Pig", zh: "猪" },
] as const;

/** The animal of a lunar year. */
export function zodiacOf(lunarYear: number): (typeof ZODIAC)[number] {
  return ZODIAC[(((lunarYear - 1900) % 12) + 12) % 12]!;
}

/** The lunar day that a Gregorian day is. */
export function lunarDayOf({ year, month, day }: CalendarDay): LunarDay {
  const lunar = lunarLibrary().SolarDay.fromYmd(year, month, day).getLunarDay();
  // A leap month has the number of the one before it, below zero.
  const number = lunar.getLunarMonth().getMonthWithLeap();
  return { year: lunar.getYear(), month: Math.abs(number), isLeapMonth: number < 0, day: lunar.getDay() };
}

/** The Gregorian day that a lunar day is; undefined where the lunar calendar has no such day. */
export function dayOfLunar({ year, month, isLeapMonth, day }: LunarDay): CalendarDay | undefined {
  const { LunarMonth, LunarDay: Lunar } = lunarLibrary();
  if (month < 1 || month > 12 || day < 1 || (isLeapMonth && leapMonthOf(year) !== month)) return undefined;
  const number = isLeapMonth ? -month : month;
  if (day > LunarMonth.fromYm(year, number).getDayCount()) return undefined;
  const solar = Lunar.fromYmd(year, number, day).getSolarDay();
  return { year: solar.getYear(), month: solar.getMonth(), day: solar.getDay() };
}

/** The month after which a lunar year has a leap month; undefined where it has none. */
export function leapMonthOf(lunarYear: number): number | undefined {
  return lunarLibrary().LunarYear.fromYear(lunarYear).getLeapMonth() || undefined;
}

const DIGITS = "〇一二三四五六七八九十";

/** A lunar day in words, such as "闰六月初三" or "day 3 of the leap 6th lunar month". */
export function writeLunarDay({ month, isLeapMonth, day }: LunarDay, language: "en" | "zh"): string {
  if (language === "en") return `day ${day} of the ${isLeapMonth ? "leap " : ""}${ordinal(month)} lunar month`;
  const name = { 1: "正", 11: "冬", 12: "腊" }[month] ?? DIGITS[month]!;
  return `${isLeapMonth ? "闰" : ""}${name}月${chineseDay(day)}`;
}

function chineseDay(day: number): string {
  if (day <= 10) return `初${DIGITS[day]}`;
  if (day === 20 || day === 30) return day === 20 ? "二十" : "三十";
  return `${["", "十", "廿"][Math.floor(day / 10)]}${DIGITS[day % 10]}`;
}

function ordinal(value: number): string {
  return `${value}${{ 1: "st", 2: "nd", 3: "rd" }[value] ?? "th"}`;
}
