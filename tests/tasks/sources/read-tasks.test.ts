import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readTasks } from "../../../src/tasks/sources/read-tasks.ts";
import { taskSchema } from "../../../src/tasks/task.ts";

const folder = mkdtempSync(join(tmpdir(), "mat-tasks-"));

async function read(name: string, ...rows: readonly unknown[]) {
  const file = join(folder, name);
  mkdirSync(join(file, ".."), { recursive: true });
  const lines = rows.map((row) => (name.endsWith(".txt") ? row : JSON.stringify(row)));
  writeFileSync(file, `${lines.join("\n")}\n`);
  return Array.fromAsync(readTasks(file));
}

const TOOL = { name: "find", description: "Finds.", parameters: { type: "object", properties: {} } };
const API = {
  category_name: "Weather",
  tool_name: "Sky Watch!",
  api_name: "3-Day Forecast",
  api_description: "What comes.",
  required_parameters: [{ name: "city", type: "STRING", description: "Where", default: "Oslo" }],
  optional_parameters: [{ name: "days", type: "NUMBER", description: "", default: "" }],
  method: "GET",
};

describe("tasks are read from", () => {
  test("lines of a text file, each in its language", async () => {
    const tasks = await read("own.txt", "Who wrote it?", "", "  谁写的？ ");
    expect(tasks.map(({ id, query, language }) => [id, query, language])).toEqual([
      ["own-1", "Who wrote it?", "en"],
      ["own-3", "谁写的？", "zh"],
    ]);
    for (const task of tasks) expect(taskSchema.parse(task)).toEqual(task);
  });

  test("JSON rows with a query, tools bare or wrapped", async () => {
    const rows = [
      "Who?",
      {
        query: "Where?",
        id: 7,
        date: "2031-05-30",
        tools: [TOOL, { type: "function", function: TOOL }],
        knowledge: ["It rains."],
      },
    ];
    const [first, second] = await read("own.jsonl", ...rows);
    expect(first).toEqual({ id: "own-1", environment: "query", language: "en", query: "Who?", tools: [] });
    expect(second).toMatchObject({ id: "7", date: "2031-05-30", tools: [TOOL, TOOL], knowledge: ["It rains."] });
  });

  test("tasks as they were written", async () => {
    const task = {
      id: "a",
      environment: "search",
      language: "en",
      query: "Q?",
      tools: [TOOL],
      level: 2,
      world: { n: 1 },
    };
    expect(await read("made.jsonl", task)).toEqual([task]);
  });

  test("ToolBench's instruction files; those of its tests are for evaluation alone", async () => {
    const row = { query: "Will it rain in Oslo?", api_list: [API, API], query_id: 12, "relevant APIs": [] };
    const [task] = await read("instruction/G1_query.json", row);
    expect(task!.id).toBe("toolbench-12");
    expect(task!.tools.map(({ name }) => name)).toEqual([
      "get_3_day_forecast_for_sky_watch",
      "get_3_day_forecast_for_sky_watch_2",
    ]);
    expect(task!.tools[0]!.parameters).toEqual({
      type: "object",
      properties: { city: { type: "string", description: "Where", default: "Oslo" }, days: { type: "number" } },
      required: ["city"],
    });
    expect(task!.eval_only).toBeUndefined();
    const [held] = await read("test_instruction/G1_tool.json", row);
    expect(held!.eval_only).toBe(true);
    const tasks = await Array.fromAsync(readTasks(join(folder, "test_instruction")));
    expect(tasks.map((one) => one.eval_only)).toEqual([true]);
  });

  test("a folder of files, in which tasks are called after their files", async () => {
    await read("several/a.jsonl", "one");
    await read("several/b.jsonl", "two");
    const tasks = await Array.fromAsync(readTasks(join(folder, "several")));
    expect(tasks.map(({ id }) => id)).toEqual(["a-1", "b-1"]);
  });

  test("KAgentBench rows, for evaluation alone", async () => {
    const row = {
      id: 3,
      query: "北京天气如何？",
      type: "plantooluse",
      golden_result_list: [{ thought: "t", tool_name: "find", tool_args: {} }],
      funcs: [{ name: "find", parameters: { properties: { city: { type: "string" } } } }],
      memory: "User lives in Beijing.",
      memory_type: "knowledge",
    };
    const [task] = await read("bench.jsonl", row);
    expect(task).toMatchObject({ id: "kagentbench-3", language: "zh", eval_only: true, environment: "query" });
    expect(task!.knowledge).toEqual(["User lives in Beijing."]);
    expect(task!.world).toMatchObject({ type: "plantooluse", memory_type: "knowledge" });
    expect(taskSchema.parse(task)).toEqual(task);
  });
});

test.each([
  [{ text: "no query" }, "no query"],
  [{ query: 5 }, "query"],
  [{ query: " \n" }, "query says nothing"],
  [{ query: "Q", tool: [] }, "tool"],
  [{ query: "Q", api_list: {} }, "api_list is no list"],
  [{ query: "Q", api_list: [{}] }, "api 1"],
  [{ query: "Q", golden_result_list: [], funcs: [{}] }, "function 1"],
  [[1], "no object"],
  [{ environment: "search", query: "Q" }, "id"],
])("%j is refused, and the file and the line are named", async (row, problem) => {
  await expect(read("bad.jsonl", { query: "Fine" }, row)).rejects.toMatchObject({
    message: expect.stringContaining(problem),
    place: { line: 2 },
  });
});
