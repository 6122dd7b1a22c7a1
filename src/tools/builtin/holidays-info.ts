import { HOLIDAYS } from "../calendar/holidays.ts";
import { yearTool } from "./year-tool.ts";

/** The days of holidays in a year: Chinese and Western, fixed and computed. */
export const holidaysInfo = yearTool(
  "get_holidays_info",
  "holidays",
  {
    en: "Gives the days of well-known Chinese and Western holidays in a year, those that move included.",
    zh: "给出某一年常见的中外节日日期，包括每年不固定的节日。",
  },
  (year) => HOLIDAYS.map(({ en, zh, dayIn }) => ({ en, zh, day: dayIn(year) })),
);
