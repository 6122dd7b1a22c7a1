import { z } from "zod";
import { fetchJson } from "../fetch-json.ts";
import type { NetworkCall } from "../network-tool.ts";
import { withQuery } from "../search/search-options.ts";
import { WEATHER_CODES } from "./weather-codes.ts";
import type { WeatherQuestion, WeatherReport } from "./weather-report.ts";

/** Addresses of Open-Meteo's three services. */
export interface OpenMeteoPlaces {
  readonly url?: string | undefined;
  readonly geocoding_url?: string | undefined;
  readonly archive_url?: string | undefined;
}

const FORECAST = "https://api.open-meteo.com/v1";
const GEOCODING = "https://geocoding-api.open-meteo.com/v1";
const ARCHIVE = "https://archive-api.open-meteo.com/v1";
/** The forecast keeps days so long; the archive has what is older. */
const RECENT_DAYS = 90;

const NOW = "temperature_2m,apparent_temperature,relative_humidity_2m,precipitation,weather_code,wind_speed_10m";
const DAY = "weather_code,temperature_2m_max,temperature_2m_min,precipitation_sum,wind_speed_10m_max";

const number = z.number().optional().catch(undefined);
const numbers = z.array(z.number().nullable()).default([]).catch([]);
const placesSchema = z.object({
  results: z
    .array(z.object({ name: z.string(), country: z.string().optional(), latitude: z.number(), longitude: z.number() }))
    .default([]),
});
const weatherSchema = z.object({
  current: z
    .object({
      time: z.string().optional(),
      temperature_2m: number,
      apparent_temperature: number,
      relative_humidity_2m: number,
      precipitation: number,
      weather_code: number,
      wind_speed_10m: number,
    })
    .optional(),
  daily: z
    .object({
      time: z.array(z.string()),
      weather_code: numbers,
      temperature_2m_max: numbers,
      temperature_2m_min: numbers,
      precipitation_sum: numbers,
      precipitation_probability_max: numbers,
      wind_speed_10m_max: numbers,
    })
    .optional(),
});
type Weather = z.infer<typeof weatherSchema>;
type Days = NonNullable<WeatherQuestion["days"]>;

/** The weather as Open-Meteo has it, without a key. */
export async function askOpenMeteo(
  places: OpenMeteoPlaces,
  { location, days, current }: WeatherQuestion,
  call: NetworkCall,
): Promise<WeatherReport> {
  const { latitude, longitude, name, country } = await findPlace(places, location, call);
  const at = { latitude, longitude, timezone: "auto" };
  const now = current ? forecast(places, { ...at, current: NOW }, call) : undefined;
  const asked = days === undefined ? undefined : askDays(places, at, days, call);
  const [{ current: known }, { daily }] = await Promise.all([now ?? NOTHING, asked ?? NOTHING]);
  return { location: name, country, ...nowIn(known, call), ...daysIn(daily, call) };
}

const NOTHING: Weather = {};

async function findPlace({ geocoding_url = GEOCODING }: OpenMeteoPlaces, location: string, call: NetworkCall) {
  const query = { name: location, count: 1, language: call.language, format: "json" };
  const { results } = await fetchJson({ url: withQuery(geocoding_url, "/search", query) }, placesSchema, call);
  if (results[0] === undefined) throw new Error(`there is no place ${JSON.stringify(location)}`);
  return results[0];
}

type Query = Readonly<Record<string, string | number>>;

function forecast({ url = FORECAST }: OpenMeteoPlaces, query: Query, call: NetworkCall): Promise<Weather> {
  return fetchJson({ url: withQuery(url, "/forecast", query) }, weatherSchema, call);
}

function askDays(places: OpenMeteoPlaces, at: Query, { first, last }: Days, call: NetworkCall): Promise<Weather> {
  const query = { ...at, start_date: first, end_date: last };
  const isOld = Date.parse(last) < Date.now() - RECENT_DAYS * 86_400_000;
  if (!isOld) return forecast(places, { ...query, daily: `${DAY},precipitation_probability_max` }, call);
  const url = withQuery(places.archive_url ?? ARCHIVE, "/archive", { ...query, daily: DAY });
  return fetchJson({ url }, weatherSchema, call);
}

function nowIn(current: Weather["current"], { language }: NetworkCall): Pick<WeatherReport, "current"> {
  if (current === undefined) return {};
  return {
    current: {
      time: current.time,
      weather: WEATHER_CODES[current.weather_code ?? -1]?.[language],
      temperature_celsius: current.temperature_2m,
      feels_like_celsius: current.apparent_temperature,
      humidity_percent: current.relative_humidity_2m,
      wind_kmh: current.wind_speed_10m,
      precipitation_mm: current.precipitation,
    },
  };
}

function daysIn(daily: Weather["daily"], { language }: NetworkCall): Pick<WeatherReport, "days"> {
  if (daily === undefined) return {};
  const days = daily.time.map((date, at) => ({
    date,
    weather: WEATHER_CODES[daily.weather_code[at] ?? -1]?.[language],
    highest_celsius: daily.temperature_2m_max[at] ?? undefined,
    lowest_celsius: daily.temperature_2m_min[at] ?? undefined,
    precipitation_mm: daily.precipitation_sum[at] ?? undefined,
    precipitation_chance_percent: daily.precipitation_probability_max[at] ?? undefined,
    wind_kmh: daily.wind_speed_10m_max[at] ?? undefined,
  }));
  return { days };
}
