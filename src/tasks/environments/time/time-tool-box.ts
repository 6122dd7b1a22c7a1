import type { JsonObject, JsonValue } from "../../../core/json/value.ts";
import type { Tool } from "../../../core/tool.ts";
import type { Language } from "../../../templates/template.ts";
import { failedWith, replyWith } from "../../../tools/builtin/builtin-tool.ts";
import { dayFacts } from "../../../tools/builtin/day-facts.ts";
import { holidaysInfo } from "../../../tools/builtin/holidays-info.ts";
import { solarTermsInfo } from "../../../tools/builtin/solar-terms-info.ts";
import { type CalendarDay, isoDay, parseDay } from "../../../tools/calendar/calendar-day.ts";
import { calendarDifference } from "../../../tools/calendar/calendar-difference.ts";
import { dayOfLunar, LUNAR_YEARS } from "../../../tools/calendar/lunar-day.ts";
import type { ToolBox, ToolReply } from "../../../tools/tool-box.ts";
import { idleReply } from "../../tool-making/distractor-tools.ts";
import { moved } from "./follow-date.ts";
import { ROLES, type Role } from "./role.ts";
import type { TimeTools } from "./time-tools.ts";
import type { Entry, TimeWorld } from "./time-world.ts";

/** The tools of a task over its world; those that no task needs do nothing. */
export function timeToolBox({ tools, roles }: TimeTools, world: TimeWorld): ToolBox {
  return {
    tools,
    async call(name, args): Promise<ToolReply> {
      const role = ROLES.find((one) => roles[one]?.name === name);
      if (role === undefined) return { content: idleReply(world.language) };
      return CALLS[role](valuesOf(args, roles[role]!), world);
    },
  };
}

/** The arguments in the order of the tool's parameters. */
function valuesOf(args: JsonObject, tool: Tool): (JsonValue | undefined)[] {
  return Object.keys((tool.parameters?.["properties"] ?? {}) as object).map((key) => args[key]);
}

type Call = (values: readonly (JsonValue | undefined)[], world: TimeWorld) => ToolReply;

const CALLS: Readonly<Record<Role, Call>> = {
  register: ([name], { events }) => replyWith(entriesFor(String(name), events)),
  opening: ([name], { organisations }) => replyWith(entriesFor(String(name), organisations)),
  clock([name], { cities }) {
    const city = cities.find((one) => isNamed(one, String(name)));
    return replyWith({ city: String(name), utc_offset: city === undefined ? null : offsetText(city.offset) });
  },
  today: (_, { today }) => replyWith({ today: isoDay(today) }),
  shift([date, amount, unit], { language }) {
    const day = parseDay(String(date));
    if (day === undefined) return noDay(String(date), language);
    const one = UNITS[String(unit).toLowerCase()];
    if (one === undefined)
      return failedWith(language, { en: "the unit is days, weeks or months", zh: "单位应为 days、weeks 或 months" });
    return within(moved(day, Number(amount), one), language, (found) => replyWith({ date: isoDay(found) }));
  },
  difference([start, end], { language }) {
    const [from, to] = [parseDay(String(start)), parseDay(String(end))];
    if (from === undefined || to === undefined) return noDay(String(from === undefined ? start : end), language);
    const found = calendarDifference({ day: from, seconds: 0 }, { day: to, seconds: 0 });
    return replyWith({ direction: found.direction, total_days: found.totalDays, whole_months: found.totalMonths });
  },
  calendar([date], { language }) {
    const day = parseDay(String(date));
    if (day === undefined) return noDay(String(date), language);
    return within(day, language, (found) => replyWith(dayFacts(found, language)));
  },
  lunar([year, month, day, leap], { language }) {
    const lunar = { year: Number(year), month: Number(month), day: Number(day), isLeapMonth: leap === true };
    if (lunar.year < LUNAR_YEARS.first || lunar.year > LUNAR_YEARS.last)
      return failedWith(language, { en: "the year is not in the tables", zh: "没有该年份的数据" });
    const found = dayOfLunar(lunar);
    if (found !== undefined) return replyWith({ date: isoDay(found) });
    const note = { en: "the lunar calendar has no such day", zh: "农历没有这一天" }[language];
    return replyWith({ date: null, note });
  },
  terms: ([year], { language }) => solarTermsInfo.call({ year: year ?? null }, language),
  holidays: ([year], { language }) => holidaysInfo.call({ year: year ?? null }, language),
};

const UNITS: Readonly<Record<string, string>> = {
  ...{ day: "day", days: "day", 天: "day", 日: "day" },
  ...{ week: "week", weeks: "week", 周: "week", 星期: "week" },
  ...{ month: "month", months: "month", 月: "month", 个月: "month" },
};

function isNamed({ name }: { readonly name: string }, asked: string): boolean {
  return name.toLowerCase() === asked.trim().toLowerCase().replace(/^the /, "");
}

/** What is written down under a name, or the names that begin as it does. */
function entriesFor<T>(
  asked: string,
  things: readonly { readonly name: string; readonly entries: readonly Entry<T>[] }[],
): object {
  const found = things.find((one) => isNamed(one, asked));
  if (found !== undefined)
    return {
      name: found.name,
      entries: found.entries.map(({ recorded, text }) => ({ recorded: isoDay(recorded), text })),
    };
  const start = asked
    .trim()
    .toLowerCase()
    .slice(0, /\p{Script=Han}/u.test(asked) ? 1 : 3);
  const similar = things.map(({ name }) => name).filter((name) => start !== "" && name.toLowerCase().startsWith(start));
  return { name: asked, entries: [], similar_names: similar.slice(0, 5) };
}

function offsetText(hours: number): string {
  return `${hours < 0 ? "-" : "+"}${String(Math.abs(hours)).padStart(2, "0")}:00`;
}

function noDay(text: string, language: Language): ToolReply {
  const said = JSON.stringify(text);
  return failedWith(language, {
    en: `there is no day ${said}; write YYYY-MM-DD`,
    zh: `没有${said}这一天，请写成 YYYY-MM-DD`,
  });
}

/** The calendars of this world begin and end. */
function within(day: CalendarDay, language: Language, reply: (day: CalendarDay) => ToolReply): ToolReply {
  if (day.year >= LUNAR_YEARS.first && day.year <= LUNAR_YEARS.last) return reply(day);
  const { first, last } = LUNAR_YEARS;
  return failedWith(language, {
    en: `the calendar goes from ${first} to ${last}`,
    zh: `日历只包含${first}年到${last}年`,
  });
}
