import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { UsageError } from "../../../src/core/errors.ts";
import type { JsonObject } from "../../../src/core/json/value.ts";
import { NAMED_TOOLS, namedTool } from "../../../src/tools/named/named-tool.ts";
import { ownToolBox } from "../../../src/tools/own/own-tool-box.ts";
import { readToolFile } from "../../../src/tools/own/read-tool-file.ts";

test("the tools that come with mat, by name", () => {
  expect(NAMED_TOOLS).toEqual([
    "time_delta",
    "get_calendar_info",
    "get_solar_terms_info",
    "get_holidays_info",
    "web_search",
    "browse_website",
    "get_weather_info",
    "video_search",
  ]);
});

test("the calendar's answer as they do in mat's worlds, mistakes included", async () => {
  const box = ownToolBox([namedTool({ use: "time_delta" })]);
  const reply = await box.call("time_delta", { start_time: "2024-02-28", end_time: "2024-03-01" });
  expect(JSON.parse(reply.content)).toMatchObject({ days: 2, total_days: 2 });
  const mistaken = await box.call("time_delta", { start_time: "soon", end_time: "2024-03-01" });
  const error = '"soon" is no moment; write YYYY-MM-DD or YYYY-MM-DDThh:mm:ss';
  expect(mistaken).toEqual({ failed: true, content: JSON.stringify({ error }) });
});

test("a file gives them another name, description, language and limits", () => {
  const items = [
    { use: "web_search", language: "zh" },
    { use: "web_search", name: "look_up", description: "Looks up.", timeout_seconds: 5, max_output_bytes: 900 },
    { name: "own", command: ["own"] },
  ];
  const [chinese, renamed, own] = readToolFile(JSON.stringify({ tools: items }), "tools.json");
  expect(chinese!.tool.description).toContain("搜索");
  expect(renamed).toMatchObject({
    tool: { name: "look_up", description: "Looks up." },
    timeoutMs: 5000,
    maxBytes: 900,
  });
  expect(own!.tool.name).toBe("own");
});

test("the example is one", () => {
  const file = "configs/tools/network.json";
  const tools = readToolFile(readFileSync(file, "utf8"), file);
  const names = ["web_search", "browse_website", "get_weather_info", "video_search", "time_between"];
  expect(tools.map(({ tool }) => tool.name)).toEqual(names);
});

describe("what is wrong with one is said", () => {
  test.each<[JsonObject, string]>([
    [{ use: "web_serch" }, 'no tool called "web_serch" comes with mat; did you mean "web_search"?'],
    [{ use: 7 }, 'no tool called "7" comes with mat'],
    [{ use: "task_complete" }, 'no tool called "task_complete" comes with mat'],
    [{ use: "web_search", engine: "x" }, 'web_search: Unrecognized key: "engine"'],
    [{ use: "web_search", backend: "searxng" }, "url: SearXNG is a server of somebody's: say where"],
    [{ use: "web_search", backend: "searxng", url: "file:///etc/passwd" }, "web_search: url: "],
    [{ use: "web_search", key: "secret" }, 'web_search: Unrecognized key: "key"'],
    [{ use: "video_search" }, "video_search: backend: "],
    [{ use: "time_delta", url: "http://x.example" }, 'time_delta: Unrecognized key: "url"'],
    [{ use: "time_delta", language: "de", timeout_seconds: 0 }, "timeout_seconds"],
    [{ use: "browse_website", name: "two words" }, "a name has letters"],
  ])("%j", (item, problem) => {
    expect(() => namedTool(item)).toThrow(UsageError);
    expect(() => namedTool(item)).toThrow(problem);
    expect(() => readToolFile(JSON.stringify([{ name: "x", command: ["x"] }, item]), "tools.json")).toThrow("tool 2: ");
  });
});
