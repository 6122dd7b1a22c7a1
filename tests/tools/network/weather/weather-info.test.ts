import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JsonObject } from "../../../../src/core/json/value.ts";
import { namedTool } from "../../../../src/tools/named/named-tool.ts";
import { ownToolBox } from "../../../../src/tools/own/own-tool-box.ts";
import { type Asked, type LocalServer, startLocalServer } from "../../../infra/local-server.ts";

const CANARY = "weather-canary-77a1e0";
const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

/** Shaped as Open-Meteo and weatherapi.com answer, by their public documentation; the numbers are ours. */
function answer({ url }: Asked): [number, unknown] {
  const query = url.searchParams;
  switch (url.pathname) {
    case "/geo/search":
      return [200, query.get("name") === "Nowhere" ? { generationtime_ms: 1 } : { results: [{ ...OSLO }] }];
    case "/meteo/forecast":
    case "/archive/archive":
      return [
        200,
        { latitude: 59.9, longitude: 10.7, timezone: "Europe/Oslo", ...meteoCurrent(query), ...meteoDays(query) },
      ];
    case "/wa/current.json":
      if (query.get("q") === "Nowhere") return [400, { error: { code: 1006, message: "No matching location found." } }];
      return [200, { location: PLACE, current: CURRENT }];
    case "/wa/forecast.json":
      return [200, { location: PLACE, current: CURRENT, forecast: forecastDays(0, Number(query.get("days"))) }];
    case "/wa/history.json": {
      const ago = (name: string) => Math.round((Date.parse(query.get(name)!) - Date.parse(day(0))) / 86_400_000);
      return [200, { location: PLACE, forecast: forecastDays(ago("dt"), ago("end_dt") - ago("dt") + 1) }];
    }
    default:
      return [404, {}];
  }
}

const OSLO = { id: 1, name: "Oslo", country: "Norway", latitude: 59.9, longitude: 10.7, elevation: 26 };
const PLACE = { name: "Oslo", region: "Oslo", country: "Norway", lat: 59.9, lon: 10.7, localtime: "2025-06-02 12:00" };
const CURRENT = {
  last_updated: "2025-06-02 12:00",
  temp_c: 18.5,
  feelslike_c: 17,
  humidity: 60,
  wind_kph: 12.5,
  precip_mm: 0,
  condition: { text: "Sunny", code: 1000 },
};

function meteoCurrent(query: URLSearchParams) {
  if (!query.has("current")) return {};
  const known = { temperature_2m: 18.5, apparent_temperature: 17, relative_humidity_2m: 60, precipitation: 0 };
  return { current: { time: "2025-06-02T12:00", interval: 900, ...known, weather_code: 61, wind_speed_10m: 12.5 } };
}

function meteoDays(query: URLSearchParams) {
  if (!query.has("daily")) return {};
  const [start, end] = [query.get("start_date")!, query.get("end_date")!];
  const time = start === end ? [start] : [start, end];
  const same = (value: number | null) => time.map(() => value);
  const daily = { time, weather_code: same(3), temperature_2m_max: same(20.1), temperature_2m_min: same(null) };
  return { daily: { ...daily, precipitation_sum: same(1.5), wind_speed_10m_max: same(30) } };
}

function forecastDays(first: number, count: number) {
  const known = { maxtemp_c: 20, mintemp_c: 10, totalprecip_mm: 1.5, daily_chance_of_rain: 40, maxwind_kph: 30 };
  const days = Array.from({ length: count }, (_, at) => day(first + at));
  return { forecastday: days.map((date) => ({ date, day: { ...known, condition: { text: "Cloudy" } }, hour: [] })) };
}

