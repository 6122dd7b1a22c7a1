import { z } from "zod";
import type { JsonObject } from "../../../core/json/value.ts";
import { parseDay } from "../../calendar/calendar-day.ts";
import { daysBetween } from "../../calendar/calendar-difference.ts";
import { networkTool } from "../network-tool.ts";
import { askOpenMeteo } from "./open-meteo.ts";
import { askWeatherApi } from "./weather-api.ts";
import type { WeatherQuestion } from "./weather-report.ts";

const MOST_DAYS = 16;
const address = z.url({ protocol: /^https?$/ }).optional();

/** The weather at a place, now or on some days. */
export const weatherInfo = networkTool({
  name: "get_weather_info",
  description: {
    en: `Gives the weather at a place: now, or on each day from one date to another (at most ${MOST_DAYS} days).`,
    zh: `查询某地的天气：当前天气，或一段日期内每天的天气（最多${MOST_DAYS}天）。`,
  },
  parameters: {
    location: {
      type: "string",
      required: true,
      description: { en: "The place, such as Beijing", zh: "地点，例如北京" },
    },
    start_date: { type: "string", description: { en: "The first day: YYYY-MM-DD", zh: "开始日期：YYYY-MM-DD" } },
    end_date: {
      type: "string",
      description: {
        en: "The last day: YYYY-MM-DD; left out, it is the first one",
        zh: "结束日期：YYYY-MM-DD，不填则只查一天",
      },
    },
    is_current: {
      type: "boolean",
      description: {
        en: "Whether the weather now is wanted; left out, it is where no date is given",
        zh: "是否查询当前天气；不填日期时默认查询",
      },
    },
  },
  options: z.strictObject({
    backend: z.enum(["open-meteo", "weatherapi"]).default("open-meteo"),
    url: address,
    geocoding_url: address,
    archive_url: address,
    key_variable: z.string().min(1).default("WEATHERAPI_KEY"),
  }),
  variables: ({ backend, key_variable }) => (backend === "weatherapi" ? [key_variable] : []),
  async call(args, given, call) {
    const question = questionIn(args);
    return given.backend === "open-meteo" ? askOpenMeteo(given, question, call) : askWeatherApi(given, question, call);
  },
});

function questionIn({ location, start_date: first, end_date: last = first, is_current }: JsonObject): WeatherQuestion {
  const days = first === undefined ? undefined : daysIn(String(first), String(last));
  return { location: String(location), days, current: days === undefined || is_current === true };
}

function daysIn(first: string, last: string): { first: string; last: string } {
  const [start, end] = [parseDay(first), parseDay(last)];
  if (start === undefined || end === undefined)
    throw new Error(`there is no day ${JSON.stringify(start === undefined ? first : last)}; write YYYY-MM-DD`);
  const count = daysBetween(start, end) + 1;
  if (count < 1 || count > MOST_DAYS)
    throw new Error(`from ${first} to ${last} are ${count} days; ask for 1 to ${MOST_DAYS}`);
  return { first, last };
}
