import type { Random } from "../../../core/random.ts";
import type { Language } from "../../../templates/template.ts";
import { addDays, type CalendarDay, dayAt, dayNumber } from "../../../tools/calendar/calendar-day.ts";
import type { NameSource } from "../../names/name-source.ts";
import { drawRules, sayRules } from "./closing-rules.ts";
import type { DateExpression } from "./date-expression.ts";
import { drawBase, drawDay, drawShift } from "./draw-date.ts";
import { sayDate } from "./say-date.ts";
import type { City, ClosingRules, Entry, Organisation, TimedEvent, TimeWorld } from "./time-world.ts";
import { filled, wordings } from "./wordings.ts";

/** A world, and the events that lead from one to the next, the first of which a question may name. */
export interface MadeWorld {
  readonly world: TimeWorld;
  readonly chain: readonly number[];
}

const EVENTS_BY_LEVEL = [0, 3, 4, 6, 8, 10];
const ALIKE_BY_LEVEL = [0, 0.2, 0.35, 0.5, 0.6, 0.7];
/** How likely an entry has an older version that says something else. */
const STALE_BY_LEVEL = [0, 0, 0.15, 0.22, 0.35, 0.5];

const EVENTS = wordings(
  "Regatta | Fair | Symposium | Long Run | Concert | Auction | Parade | Exhibition | Tournament | Bake-off",
  "庙会 | 论坛 | 音乐会 | 长跑赛 | 拍卖会 | 画展 | 运动会 | 读书会 | 灯会 | 年会",
);
const ORGANISATIONS = wordings(
  "Library | Archive | Museum | Observatory | Bathhouse | Botanical Garden",
  "图书馆 | 档案馆 | 天文台 | 美术馆 | 植物园 | 游泳馆",
);

/** How the register states dates: `{n}` the event, `{x}` its date. */
export const STATED = wordings(
  "The date of the {n} is {x}. | The {n} is set for {x}. | For the {n} the date is {x}.",
  "{n}定于{x}举行。 | {n}的日期是{x}。 | {n}安排在{x}。",
);
/** How the register says that there is no date. */
export const NOT_SET = wordings(
  "The date of the {n} has not been set yet. | No date has been fixed for the {n} so far.",
  "{n}的日期尚未确定。 | {n}还没有定下日期。",
);

/** Makes a world up; `unset` leaves the date at the end of the chain open. */
export function makeWorld(
  random: Random,
  names: NameSource,
  { language, level, length, unset }: { language: Language; level: number; length: number; unset: boolean },
): MadeWorld {
  const draw: Draw = { random, names, language, level };
  const today = dayAt(dayNumber({ year: 2016, month: 1, day: 1 }) + random.below(6900));
  const events = drawNames(draw, EVENTS, EVENTS_BY_LEVEL[level]!).map((name) => ({ name }));
  const chain = random.shuffled(events.map((_, at) => at)).slice(0, length);
  const dateOf = (event: number): DateExpression | undefined => {
    const place = chain.indexOf(event);
    const next = chain[place + 1];
    if (place >= 0 && next !== undefined) return drawShift(random, { type: "event", event: next });
    if (place >= 0 && unset) return undefined;
    return drawBase(random, today, level === 1 ? ["day"] : ["day", "lunar", "term", "holiday"]);
  };
  const entriesOf = (name: string, at: number): TimedEvent["entries"] => {
    const value = dateOf(at);
    const text = (one: DateExpression | undefined) =>
      one === undefined
        ? filled(random.pick(NOT_SET[language]), { n: name })
        : filled(random.pick(STATED[language]), { n: name, x: sayDate(random, one, { language, events }) });
    return versions(draw, today, value, () => former(random, value, today), text);
  };
  const world = {
    language,
    today,
    events: events.map(({ name }, at) => ({ name, entries: entriesOf(name, at) })),
    organisations: drawNames(draw, ORGANISATIONS, 2).map((name) => drawOrganisation(draw, name, today, today)),
    cities: drawCities(draw),
  };
  return { world, chain };
}

interface Draw {
  readonly random: Random;
  readonly names: NameSource;
  readonly language: Language;
  readonly level: number;
}

/** An organisation that may be closed near a day. */
export function drawOrganisation(draw: Draw, name: string, near: CalendarDay, today: CalendarDay): Organisation {
  const { random, language } = draw;
  const rules = drawRules(random, near);
  const older = (): ClosingRules => ({ ...drawRules(random, addDays(near, 3)), weekdays: [1 + random.below(7)] });
  return { name, entries: versions(draw, today, rules, older, (one) => sayRules(random, one, name, language)) };
}

/** A new name of an organisation. */
export function drawOrganisationName(draw: Draw): string {
  return drawNames(draw, ORGANISATIONS, 1)[0]!;
}

function former(random: Random, now: DateExpression | undefined, today: CalendarDay): DateExpression {
  return now?.type === "shift" ? drawShift(random, now.of) : { type: "day", day: drawDay(random, today) };
}

/** What is written down, and sometimes an older version of it, in any order. */
function versions<T>(
  { random, level }: Draw,
  today: CalendarDay,
  value: T,
  older: () => T,
  text: (value: T) => string,
): readonly Entry<T>[] {
  const entry = (one: T, daysAgo: number): Entry<T> => ({
    value: one,
    recorded: addDays(today, -daysAgo),
    text: text(one),
  });
  const current = entry(value, 10 + random.below(200));
  if (!random.chance(STALE_BY_LEVEL[level]!)) return [current];
  return random.shuffled([current, entry(older(), 400 + random.below(700))]);
}

function drawCities({ random, names, language }: Draw): City[] {
  const offsets = random.shuffled(Array.from({ length: 23 }, (_, at) => at - 10)).slice(0, 4);
  return offsets.map((offset) => ({ name: language === "zh" ? `${names.stem()}市` : names.stem(), offset }));
}

function drawNames(
  { random, names, language, level }: Draw,
  nouns: Readonly<Record<Language, readonly string[]>>,
  count: number,
): string[] {
  const stems: string[] = [];
  return Array.from({ length: count }, () => {
    const like = stems.length > 0 && random.chance(ALIKE_BY_LEVEL[level]!) ? random.pick(stems) : undefined;
    const stem = like === undefined ? names.stem() : names.stemLike(like);
    stems.push(stem);
    return `${stem}${language === "zh" ? "" : " "}${random.pick(nouns[language])}`;
  });
}
