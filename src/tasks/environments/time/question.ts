import type { Random } from "../../../core/random.ts";
import type { Language } from "../../../templates/template.ts";
import { WEEKDAYS } from "../../../tools/builtin/day-facts.ts";
import { addDays, type CalendarDay, dayNumber, weekdayOf } from "../../../tools/calendar/calendar-day.ts";
import { calendarDifference, daysBetween } from "../../../tools/calendar/calendar-difference.ts";
import { lunarDayOf, ZODIAC, zodiacOf } from "../../../tools/calendar/lunar-day.ts";
import { SOLAR_TERMS, solarTermDays } from "../../../tools/calendar/solar-terms.ts";
import type { ExpectedAnswer } from "../../answers/expected-answer.ts";
import { writeDay } from "../../write-day.ts";
import { ANSWER_WORDINGS, ASK_WORDINGS, type AskType } from "./ask-wordings.ts";
import { firstOpenDay } from "./closing-rules.ts";
import type { DateExpression } from "./date-expression.ts";
import { followDate } from "./follow-date.ts";
import { latestEntry } from "./latest-entry.ts";
import { sayDate } from "./say-date.ts";
import type { City, Organisation, TimeWorld } from "./time-world.ts";
import { filled } from "./wordings.ts";

/** What is asked, and about which dates, organisation and cities. */
export interface Ask {
  readonly type: AskType;
  readonly x: DateExpression;
  /** The later date of two. */
  readonly y?: DateExpression;
  readonly organisation?: Organisation;
  readonly cities?: readonly [from: City, to: City];
  /** The hour by the clocks of the first city. */
  readonly hour?: number;
}

/** A question, and its answer. */
export interface TimeQuestion {
  readonly query: string;
  readonly expected: ExpectedAnswer;
  /** The answer in a sentence. */
  readonly answer: string;
  readonly ask?: Ask;
}

