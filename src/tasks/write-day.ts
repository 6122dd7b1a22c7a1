import type { Language } from "../templates/template.ts";
import type { CalendarDay } from "../tools/calendar/calendar-day.ts";

const MONTHS = "January February March April May June July August September October November December".split(" ");

/** A day as it is written in a language: "5 March 1921", "1921年3月5日". */
export function writeDay({ year, month, day }: CalendarDay, language: Language): string {
  return language === "zh" ? `${year}年${month}月${day}日` : `${day} ${MONTHS[month - 1]} ${year}`;
}
