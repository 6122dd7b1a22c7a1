import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { createRandom } from "../../../src/core/random.ts";
import { type ApiDraft, checkDraft } from "../../../src/tasks/self-instruct/apis/check-draft.ts";
import { openApis } from "../../../src/tasks/self-instruct/apis/open-apis.ts";
import { readApiTools } from "../../../src/tasks/self-instruct/apis/read-api-tools.ts";
import { API_SCOPES, type ApiSample, sampleApis, scopesOf } from "../../../src/tasks/self-instruct/apis/sample-apis.ts";

const folder = mkdtempSync(join(tmpdir(), "mat-apis-"));
afterAll(() => rmSync(folder, { recursive: true }));
const tools = readApiTools(["tests/fixtures/self-instruct/apis"]);

test("ToolBench's folder and files of tools of one's own are read", () => {
  expect(tools.map(({ category, name, apis }) => `${category}/${name} ${apis.length}`)).toEqual([
    "Food/Fish Market 2",
    "Travel/Ferry Finder 3",
    "Weather/Sky Watch 4",
    "Weather/Tide Tables 2",
  ]);
  const [forecast] = tools[2]!.apis;
  expect(forecast).toMatchObject({
    name: "forecast_for_sky_watch",
    parameters: { properties: { place: { type: "string" }, days: { type: "number" } }, required: ["place"] },
  });
  expect(readApiTools(["configs/tools/example.json"])).toMatchObject([{ name: "example", category: "own" }]);
});

test("what is no tool is named, and what is hidden is left alone", () => {
  const file = (name: string, text: string) => {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  expect(() => readApiTools([file("bad.json", "{")])).toThrow("no JSON");
  expect(() => readApiTools([file("c/odd.json", '{"api_list": [{"description": "x"}]}')])).toThrow("api 1 of api_list");
  file("hidden/.partial/owner.json", "{}");
  expect(readApiTools([join(folder, "hidden")])).toEqual([]);
  expect(() => openApis([join(folder, "hidden")], [])).toThrow("there is no API");
  expect(() => openApis(["configs/tools/example.json"], ["G3"])).toThrow("no set of APIs for G3");
});

describe("sets of APIs", () => {
  const draw = (scope: ApiSample["scope"], over = tools) =>
    Array.from({ length: 60 }, (_, at) => sampleApis(over, scope, (at % 5) + 1, createRandom(at, scope)));

  test("are of one tool, of several of a category, of several categories", () => {
    expect(scopesOf(tools)).toEqual([...API_SCOPES]);
    for (const { apis } of draw("G1")) expect(new Set(apis.map(({ of }) => of)).size).toBe(1);
    for (const { apis } of draw("G2")) {
      expect(new Set(apis.map(({ of }) => of)).size).toBe(2);
      expect(new Set(apis.map(({ of }) => of.category))).toEqual(new Set(["Weather"]));
    }
    for (const { apis } of draw("G3")) {
      const categories = new Set(apis.map(({ of }) => of.category)).size;
      expect(categories).toBe(new Set(apis.map(({ of }) => of)).size);
      expect(categories).toBeGreaterThan(1);
    }
  });

  test("are of one collection where tools say theirs", () => {
    const collected = tools.map((tool, at) => ({ ...tool, collection: at < 2 ? "harbour life" : `other ${at}` }));
    for (const { apis } of draw("G3", collected))
      expect(new Set(apis.map(({ of }) => of.name))).toEqual(new Set(["Fish Market", "Ferry Finder"]));
  });

  test("never ask for more than they have, and name no API twice", () => {
    for (const scope of API_SCOPES)
      for (const { apis, least } of draw(scope)) {
        expect(least).toBeLessThanOrEqual(apis.length);
        expect(new Set(apis.map(({ api }) => api.name)).size).toBe(apis.length);
      }
  });
});

describe("a query for APIs", () => {
  const of = tools[2]!;
  const sample: ApiSample = { scope: "G1", least: 2, apis: of.apis.map((api) => ({ api, of })) };
  const frame = { number: 0, language: "en", level: 3, persona: "", random: createRandom(0, "") } as const;
  const query = "How is the wind at Toris Quay now, and when does the sun rise there on 5 May 2024?";
  const wind = { api: "wind_now_for_sky_watch", parameters: [{ name: "place", value: "Toris Quay", from: "query" }] };
  const sunrise = {
    api: "sunrise_for_sky_watch",
    parameters: [
      { name: "place", value: "Toris Quay", from: "query" },
      { name: "date", value: "2024-05-05", from: "query" },
    ],
  };
  const check = (draft: Partial<ApiDraft>) => checkDraft({ query, calls: [wind, sunrise], ...draft }, sample, frame);
  const reasons = (draft: Partial<ApiDraft>) => {
    const checked = check(draft);
    return "problems" in checked ? checked.problems.map(({ reason }) => reason) : [];
  };

  test("is a task with the tools of its set and the APIs that it needs", () => {
    const checked = check({});
    const value = "value" in checked ? checked.value : undefined;
    expect(value?.tools).toHaveLength(4);
    expect(value?.world).toMatchObject({ scope: "G1", relevant: [wind.api, sunrise.api] });
  });

  const withDate = (value: string, from: string) => ({
    ...sunrise,
    parameters: [sunrise.parameters[0]!, { name: "date", value, from }],
  });
  test.each([
    ["unknown_api", { calls: [wind, { ...sunrise, api: "moonrise" }] }],
    ["missing_parameter", { calls: [wind, { ...sunrise, parameters: [] }] }],
    [
      "unknown_parameter",
      { calls: [wind, { ...sunrise, parameters: [...sunrise.parameters, { name: "x", value: "5", from: "query" }] }] },
    ],
    ["value_not_in_query", { calls: [wind, withDate("2024-05-06", "query")] }],
    ["value_not_in_query", { calls: [wind, withDate("", "query")] }],
    ["value_from_nowhere", { calls: [withDate("", "wind_now_for_sky_watch"), wind] }],
    ["too_few_apis", { calls: [wind, wind] }],
    ["too_many_calls", { calls: Array(13).fill(wind) }],
    ["api_in_query", { query: `${query} Use wind_now_for_sky_watch.` }],
    ["wrong_language", { query: "请问 Toris Quay 现在的风怎么样？另外 2024年5月5日 那里几点日出？" }],
  ])("is dropped for %s", (reason, draft) => {
    expect(reasons(draft)).toContain(reason);
  });

  test("may take a value from an earlier call", () => {
    expect(reasons({ calls: [wind, withDate("", wind.api)] })).toEqual([]);
  });
});
