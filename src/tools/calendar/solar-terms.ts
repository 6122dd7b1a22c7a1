import type { CalendarDay } from "./calendar-day.ts";
import { lunarLibrary } from "./lunar-library.ts";

/** The 24 solar terms in the order of a Gregorian year. */
export const SOLAR_TERMS = [
  { en: "Minor Cold", zh: "小寒" },
  { en: "Major Cold", zh: "大寒" },
  { en: "Start of Spring", zh: "立春" },
  { en: "Rain Water", zh: "雨水" },
  { en: "Awakening of Insects", zh: "惊蛰" },
  { en: "Spring Equinox", zh: "春分" },
  { en: "Pure Brightness", zh: "清明" },
  { en: "Grain Rain", zh: "谷雨" },
  { en: "Start of Summer", zh: "立夏" },
  { en: "Grain Buds", zh: "小满" },
  { en: "Grain in Ear", zh: "芒种" },
  { en: "Summer Solstice", zh: "夏至" },
  { en: "Minor Heat", zh: "小暑" },
  { en: "Major Heat", zh: "大暑" },
  { en: "Start of Autumn", zh: "立秋" },
  { en: "End of Heat", zh: "处暑" },
  { en: "White Dew", zh: "白露" },
  { en: "Autumn Equinox", zh: "秋分" },
  { en: "Cold Dew", zh: "寒露" },
  { en: "Frost's Descent", zh: "霜降" },
  { en: "Start of Winter", zh: "立冬" },
  { en: "Minor Snow", zh: "小雪" },
  { en: "Major Snow", zh: "大雪" },
  { en: "Winter Solstice", zh: "冬至" },
] as const;

/** The day of each of {@link SOLAR_TERMS} in a year, by the clock of China. */
export function solarTermDays(year: number): readonly CalendarDay[] {
  const known = years.get(year);
  if (known !== undefined) return known;
  const { SolarTerm } = lunarLibrary();
  // The package counts a year's terms from the winter solstice before it.
  const days = SOLAR_TERMS.map((_, at) => {
    const solar = SolarTerm.fromIndex(year, at + 1).getSolarDay();
    return { year: solar.getYear(), month: solar.getMonth(), day: solar.getDay() };
  });
  years.set(year, days);
  return days;
}

const years = new Map<number, readonly CalendarDay[]>();
