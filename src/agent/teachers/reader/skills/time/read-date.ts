import { DATE_WORDINGS, TODAY, UNIT_WORDS } from "../../../../../tasks/environments/time/date-wordings.ts";
import type { Language } from "../../../../../templates/template.ts";
import { type CalendarDay, parseDay } from "../../../../../tools/calendar/calendar-day.ts";
import { HOLIDAYS } from "../../../../../tools/calendar/holidays.ts";
import type { LunarDay } from "../../../../../tools/calendar/lunar-day.ts";
import { writeLunarDay } from "../../../../../tools/calendar/lunar-day.ts";
import { SOLAR_TERMS } from "../../../../../tools/calendar/solar-terms.ts";
import { wordingPattern } from "../wording-pattern.ts";

/** A date as words say it. */
export type ReadDate =
  | { readonly type: "day"; readonly day: CalendarDay }
  | { readonly type: "lunar"; readonly lunar: LunarDay }
  | { readonly type: "term" | "holiday"; readonly year: number; readonly name: string }
  | { readonly type: "today" }
  | { readonly type: "event"; readonly name: string }
  | { readonly type: "shift"; readonly of: ReadDate; readonly amount: number; readonly unit: string };

/** Reads a date; what is none of the known forms is taken for an event. */
export function readDate(text: string, language: Language): ReadDate {
  const said = text.trim();
  const shift = readShift(said, language);
  if (shift !== undefined) return shift;
  if (said.toLowerCase() === TODAY[language]) return { type: "today" };
  const day = readWrittenDay(said);
  if (day !== undefined) return { type: "day", day };
  return readLunar(said, language) ?? readNamed(said, language) ?? { type: "event", name: said.replace(/^the /i, "") };
}

function readShift(text: string, language: Language): ReadDate | undefined {
  for (const [wordings, sign] of [
    [DATE_WORDINGS.after, 1],
    [DATE_WORDINGS.before, -1],
  ] as const)
    for (const wording of wordings[language])
      for (const [unit, words] of Object.entries(UNIT_WORDS[language]))
        for (const u of words) {
          const { n = "", x = "" } = wordingPattern(wording, { u }).exec(text)?.groups ?? {};
          if (/^\d+$/.test(n))
            return { type: "shift", of: readDate(x, language), amount: sign * Number(n), unit: `${unit}s` };
        }
  return undefined;
}

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

/** "5 March 1921", "1921年3月5日", "1921-03-05". */
export function readWrittenDay(text: string): CalendarDay | undefined {
  const [, day, month, year] = /^(\d{1,2}) (\p{L}{3})\p{L}* (\d{4})$/u.exec(text) ?? [];
  if (day !== undefined) return parseDay(`${year}-${MONTHS.indexOf(month!.toLowerCase()) + 1}-${day}`);
  return parseDay(text.replace(/^(\d{4})年(\d{1,2})月(\d{1,2})日$/, "$1-$2-$3"));
}

function readLunar(text: string, language: Language): ReadDate | undefined {
  for (const wording of DATE_WORDINGS.lunar[language]) {
    const { l = "", y = "" } = wordingPattern(wording).exec(text)?.groups ?? {};
    const found = /^\d{4}$/.test(y) ? lunarDayIn(l, Number(y), language) : undefined;
    if (found !== undefined) return { type: "lunar", lunar: found };
  }
  return undefined;
}

function lunarDayIn(text: string, year: number, language: Language): LunarDay | undefined {
  for (const isLeapMonth of [false, true])
    for (let month = 1; month <= 12; month++)
      for (let day = 1; day <= 30; day++) {
        const lunar = { year, month, day, isLeapMonth };
        if (writeLunarDay(lunar, language) === text) return lunar;
      }
  return undefined;
}

function readNamed(text: string, language: Language): ReadDate | undefined {
  for (const [type, names] of [
    ["term", SOLAR_TERMS],
    ["holiday", HOLIDAYS],
  ] as const)
    for (const wording of DATE_WORDINGS[type][language]) {
      const { n, y } = wordingPattern(wording).exec(text)?.groups ?? {};
      const known = names.find((one) => one[language].toLowerCase() === n?.toLowerCase());
      if (known !== undefined && /^\d{4}$/.test(y ?? "")) return { type, year: Number(y), name: known[language] };
    }
  return undefined;
}
