import { isObject } from "../../../../../core/json/value.ts";
import { ANSWER_WORDINGS } from "../../../../../tasks/environments/time/ask-wordings.ts";
import { UNNAMED_PHRASES } from "../../../../../tasks/environments/time/unnamed-phrases.ts";
import { filled } from "../../../../../tasks/environments/time/wordings.ts";
import { writeDay } from "../../../../../tasks/write-day.ts";
import { addDays, type CalendarDay, isoDay } from "../../../../../tools/calendar/calendar-day.ts";
import type { Intent, ReaderView, Skill } from "../../reader-view.ts";
import { firstOpen } from "./first-open.ts";
import { type Found, lookUp } from "./look-up.ts";
import { type ReadAsk, readAsk } from "./read-ask.ts";
import type { ReadDate } from "./read-date.ts";
import { workOutDay } from "./work-out-day.ts";

/**
 * Questions on dates: reads what is asked, works the dates out from what the register says of them, and asks the calendar.
 * It believes the first entry and the first tool that fit.
 */
export const dateQuestions: Skill = (view) => {
  const ask = readAsk(view.goal, view.language);
  if (ask === undefined) return undefined;
  const unnamed = unnamedIn(ask.x, view);
  if (unnamed !== undefined) return unnamed;
  const value = follow(view, ask);
  if ("intent" in value) return value.intent;
  const answer = filled(ANSWER_WORDINGS[ask.type][view.language][0]!, { v: value.found });
  return { reason: view.language === "zh" ? "需要的日期都清楚了" : "all the dates are known now", answer };
};

/** Asks for what is spoken of as if it were known. */
function unnamedIn(date: ReadDate, { language }: ReaderView): Intent | undefined {
  if (date.type === "shift") return unnamedIn(date.of, { language } as ReaderView);
  if (date.type !== "event") return undefined;
  const found = Object.values(UNNAMED_PHRASES[language]).find(({ said }) => said === date.name);
  if (found === undefined) return undefined;
  const reason = language === "zh" ? `没有说明${found.said}指什么` : `the question does not say what ${found.said} is`;
  return { reason, question: found.ask };
}

function follow(view: ReaderView, ask: ReadAsk): Found<string> {
  const day = workOutDay(view, ask.x);
  if ("intent" in day) return day;
  const { language } = view;
  switch (ask.type) {
    case "date":
      return { found: writeDay(day.found, language) };
    case "weekday":
    case "zodiac":
      return page(view, day.found, ask.type);
    case "term":
      return nextTerm(view, day.found);
    case "days":
    case "months":
      return between(view, day.found, ask);
    case "open":
      return written(firstOpen(view, ask.organisation, day.found), language);
    default:
      return written(elsewhere(view, day.found, ask), language);
  }
}

function written(day: Found<CalendarDay>, language: ReaderView["language"]): Found<string> {
  return "intent" in day ? day : { found: writeDay(day.found, language) };
}

const PAGE = { en: "the calendar page of that day says it", zh: "那天的日历上有答案" };
const TERMS = { en: "I need to see which solar term comes next", zh: "要看接下来是哪个节气" };
const BETWEEN = { en: "both dates are known, what lies between them is not", zh: "两个日期都知道了，还要算相隔多久" };

function page(view: ReaderView, day: CalendarDay, key: "weekday" | "zodiac"): Found<string> {
  const found = lookUp(view, "calendar", [isoDay(day)], PAGE);
  return "intent" in found ? found : { found: String(found.found[key]) };
}

function nextTerm(view: ReaderView, day: CalendarDay, year = day.year): Found<string> {
  const found = lookUp(view, "terms", [year], TERMS);
  if ("intent" in found) return found;
  const terms = found.found["solar_terms"];
  const later = Array.isArray(terms)
    ? terms.filter(isObject).find((one) => String(one["date"]) > isoDay(day))
    : undefined;
  return later === undefined ? nextTerm(view, day, year + 1) : { found: String(later["name"]) };
}

function between(view: ReaderView, from: CalendarDay, { type, y }: ReadAsk): Found<string> {
  const to = workOutDay(view, y!);
  if ("intent" in to) return to;
  const found = lookUp(view, "difference", [isoDay(from), isoDay(to.found)], BETWEEN);
  if ("intent" in found) return found;
  return { found: String(found.found[type === "days" ? "total_days" : "whole_months"]) };
}

/** The day by the clocks of another city. */
function elsewhere(view: ReaderView, day: CalendarDay, { from, to, hour }: ReadAsk): Found<CalendarDay> {
  const offsets: number[] = [];
  for (const city of [from, to]) {
    const why = { en: `I need to know how far ahead the clocks in ${city} are`, zh: `需要知道${city}的时差` };
    const found = lookUp(view, "clock", [city], why);
    if ("intent" in found) return found;
    offsets.push(Number.parseInt(String(found.found["utc_offset"]), 10));
  }
  return { found: addDays(day, Math.floor((hour + offsets[1]! - offsets[0]!) / 24)) };
}
