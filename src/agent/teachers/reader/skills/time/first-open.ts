import { AND, CLOSED, firstOpenDay } from "../../../../../tasks/environments/time/closing-rules.ts";
import type { ClosingRules } from "../../../../../tasks/environments/time/time-world.ts";
import type { Language } from "../../../../../templates/template.ts";
import { WEEKDAYS } from "../../../../../tools/builtin/day-facts.ts";
import type { CalendarDay } from "../../../../../tools/calendar/calendar-day.ts";
import type { ReaderView } from "../../reader-view.ts";
import { wordingPattern } from "../wording-pattern.ts";
import { type Found, lookUp, lost } from "./look-up.ts";
import { readWrittenDay } from "./read-date.ts";
import { entryText } from "./work-out-day.ts";

/** The first day on which an organisation is open, by the rules that a tool gives. */
export function firstOpen(view: ReaderView, name: string, from: CalendarDay): Found<CalendarDay> {
  const why = { en: `I need the closing days of the ${name}`, zh: `需要${name}的闭馆规定` };
  const result = lookUp(view, "opening", [name], why);
  if ("intent" in result) return result;
  const rules = readRules(entryText(view, result.found) ?? "", name, view.language);
  if (rules !== undefined) return { found: firstOpenDay(rules, from) };
  return lost(
    view.language === "zh" ? `查不到${name}哪天开放` : `nothing says when the ${name} is open, so I cannot answer`,
  );
}

function readRules(text: string, name: string, language: Language): ClosingRules | undefined {
  for (const wording of CLOSED[language]) {
    const { w = "", f = "", t = "" } = wordingPattern(wording, { o: name }).exec(text)?.groups ?? {};
    const [from, to] = [readWrittenDay(f), readWrittenDay(t)];
    if (from === undefined || to === undefined) continue;
    const days = w.split(AND[language]).map((day) => (language === "en" ? day.replace(/s$/, "") : day));
    return { weekdays: days.map((day) => WEEKDAYS.findIndex((one) => one[language] === day) + 1), from, to };
  }
  return undefined;
}
