import { expect, test } from "vitest";
import type { JsonObject } from "../../../src/core/json/value.ts";
import { BUILTIN_TOOLS, builtinToolBox } from "../../../src/tools/builtin/registry.ts";
import { createToolChecker } from "../../../src/tools/tool-checker.ts";

async function answer(name: string, args: JsonObject, language: "en" | "zh" = "en") {
  const { content, failed = false } = await createToolChecker()(builtinToolBox(language)).call(name, args);
  return { failed, ...(JSON.parse(content) as JsonObject) } as JsonObject & { failed: boolean };
}

test("each tool says in both languages what it does, and asks only for what it needs", () => {
  for (const tool of Object.values(BUILTIN_TOOLS))
    for (const language of ["en", "zh"] as const) {
      const { description, parameters } = tool.definition(language);
      const said = [
        description,
        ...Object.values(parameters!["properties"] as JsonObject).map((one) => JSON.stringify(one)),
      ];
      for (const text of said) expect(/\p{Script=Han}/u.test(String(text)), String(text)).toBe(language === "zh");
    }
  const required = Object.values(BUILTIN_TOOLS).map((tool) => tool.definition("en").parameters!["required"]);
  expect(required).toEqual([["start_time", "end_time"], ["start_date"], ["year"], ["year"], [], []]);
});

test("time_delta counts by the calendar and across offsets", async () => {
  expect(await answer("time_delta", { start_time: "2024-01-31", end_time: "2024-03-31" })).toMatchObject({
    months: 2,
    days: 0,
    total_days: 60,
  });
  const flight = { start_time: "2024-03-01T22:00:00+08:00", end_time: "2024-03-01T18:30:00+00:00" };
  expect(await answer("time_delta", flight)).toMatchObject({ hours: 4, minutes: 30, end_time: "2024-03-02T02:30:00" });
  expect(await answer("time_delta", { start_time: "2023-02-29", end_time: "2024-01-01" })).toMatchObject({
    failed: true,
    error: '"2023-02-29" is no moment; write YYYY-MM-DD or YYYY-MM-DDThh:mm:ss',
  });
  expect((await answer("time_delta", { ...flight, end_time: "2024-03-02" })).failed).toBe(true);
});

test("get_calendar_info gives a page for each day", async () => {
  const { days } = await answer("get_calendar_info", { start_date: "2024-02-09", end_date: "2024-02-10" }, "zh");
  expect(days).toEqual([
    {
      date: "2024-02-09",
      weekday: "星期五",
      day_of_year: 40,
      iso_week: 6,
      lunar_year: 2023,
      lunar_date: "腊月三十",
      zodiac: "兔",
      holidays: ["除夕"],
    },
    {
      date: "2024-02-10",
      weekday: "星期六",
      day_of_year: 41,
      iso_week: 6,
      lunar_year: 2024,
      lunar_date: "正月初一",
      zodiac: "龙",
      holidays: ["春节"],
    },
  ]);
  expect(await answer("get_calendar_info", { start_date: "1815-06-18" })).toMatchObject({
    days: [{ date: "1815-06-18", weekday: "Sunday", day_of_year: 169, iso_week: 24 }],
  });
  expect(await answer("get_calendar_info", { start_date: "2020-12-31" })).toMatchObject({ days: [{ iso_week: 53 }] });
  for (const end_date of ["2024-02-08", "2025-02-09", "2024-02-30"])
    expect((await answer("get_calendar_info", { start_date: "2024-02-09", end_date })).failed).toBe(true);
});

test("get_solar_terms_info knows when the sun gets there", async () => {
  const { solar_terms } = (await answer("get_solar_terms_info", { year: 2024 }, "zh")) as JsonObject as {
    solar_terms: JsonObject[];
  };
  const days = Object.fromEntries(solar_terms.map(({ name, date }) => [name, date]));
  expect(days).toMatchObject({ 立春: "2024-02-04", 清明: "2024-04-04", 夏至: "2024-06-21", 冬至: "2024-12-21" });
  expect(solar_terms).toHaveLength(24);
  expect(solar_terms.map(({ date }) => date)).toEqual(solar_terms.map(({ date }) => date).toSorted());
  expect((await answer("get_solar_terms_info", { year: 2021 }))["solar_terms"]).toContainEqual({
    name: "Winter Solstice",
    date: "2021-12-21",
  });
  expect((await answer("get_solar_terms_info", { year: 1066 })).failed).toBe(true);
});

test("get_holidays_info knows the days that move", async () => {
  const { holidays } = (await answer("get_holidays_info", { year: 2025 })) as JsonObject as { holidays: JsonObject[] };
  const days = Object.fromEntries(holidays.map(({ name, date }) => [name, date]));
  expect(days).toMatchObject({
    "Spring Festival": "2025-01-29",
    "Easter Sunday": "2025-04-20",
    "Mother's Day": "2025-05-11",
    "Dragon Boat Festival": "2025-05-31",
    "Father's Day": "2025-06-15",
    "Mid-Autumn Festival": "2025-10-06",
    "Thanksgiving Day": "2025-11-27",
    "Double Ninth Festival": "2025-10-29",
  });
  const easters = await Promise.all(
    [1961, 1974, 2000, 2011, 2024, 2038].map((year) => answer("get_holidays_info", { year })),
  );
  const found = easters.map(
    (one) => (one["holidays"] as JsonObject[]).find(({ name }) => name === "Easter Sunday")!["date"],
  );
  expect(found).toEqual(["1961-04-02", "1974-04-14", "2000-04-23", "2011-04-24", "2024-03-31", "2038-04-25"]);
});

test("task_complete and do_nothing take what they are given; another name is no tool", async () => {
  expect(await answer("task_complete", {})).toEqual({ failed: false, completed: true });
  expect(await answer("task_complete", { reason: "found it" })).toMatchObject({ reason: "found it" });
  expect(await answer("do_nothing", {})).toMatchObject({ failed: false });
  expect((await builtinToolBox("zh").call("sing", {})).failed).toBe(true);
  expect(() => builtinToolBox("en", ["time_delte"])).toThrow("time_delta");
});
