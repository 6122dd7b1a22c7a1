import { isObject, type JsonObject } from "../../../../../core/json/value.ts";
import { NOT_SET, STATED } from "../../../../../tasks/environments/time/make-world.ts";
import { type CalendarDay, isoDay, parseDay } from "../../../../../tools/calendar/calendar-day.ts";
import type { ReaderView } from "../../reader-view.ts";
import { wordingPattern } from "../wording-pattern.ts";
import { type Found, lookUp, lost } from "./look-up.ts";
import { type ReadDate, readDate, readWrittenDay } from "./read-date.ts";

/** The day that a date is, as far as calls have told, or the next call to make. */
export function workOutDay(view: ReaderView, date: ReadDate): Found<CalendarDay> {
  switch (date.type) {
    case "day":
      return { found: date.day };
    case "today":
      return today(view);
    case "lunar": {
      const { year, month, day, isLeapMonth } = date.lunar;
      return dayIn(view, lookUp(view, "lunar", [year, month, day, isLeapMonth], LUNAR), "date");
    }
    case "term":
    case "holiday":
      return named(view, date);
    case "event":
      return dayOfEvent(view, date.name);
    default: {
      const from = workOutDay(view, date.of);
      if ("intent" in from) return from;
      return dayIn(view, lookUp(view, "shift", [isoDay(from.found), date.amount, date.unit], SHIFT), "date");
    }
  }
}

const LUNAR = { en: "the lunar date has to be turned into one of the common calendar", zh: "要先把农历日期换算成公历" };
const SHIFT = { en: "the date has to be counted from the one I know", zh: "要从已知的日期往后推算" };
const TERMS = { en: "I need the solar terms of that year", zh: "需要那一年的节气日期" };
const HOLIDAYS = { en: "I need the holidays of that year", zh: "需要那一年的节日日期" };
const TODAY = { en: "the question counts from today", zh: "问题从今天算起，要先知道今天的日期" };

/** A tool that knows is asked; the date that a prompt shows will do where there is none. */
function today(view: ReaderView): Found<CalendarDay> {
  const told = lookUp(view, "today", [], TODAY);
  if ("found" in told || "call" in told.intent) return dayIn(view, told, "today");
  const shown = view.date === undefined || view.goal.includes(view.date) ? undefined : readWrittenDay(view.date);
  return shown === undefined ? told : { found: shown };
}

function named(view: ReaderView, { type, year, name }: ReadDate & { type: "term" | "holiday" }): Found<CalendarDay> {
  const isTerm = type === "term";
  const list = lookUp(view, isTerm ? "terms" : "holidays", [year], isTerm ? TERMS : HOLIDAYS);
  if ("intent" in list) return list;
  const days = list.found[isTerm ? "solar_terms" : "holidays"];
  const one = Array.isArray(days) ? days.find((day) => isObject(day) && day["name"] === name) : undefined;
  return dayIn(view, { found: isObject(one) ? one : {} }, "date");
}

function dayOfEvent(view: ReaderView, name: string): Found<CalendarDay> {
  const why = { en: `the register should know the ${name}`, zh: `登记簿里应该有${name}` };
  const result = lookUp(view, "register", [name], why);
  if ("intent" in result) return result;
  const zh = view.language === "zh";
  const text = entryText(view, result.found);
  if (text === undefined)
    return lost(zh ? `没有找到${name}的记录，无法回答` : `there is no record of the ${name}, so I cannot answer`);
  for (const wording of STATED[view.language]) {
    const said = wordingPattern(wording, { n: name }).exec(text)?.groups?.["x"];
    if (said !== undefined && !isNotSet(text, name, view)) return workOutDay(view, readDate(said, view.language));
  }
  return lost(zh ? `${name}的日期还没有确定，无法回答` : `the date of the ${name} is not known, so I cannot answer`);
}

function isNotSet(text: string, name: string, { language }: ReaderView): boolean {
  return NOT_SET[language].some((wording) => wordingPattern(wording, { n: name }).test(text));
}

/** The first entry; the one that was recorded last where answers are to be checked. */
export function entryText({ asks }: ReaderView, { entries }: JsonObject): string | undefined {
  const all = Array.isArray(entries) ? entries.filter(isObject) : [];
  const byAge = all.toSorted((a, b) => (String(a["recorded"]) < String(b["recorded"]) ? 1 : -1));
  const entry = (asks.has("check-before-answer") ? byAge : all)[0];
  return entry === undefined ? undefined : String(entry["text"]);
}

function dayIn({ language }: ReaderView, result: Found<JsonObject>, key: string): Found<CalendarDay> {
  if ("intent" in result) return result;
  const day = parseDay(String(result.found[key]));
  if (day !== undefined) return { found: day };
  return lost(language === "zh" ? "没有这一天，无法回答" : "there is no such day, so I cannot answer");
}
