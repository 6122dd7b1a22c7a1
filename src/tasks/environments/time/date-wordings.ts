import { wordings } from "./wordings.ts";

/** How dates are said: `{y}` year, `{n}` name or number, `{l}` lunar day, `{u}` unit, `{x}` another date. */
export const DATE_WORDINGS = {
  lunar: wordings("{l} of {y} | {l} in the year {y}", "农历{y}年{l} | {y}年农历{l}"),
  term: wordings("the solar term {n} of {y} | the solar term {n} in {y}", "{y}年{n}节气 | {y}年的{n}节气"),
  holiday: wordings("{n} of {y} | {n} in {y}", "{y}年的{n} | {y}年{n}"),
  event: wordings("the {n}", "{n}"),
  after: wordings("{n} {u} after {x} | the day {n} {u} after {x}", "{x}之后{n}{u} | {x}后{n}{u}"),
  before: wordings("{n} {u} before {x} | the day {n} {u} before {x}", "{x}之前{n}{u} | {x}前{n}{u}"),
};

/** The words of today. */
export const TODAY = { en: "today", zh: "今天" } as const;

/** The words of units; English has one for one and one for more. */
export const UNIT_WORDS = {
  en: { day: ["day", "days"], week: ["week", "weeks"], month: ["month", "months"] },
  zh: { day: ["天", "天"], week: ["周", "周"], month: ["个月", "个月"] },
} as const;
