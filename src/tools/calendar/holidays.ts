import { addDays, type CalendarDay, daysInMonth, weekdayOf } from "./calendar-day.ts";
import { dayOfLunar } from "./lunar-day.ts";
import { solarTermDays } from "./solar-terms.ts";

/** A holiday that comes every year. */
export interface Holiday {
  readonly en: string;
  readonly zh: string;
  /** Its day in a Gregorian year. */
  readonly dayIn: (year: number) => CalendarDay;
}

const fixed = (en: string, zh: string, month: number, day: number): Holiday => ({
  en,
  zh,
  dayIn: (year) => ({ year, month, day }),
});
/** The lunar year begins in the Gregorian year of its number, and these days lie in that too. */
const lunar = (en: string, zh: string, month: number, day: number): Holiday => ({
  en,
  zh,
  dayIn: (year) => dayOfLunar({ year, month, day, isLeapMonth: false })!,
});
/** The so-manieth such weekday (1 is Monday) of a month. */
const nthWeekday = (en: string, zh: string, month: number, nth: number, weekday: number): Holiday => ({
  en,
  zh,
  dayIn(year) {
    const first = weekdayOf({ year, month, day: 1 });
    return { year, month, day: 1 + ((weekday - first + 7) % 7) + (nth - 1) * 7 };
  },
});
const easter = (en: string, zh: string, after: number): Holiday => ({
  en,
  zh,
  dayIn: (year) => addDays(easterSunday(year), after),
});

/** Holidays by a fixed day, the lunar calendar, the sun, the weekday, or Easter (of the Western churches). */
export const HOLIDAYS: readonly Holiday[] = [
  fixed("New Year's Day", "元旦", 1, 1),
  {
    en: "Chinese New Year's Eve",
    zh: "除夕",
    dayIn: (year) => addDays(dayOfLunar({ year, month: 1, day: 1, isLeapMonth: false })!, -1),
  },
  lunar("Spring Festival", "春节", 1, 1),
  lunar("Lantern Festival", "元宵节", 1, 15),
  fixed("Valentine's Day", "情人节", 2, 14),
  fixed("Women's Day", "妇女节", 3, 8),
  easter("Good Friday", "耶稣受难日", -2),
  easter("Easter Sunday", "复活节", 0),
  { en: "Qingming Festival", zh: "清明节", dayIn: (year) => solarTermDays(year)[6]! },
  fixed("Labour Day", "劳动节", 5, 1),
  nthWeekday("Mother's Day", "母亲节", 5, 2, 7),
  fixed("Children's Day", "儿童节", 6, 1),
  nthWeekday("Father's Day", "父亲节", 6, 3, 7),
  lunar("Dragon Boat Festival", "端午节", 5, 5),
  lunar("Qixi Festival", "七夕节", 7, 7),
  fixed("Teachers' Day", "教师节", 9, 10),
  lunar("Mid-Autumn Festival", "中秋节", 8, 15),
  fixed("National Day of China", "国庆节", 10, 1),
  lunar("Double Ninth Festival", "重阳节", 9, 9),
  fixed("Halloween", "万圣夜", 10, 31),
  nthWeekday("Thanksgiving Day", "感恩节", 11, 4, 4),
  fixed("Christmas Day", "圣诞节", 12, 25),
];

/** Source: the "anonymous Gregorian" rule, Nature, 20 April 1876; see Meeus, "Astronomical Algorithms", chapter 8. */
function easterSunday(year: number): CalendarDay {
  const golden = year % 19;
  const [century, rest] = [Math.floor(year / 100), year % 100];
  const moved = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - moved + 15) % 30;
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - epact - (rest % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const days = epact + toSunday - 7 * late + 22;
  const march = daysInMonth(year, 3);
  return days <= march ? { year, month: 3, day: days } : { year, month: 4, day: days - march };
}
