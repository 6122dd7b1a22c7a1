import { calendarDifference } from "../calendar/calendar-difference.ts";
import { atOffset, isoMoment, parseMoment } from "../calendar/moment.ts";
import { builtinTool, failedWith, replyWith } from "./builtin-tool.ts";

/** What lies between two moments, by the calendar: no month has 30 days because it is a month. */
export const timeDelta = builtinTool({
  name: "time_delta",
  description: {
    en: "Says how much time lies between two moments, in calendar years, months and days, and in total days and seconds.",
    zh: "计算两个时刻之间相隔多久：按日历给出年、月、日、时、分、秒，以及总天数和总秒数。",
  },
  parameters: {
    start_time: {
      type: "string",
      required: true,
      description: {
        en: "The first moment: YYYY-MM-DD, or YYYY-MM-DDThh:mm:ss with or without an offset such as +08:00",
        zh: "开始时刻：YYYY-MM-DD，或 YYYY-MM-DDThh:mm:ss，可带 +08:00 这样的时区偏移",
      },
    },
    end_time: {
      type: "string",
      required: true,
      description: { en: "The second moment, written as the first", zh: "结束时刻，写法同上" },
    },
  },
  call({ start_time, end_time }, language) {
    const [start, end] = [parseMoment(String(start_time)), parseMoment(String(end_time))];
    if (start === undefined || end === undefined) {
      const text = String(start === undefined ? start_time : end_time);
      return failedWith(language, {
        en: `${JSON.stringify(text)} is no moment; write YYYY-MM-DD or YYYY-MM-DDThh:mm:ss`,
        zh: `${JSON.stringify(text)}不是有效的时刻，请写成 YYYY-MM-DD 或 YYYY-MM-DDThh:mm:ss`,
      });
    }
    if ((start.offset === undefined) !== (end.offset === undefined))
      return failedWith(language, {
        en: "only one of the two moments has an offset from UTC; give both or none",
        zh: "两个时刻只有一个带时区偏移，请都带上或都不带",
      });
    const { totalMonths, totalDays, totalSeconds, ...parts } = calendarDifference(start, atOffset(end, start.offset));
    return replyWith({
      start_time: isoMoment(start),
      end_time: isoMoment(atOffset(end, start.offset)),
      ...parts,
      total_months: totalMonths,
      total_days: totalDays,
      total_seconds: totalSeconds,
    });
  },
});
