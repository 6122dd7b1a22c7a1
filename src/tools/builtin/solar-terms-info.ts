import { SOLAR_TERMS, solarTermDays } from "../calendar/solar-terms.ts";
import { yearTool } from "./year-tool.ts";

/** The days of the 24 solar terms in a year. */
export const solarTermsInfo = yearTool(
  "get_solar_terms_info",
  "solar_terms",
  {
    en: "Gives the days of the 24 solar terms of the Chinese calendar in a year (by the clock of China).",
    zh: "给出某一年二十四节气的日期（北京时间）。",
  },
  (year) => SOLAR_TERMS.map((names, at) => ({ ...names, day: solarTermDays(year)[at]! })),
);
