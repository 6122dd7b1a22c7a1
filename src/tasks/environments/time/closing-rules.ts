import type { Random } from "../../../core/random.ts";
import type { Language } from "../../../templates/template.ts";
import { WEEKDAYS } from "../../../tools/builtin/day-facts.ts";
import { addDays, type CalendarDay, dayNumber, weekdayOf } from "../../../tools/calendar/calendar-day.ts";
import { writeDay } from "../../write-day.ts";
import type { ClosingRules } from "./time-world.ts";
import { filled, wordings } from "./wordings.ts";

/** How closing rules are written: `{o}` who, `{w}` weekdays, `{f}` and `{t}` the first and the last closed day. */
export const CLOSED = wordings(
  "The {o} is closed on {w}. It is also closed from {f} to {t}, both days included. | Closed days of the {o}: every week on {w}, and all days from {f} to {t} inclusive.",
  "{o}每逢{w}闭馆；另外，{f}至{t}（含首尾两天）也不开放。 | {o}的闭馆日：每周{w}，以及{f}至{t}期间（含首尾两天）。",
);
/** What stands between two weekdays. */
export const AND = { en: " and ", zh: "和" } as const;

/** Draws rules under which a day may well be closed. */
export function drawRules(random: Random, near: CalendarDay): ClosingRules {
  const weekdays = random.shuffled([1, 2, 3, 4, 5, 6, 7]).slice(0, 1 + random.below(2));
  const from = addDays(near, -random.below(12));
  return { weekdays: weekdays.toSorted(), from, to: addDays(from, 4 + random.below(14)) };
}

/** The first day that is not closed, from a day on. */
export function firstOpenDay({ weekdays, from, to }: ClosingRules, day: CalendarDay): CalendarDay {
  const within = dayNumber(day) >= dayNumber(from) && dayNumber(day) <= dayNumber(to);
  const closed = within || weekdays.includes(weekdayOf(day));
  return closed ? firstOpenDay({ weekdays, from, to }, addDays(day, 1)) : day;
}

/** Rules in a sentence or two. */
export function sayRules(random: Random, rules: ClosingRules, name: string, language: Language): string {
  const days = rules.weekdays.map((one) => WEEKDAYS[one - 1]![language] + (language === "en" ? "s" : ""));
  return filled(random.pick(CLOSED[language]), {
    o: name,
    w: days.join(AND[language]),
    f: writeDay(rules.from, language),
    t: writeDay(rules.to, language),
  });
}