let server: LocalServer;
beforeAll(async () => {
  process.env["WEATHERAPI_KEY"] = CANARY;
  server = await startLocalServer((asked, response) => {
    const [status, body] = answer(asked);
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
});
afterAll(async () => {
  delete process.env["WEATHERAPI_KEY"];
  await server.close();
});

async function ask(backend: "open-meteo" | "weatherapi", args: JsonObject, language = "en") {
  const places =
    backend === "weatherapi"
      ? { url: `${server.base}/wa` }
      : { url: `${server.base}/meteo`, geocoding_url: `${server.base}/geo`, archive_url: `${server.base}/archive` };
  const tool = namedTool({ use: "get_weather_info", backend, language, ...places }, { allowPrivate: true });
  const { content } = await ownToolBox([tool]).call("get_weather_info", args);
  expect(content).not.toContain(CANARY);
  return JSON.parse(content) as JsonObject;
}

const NOW = {
  temperature_celsius: 18.5,
  feels_like_celsius: 17,
  humidity_percent: 60,
  wind_kmh: 12.5,
  precipitation_mm: 0,
};

describe("the weather by Open-Meteo", () => {
  test("is that of now where no date is given", async () => {
    const place = { location: "Oslo", country: "Norway" };
    const current = { time: "2025-06-02T12:00", weather: "light rain", ...NOW };
    expect(await ask("open-meteo", { location: "Oslo" })).toEqual({ ...place, current });
    expect((await ask("open-meteo", { location: "奥斯陆" }, "zh"))["current"]).toMatchObject({ weather: "小雨" });
    expect(server.asked.at(-2)!.url.searchParams.get("language")).toBe("zh");
  });

  test("is that of days from the forecast, of long ago from the archive; what is unknown is left out", async () => {
    const soon = await ask("open-meteo", { location: "Oslo", start_date: day(1), end_date: day(2) });
    const known = { weather: "overcast", highest_celsius: 20.1, precipitation_mm: 1.5, wind_kmh: 30 };
    expect(soon).toEqual({
      location: "Oslo",
      country: "Norway",
      days: [
        { date: day(1), ...known },
        { date: day(2), ...known },
      ],
    });
    expect(server.asked.at(-1)!.url.pathname).toBe("/meteo/forecast");
    const old = await ask("open-meteo", { location: "Oslo", start_date: "2020-02-29", is_current: true });
    expect(old["days"]).toHaveLength(1);
    expect(old["current"]).toBeDefined();
    expect(
      server.asked
        .slice(-2)
        .map(({ url }) => url.pathname)
        .sort(),
    ).toEqual(["/archive/archive", "/meteo/forecast"]);
  });

  test.each([
    [{ location: "Nowhere" }, 'there is no place "Nowhere"'],
    [{ location: "Oslo", start_date: "2025-02-30" }, 'there is no day "2025-02-30"; write YYYY-MM-DD'],
    [{ location: "Oslo", start_date: "2025-02-03", end_date: "2025-02-01" }, /are -1 days; ask for 1 to 16/],
    [{ location: "Oslo", start_date: "2025-02-03", end_date: "2026-02-01" }, /are 364 days; ask for 1 to 16/],
  ])("%j is a mistake that is named", async (args, message) => {
    expect((await ask("open-meteo", args as JsonObject))["error"]).toMatch(message);
  });
});

describe("the weather by weatherapi.com", () => {
  test("is that of now, with the key", async () => {
    const current = { time: "2025-06-02 12:00", weather: "Sunny", ...NOW };
    expect(await ask("weatherapi", { location: "Oslo" })).toEqual({ location: "Oslo", country: "Norway", current });
    expect(server.asked.at(-1)!.url.searchParams.get("key")).toBe(CANARY);
  });

  test("of days that reach from the past to the future comes from both of its services", async () => {
    const { days, current } = await ask("weatherapi", { location: "Oslo", start_date: day(-2), end_date: day(1) });
    expect((days as JsonObject[]).map(({ date }) => date)).toEqual([day(-2), day(-1), day(0), day(1)]);
    expect(current).toBeUndefined();
    expect((days as JsonObject[])[0]).toEqual({
      date: day(-2),
      weather: "Cloudy",
      highest_celsius: 20,
      lowest_celsius: 10,
      precipitation_mm: 1.5,
      precipitation_chance_percent: 40,
      wind_kmh: 30,
    });
  });

  test.each([
    [{ location: "Nowhere" }, /status 400.*No matching location found/],
    [{ location: "auto:ip" }, /there is no place/],
    [{ location: "Oslo", start_date: day(20) }, /no forecast goes further than 14 days/],
  ])("%j is a mistake that is named", async (args, message) => {
    expect((await ask("weatherapi", args))["error"]).toMatch(message);
  });
});