/** A question in words; `named` says a date in another way. */
export function sayAsk(random: Random, ask: Ask, world: TimeWorld, named?: string): string {
  const { type, x, y, organisation, cities, hour = 0 } = ask;
  const text = filled(random.pick(ASK_WORDINGS[type][world.language]), {
    x: named ?? sayDate(random, x, world),
    y: y === undefined ? "" : sayDate(random, y, world),
    o: organisation?.name ?? "",
    a: cities?.[0].name ?? "",
    b: cities?.[1].name ?? "",
    t: `${String(hour).padStart(2, "0")}:00`,
  });
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A question with its answer; undefined where there is none, or where the question or the way to it says it already. */
export function answered(query: string, ask: Ask, world: TimeWorld): TimeQuestion | undefined {
  const stops = [ask.x, ...(ask.y === undefined ? [] : [ask.y])].map((date) => followDate(date, world));
  const days = stops.map((one) => one.at(-1)!.day);
  if (days.some((day) => day === undefined)) return undefined;
  const value = answerValue(ask, days as CalendarDay[], world.language);
  if (value === undefined) return undefined;
  const { expected, said } = value;
  const seen = stops.flat().map(({ day }) => writeDay(day!, world.language));
  const texts = textsOf(ask, stops.flat(), world);
  if (saysAlready(expected, said, [query, ...seen.slice(ask.type === "date" ? seen.length : 0), ...texts]))
    return undefined;
  const along = [query, ...seen.filter((one) => one !== said), ...texts];
  const answer = filled(ANSWER_WORDINGS[ask.type][world.language][0]!, { v: said });
  return { query, ask, answer, expected: { ...expected, along } };
}

/** What is written down about everything on the way. */
function textsOf({ organisation }: Ask, stops: ReturnType<typeof followDate>, { events }: TimeWorld): string[] {
  const read = stops.flatMap(({ expression }) =>
    expression.type === "event" ? [latestEntry(events[expression.event]!.entries).text] : [],
  );
  return organisation === undefined ? read : [...read, latestEntry(organisation.entries).text];
}

function saysAlready({ kind }: ExpectedAnswer, said: string, texts: readonly string[]): boolean {
  return kind !== "number" && texts.some((text) => text.toLowerCase().includes(said.toLowerCase()));
}

type Value = { readonly expected: ExpectedAnswer; readonly said: string };

function answerValue(ask: Ask, [day, later]: readonly CalendarDay[], language: Language): Value | undefined {
  switch (ask.type) {
    case "date":
      return dateValue(day!, language);
    case "weekday":
      return wordValue(WEEKDAYS, weekdayOf(day!) - 1, language);
    case "zodiac":
      return wordValue(ZODIAC, ZODIAC.indexOf(zodiacOf(lunarDayOf(day!).year)), language);
    case "term":
      return wordValue(SOLAR_TERMS, nextTerm(day!), language);
    case "days":
      return countValue(daysBetween(day!, later!), { en: "days", zh: "天" }[language]);
    case "months":
      return countValue(monthsBetween(day!, later!), { en: "months", zh: "个月" }[language]);
    case "open":
      return dateValue(firstOpenDay(latestEntry(ask.organisation!.entries).value, day!), language);
    default:
      return dateValue(dayElsewhere(day!, ask), language);
  }
}

/** What an answer would be like, were there one: the words of which it would be one. */
export function expectedKind({ type }: Ask): ExpectedAnswer {
  const words = { weekday: WEEKDAYS, zodiac: ZODIAC, term: SOLAR_TERMS }[type as "weekday"] ?? [];
  return { kind: "text", forms: [], rivals: words.flatMap(formsOf), along: [] };
}

function dateValue(day: CalendarDay, language: Language): Value {
  return { expected: { kind: "date", ...day, along: [] }, said: writeDay(day, language) };
}

/** Too short a time could be guessed. */
function countValue(value: number, unit: string): Value | undefined {
  return value < 3 ? undefined : { expected: { kind: "number", value, unit, along: [] }, said: String(value) };
}

function wordValue(words: readonly Readonly<Record<Language, string>>[], at: number, language: Language): Value {
  const expected = { kind: "text", forms: formsOf(words[at]!), rivals: words.flatMap(formsOf), along: [] } as const;
  return { expected, said: words[at]![language] };
}

function formsOf(word: Readonly<Record<Language, string>>): string[] {
  return [word.en, word.zh, ...(SPELLINGS[word.zh] ?? [])];
}

const SHORT_DAYS = [["Mon"], ["Tue", "Tues"], ["Wed"], ["Thu", "Thur", "Thurs"], ["Fri"], ["Sat"]] as const;

const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    [..."一二三四五六"].map((one, at) => [
      `星期${one}`,
      [`周${one}`, `週${one}`, `礼拜${one}`, `禮拜${one}`, ...SHORT_DAYS[at]!],
    ]),
  ),
  星期日: ["星期天", "周日", "周天", "週日", "礼拜天", "礼拜日", "禮拜天", "Sun"],
  羊: ["Sheep", "Ram"],
  鸡: ["Chicken"],
  猪: ["Boar"],
  鼠: ["Mouse"],
  牛: ["Bull"],
  兔: ["Hare"],
};

function monthsBetween(from: CalendarDay, to: CalendarDay): number {
  if (daysBetween(from, to) < 0) return -1;
  return calendarDifference({ day: from, seconds: 0 }, { day: to, seconds: 0 }).totalMonths;
}

function nextTerm(day: CalendarDay): number {
  const later = solarTermDays(day.year).findIndex((one) => dayNumber(one) > dayNumber(day));
  return later === -1 ? 0 : later;
}

/** The day by the clocks of the second city. */
export function dayElsewhere(day: CalendarDay, { cities, hour = 0 }: Ask): CalendarDay {
  const [from, to] = cities!;
  return addDays(day, Math.floor((hour + to.offset - from.offset) / 24));
}

/** An hour at which the day is another one in the second city; undefined where there is none. */
export function hourOfAnotherDay(random: Random, [from, to]: readonly [City, City]): number | undefined {
  const ahead = to.offset - from.offset;
  const hours = Array.from({ length: 24 }, (_, at) => at).filter((hour) => hour + ahead < 0 || hour + ahead >= 24);
  return hours.length === 0 ? undefined : random.pick(hours);
}
