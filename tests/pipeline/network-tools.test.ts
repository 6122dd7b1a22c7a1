import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RunChangedError, UsageError } from "../../src/core/errors.ts";
import { callTool } from "../../src/pipeline/call-tool.ts";
import { generateRun, workOnRun, writePlan } from "../../src/pipeline/generate-run.ts";
import { loadTools } from "../../src/pipeline/load-tools.ts";
import type { RunRequest } from "../../src/pipeline/run-request.ts";
import { type LocalServer, startLocalServer } from "../infra/local-server.ts";
import { temporaryFolder } from "../store/temporary-folder.ts";
import { countingTools } from "./counting-tools.ts";

const CANARY = "run-canary-51d0fe";
const VARIABLE = "MAT_TEST_SEARCH_KEY";
const { next, jsonl, request } = countingTools(temporaryFolder());
const play = (asked: RunRequest) => generateRun(asked, { concurrency: 4 });

/** A search engine that repeats the key that it gets, as no engine should. */
let server: LocalServer;
let tools: string;
beforeAll(async () => {
  process.env[VARIABLE] = CANARY;
  server = await startLocalServer(({ headers }, response) => {
    const key = String(headers["x-subscription-token"]);
    const results = [{ title: `Lisbon ${key}`, url: "https://lisbon.example/", description: `It is sunny. ${key}` }];
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ web: { results } }));
  });
  tools = next("tools.json");
  const search = { use: "web_search", backend: "brave", key_variable: VARIABLE, url: server.base };
  writeFileSync(tools, JSON.stringify([search, { use: "time_delta" }]));
});
afterAll(async () => {
  delete process.env[VARIABLE];
  await server.close();
});

const queries = jsonl([{ query: "How is Lisbon today?" }, { query: "What is new in Oslo?" }]);
const asking = (change: Partial<RunRequest> = {}) =>
  request({
    tasks: [queries],
    templates: ["react-en"],
    tools: [tools],
    model: "greedy",
    episodes: 2,
    allowPrivate: true,
    ...change,
  });

describe("tools on the network in a run", () => {
  test("are called, recorded and replayed, and their key stands nowhere", async () => {
    const recorded = asking({ cassette: "record" });
    const before = server.asked.length;
    await play(recorded);
    const asked = server.asked.length;
    expect(asked).toBeGreaterThan(before);
    const replayed = asking({
      cassette: "replay",
      cassetteFile: join(recorded.output, "cassette"),
      allowPrivate: false,
    });
    delete process.env[VARIABLE];
    try {
      await play(replayed);
    } finally {
      process.env[VARIABLE] = CANARY;
    }
    expect(server.asked.length).toBe(asked);
    const files = globSync("**/*", { cwd: recorded.output, withFileTypes: true }).filter((entry) => entry.isFile());
    const texts = files.map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"));
    expect(texts.join("")).toContain("It is sunny.");
    expect(texts.join("")).toContain(`[${VARIABLE}]`);
    expect(texts.join("")).not.toContain(CANARY);
    const shard = (run: string) => readFileSync(join(run, "part-00000.jsonl"), "utf8");
    expect(shard(replayed.output)).toBe(shard(recorded.output));
  });

  test("may ask private servers only where the command says so, and the plan does not", async () => {
    const asked = asking({ allowPrivate: false });
    const before = server.asked.length;
    await play(asked);
    expect(server.asked.length).toBe(before);
    expect(readFileSync(join(asked.output, "part-00000.jsonl"), "utf8")).toContain(
      "is not a public address (loopback)",
    );
    const planned = asking();
    await writePlan(planned);
    expect(readFileSync(join(planned.output, "plan.json"), "utf8")).not.toMatch(/private/i);
    await workOnRun({ run: planned.output, shard: 0, concurrency: 1, tools: [tools], allowPrivate: true });
    expect(server.asked.length).toBeGreaterThan(before);
  });

  test("by name stand in the plan by name, and are wanted again by name", async () => {
    const planned = asking({ tools: ["get_calendar_info", tools] });
    await writePlan(planned);
    const plan = JSON.parse(readFileSync(join(planned.output, "plan.json"), "utf8"));
    expect(plan.tools.paths[0]).toBe("get_calendar_info");
    const shard = { run: planned.output, shard: 0, concurrency: 1, allowPrivate: true };
    await expect(workOnRun(shard)).rejects.toMatchObject({
      fix: expect.stringMatching(/^Name them: --tools get_calendar_info --tools .*tools\.json$/),
    });
    await expect(workOnRun({ ...shard, tools: [tools] })).rejects.toThrow(RunChangedError);
    await workOnRun({ ...shard, tools: ["get_calendar_info", tools] });
  });

  test("whose key is not set are refused before anything is played", async () => {
    const file = next("no-key.json");
    writeFileSync(file, JSON.stringify([{ use: "web_search", backend: "brave", key_variable: "MAT_TEST_NOT_SET" }]));
    await expect(play(asking({ tools: [file] }))).rejects.toThrow(
      "web_search: the environment variable MAT_TEST_NOT_SET",
    );
  });
});

describe("a tool called once", () => {
  test("by name or out of a file answers as it would an agent", async () => {
    const args = { start_time: "2024-02-28", end_time: "2024-03-01" };
    expect(await callTool({ name: "time_delta", args })).toMatchObject({ failed: false, arguments: args });
    const found = await callTool({ name: "web_search", args: { text: "x" }, tools: [tools], allowPrivate: true });
    expect(JSON.parse(found.content)).toMatchObject({ results: [{ url: "https://lisbon.example/" }] });
    expect(await callTool({ name: "time_delta", args: { start: 1 } })).toMatchObject({
      failed: true,
      content: expect.stringContaining("invalid arguments for time_delta"),
    });
  });

  test("that is not there is named", async () => {
    await expect(callTool({ name: "time_dleta", args: {} })).rejects.toThrow('did you mean "time_delta"?');
    await expect(callTool({ name: "serch", args: {}, tools: [tools] })).rejects.toThrow(UsageError);
    await expect(callTool({ name: "./module.js", args: {} })).rejects.toThrow("comes with mat");
  });

  test("two of one name are refused, and a name is no file", async () => {
    await expect(loadTools(["time_delta", tools])).rejects.toThrow("two tools are called time_delta");
    const { files } = await loadTools(["time_delta"]);
    expect(files).toEqual([{ path: "time_delta", isName: true, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
  });
});
