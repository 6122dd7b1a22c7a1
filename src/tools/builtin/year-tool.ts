import { type CalendarDay, isoDay } from "../calendar/calendar-day.ts";
import { LUNAR_YEARS } from "../calendar/lunar-day.ts";
import { type BuiltinTool, builtinTool, failedWith, replyWith } from "./builtin-tool.ts";

/** A day with its names. */
interface NamedDay {
  readonly en: string;
  readonly zh: string;
  readonly day: CalendarDay;
}

/** A tool that lists named days of a year under a key, in the order of the year. */
export function yearTool(
  name: string,
  key: string,
  description: { readonly en: string; readonly zh: string },
  daysIn: (year: number) => readonly NamedDay[],
): BuiltinTool {
  const { first, last } = LUNAR_YEARS;
  return builtinTool({
    name,
    description,
    parameters: {
      year: {
        type: "integer",
        required: true,
        description: { en: `The year, ${first} to ${last}`, zh: `年份，${first}到${last}` },
      },
    },
    call({ year }, language) {
      if (!Number.isInteger(year) || Number(year) < first || Number(year) > last)
        return failedWith(language, {
          en: `the year ${JSON.stringify(year)} is not in the tables; give one from ${first} to ${last}`,
          zh: `没有${JSON.stringify(year)}年的数据，请给出${first}到${last}之间的年份`,
        });
      const days = daysIn(Number(year)).map(({ day, ...names }) => ({ name: names[language], date: isoDay(day) }));
      return replyWith({ year: Number(year), [key]: days.toSorted((a, b) => (a.date < b.date ? -1 : 1)) });
    },
  });
}
