import { addDays, parseDay } from "../calendar/calendar-day.ts";
import { daysBetween } from "../calendar/calendar-difference.ts";
import { builtinTool, failedWith, replyWith } from "./builtin-tool.ts";
import { dayFacts } from "./day-facts.ts";

/** No call gives more days: a longer list is no help to anybody who reads a prompt. */
const MOST_DAYS = 62;

/** The calendar page of each day in a stretch of days. */
export const calendarInfo = builtinTool({
  name: "get_calendar_info",
  description: {
    en: `Gives weekday, week, lunar date, zodiac animal, solar term and holidays of a day, or of each day up to another (at most ${MOST_DAYS}).`,
    zh: `给出某一天的星期、周数、农历日期、生肖、节气和节日；也可给出一段日期内的每一天（最多${MOST_DAYS}天）。`,
  },
  parameters: {
    start_date: {
      type: "string",
      required: true,
      description: { en: "The day, or the first of several: YYYY-MM-DD", zh: "日期，或起始日期：YYYY-MM-DD" },
    },
    end_date: {
      type: "string",
      description: {
        en: "The last day: YYYY-MM-DD; left out, it is the first one",
        zh: "结束日期：YYYY-MM-DD，不填则只查一天",
      },
    },
  },
  call({ start_date, end_date = start_date! }, language) {
    const [first, last] = [parseDay(String(start_date)), parseDay(String(end_date))];
    if (first === undefined || last === undefined) {
      const text = JSON.stringify(String(first === undefined ? start_date : end_date));
      return failedWith(language, {
        en: `there is no day ${text}; write YYYY-MM-DD`,
        zh: `没有${text}这一天，请写成 YYYY-MM-DD`,
      });
    }
    const count = daysBetween(first, last) + 1;
    if (count < 1 || count > MOST_DAYS)
      return failedWith(language, {
        en: `from ${start_date} to ${end_date} are ${count} days; ask for 1 to ${MOST_DAYS}`,
        zh: `${start_date}到${end_date}共${count}天，请查询1到${MOST_DAYS}天`,
      });
    return replyWith({ days: Array.from({ length: count }, (_, at) => dayFacts(addDays(first, at), language)) });
  },
});
