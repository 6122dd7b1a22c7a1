import { z } from "zod";
import { fetchJson } from "../fetch-json.ts";
import type { NetworkCall } from "../network-tool.ts";
import { keyFrom, withQuery } from "../search/search-options.ts";
import type { DayWeather, WeatherQuestion, WeatherReport } from "./weather-report.ts";

const BASE = "https://api.weatherapi.com/v1";
const A_DAY = 86_400_000;
/** No forecast goes further. */
const MOST_DAYS_AHEAD = 14;

const number = z.number().optional().catch(undefined);
const condition = z.object({ text: z.string() }).optional().catch(undefined);
const replySchema = z.object({
  location: z.object({ name: z.string(), country: z.string().optional() }),
  current: z
    .object({
      last_updated: z.string().optional(),
      temp_c: number,
      feelslike_c: number,
      humidity: number,
      wind_kph: number,
      precip_mm: number,
      condition,
    })
    .optional(),
  forecast: z
    .object({
      forecastday: z.array(
        z.object({
          date: z.string(),
          day: z.object({
            maxtemp_c: number,
            mintemp_c: number,
            totalprecip_mm: number,
            daily_chance_of_rain: number,
            maxwind_kph: number,
            condition,
          }),
        }),
      ),
    })
    .optional(),
});
type Reply = z.infer<typeof replySchema>;

/** The weather as weatherapi.com has it: what was from its history, what is and will be from its forecast. */
export async function askWeatherApi(
  { url = BASE, key_variable }: { readonly url?: string | undefined; readonly key_variable: string },
  { location, days, current }: WeatherQuestion,
  call: NetworkCall,
): Promise<WeatherReport> {
  // It takes addresses of the network, too, and would then say where this machine is.
  if (/^\s*auto:/i.test(location)) throw new Error(`there is no place ${JSON.stringify(location)}`);
  const ask = async (path: string, query: Record<string, string | number>) => {
    const whole = { key: keyFrom(key_variable), q: location, lang: call.language, ...query };
    return fetchJson({ url: withQuery(url, path, whole) }, replySchema, call);
  };
  const replies = await Promise.all([
    ...(current ? [ask("/current.json", {})] : []),
    ...(days === undefined ? [] : daysAsked(days).map(({ path, query }) => ask(path, query))),
  ]);
  const place = replies[0]!.location;
  const now = replies.find((reply) => reply.forecast === undefined && reply.current !== undefined);
  return {
    location: place.name,
    country: place.country,
    ...(current ? nowIn(now) : {}),
    ...(days === undefined ? {} : { days: replies.flatMap(daysIn).filter(({ date }) => isWithin(date, days)) }),
  };
}

interface Days {
  readonly first: string;
  readonly last: string;
}

/** What has to be asked for to have these days. */
function daysAsked({ first, last }: Days): { path: string; query: Record<string, string | number> }[] {
  const today = new Date().toISOString().slice(0, 10);
  const yesterday = new Date(Date.now() - A_DAY).toISOString().slice(0, 10);
  const past =
    first < today ? [{ path: "/history.json", query: { dt: first, end_dt: last < today ? last : yesterday } }] : [];
  if (last < today) return past;
  const ahead = Math.round((Date.parse(last) - Date.parse(today)) / A_DAY) + 1;
  if (ahead > MOST_DAYS_AHEAD) throw new Error(`no forecast goes further than ${MOST_DAYS_AHEAD} days`);
  return [...past, { path: "/forecast.json", query: { days: ahead } }];
}

function isWithin(date: string, { first, last }: Days): boolean {
  return date >= first && date <= last;
}

function nowIn(reply: Reply | undefined): Pick<WeatherReport, "current"> {
  const current = reply?.current;
  if (current === undefined) return {};
  return {
    current: {
      time: current.last_updated,
      weather: current.condition?.text,
      temperature_celsius: current.temp_c,
      feels_like_celsius: current.feelslike_c,
      humidity_percent: current.humidity,
      wind_kmh: current.wind_kph,
      precipitation_mm: current.precip_mm,
    },
  };
}

function daysIn({ forecast }: Reply): DayWeather[] {
  return (forecast?.forecastday ?? []).map(({ date, day }) => ({
    date,
    weather: day.condition?.text,
    highest_celsius: day.maxtemp_c,
    lowest_celsius: day.mintemp_c,
    precipitation_mm: day.totalprecip_mm,
    precipitation_chance_percent: day.daily_chance_of_rain,
    wind_kmh: day.maxwind_kph,
  }));
}
