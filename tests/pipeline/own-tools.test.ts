import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CassetteError, PluginError, RunChangedError, UsageError } from "../../src/core/errors.ts";
import { filterDataset } from "../../src/filter/run-filter.ts";
import { estimateRequest, generateRun, workOnRun, writePlan } from "../../src/pipeline/generate-run.ts";
import type { RunRequest } from "../../src/pipeline/run-request.ts";
import { verifyDataset } from "../../src/store/verify/verify.ts";
import { temporaryFolder } from "../store/temporary-folder.ts";
import { bytesOf, countingTools } from "./counting-tools.ts";

const { tools: TOOLS, next, jsonl, callsOf, request } = countingTools(temporaryFolder());
const play = (asked: RunRequest, concurrency = 4) => generateRun(asked, { concurrency });

describe("queries with tools of one's own", () => {
  test("are played, and nobody judges them", async () => {
    const asked = request();
    const report = await play(asked);
    expect(report.all).toMatchObject({ episodes: 10, solved: 0, unjudged: 10 });
    expect(report.all.by.environment).toEqual({ query: { episodes: 10, solved: 0, reward: 0, unjudged: 10 } });
    const row = JSON.parse(readFileSync(join(asked.output, "part-00000.jsonl"), "utf8").split("\n")[0]!);
    expect(row.extra.mat).toMatchObject({ stop: "answered" });
    expect(row.extra.mat).not.toHaveProperty("reward");
    expect(await verifyDataset(asked.output)).toMatchObject({ ok: true, rows: 10, notes: [] });
    const filtered = { input: asked.output, output: next("filtered"), filters: [{ filter: "solved", options: {} }] };
    expect((await filterDataset(filtered)).dropped).toEqual({ "filter:solved": { not_judged: 10 } });
  });

  test("have the tools that they name, or all, as their files define them", async () => {
    const tasks = jsonl([{ query: "Where is Lisbon?", tools: [{ name: "get_map" }] }, { query: "How is Lisbon?" }]);
    const asked = request({ tasks: [tasks], templates: ["react-en"], episodes: 2, model: "no-tool" });
    await play(asked);
    const rows = readFileSync(join(asked.output, "part-00000.jsonl"), "utf8").trimEnd().split("\n");
    const definitions = rows.map((row) => JSON.parse(row).agent.tool_definitions as { function: { name: string } }[]);
    expect(definitions.map((list) => list.map((one) => one.function.name))).toEqual([
      ["get_map"],
      ["get_weather", "get_map"],
    ]);
    expect(definitions[0]![0]!.function).toMatchObject({ description: "A map of a city." });
  });

  test("cost nothing to estimate", async () => {
    expect(await callsOf(async () => estimateRequest(request()))).toBe(0);
    expect(await estimateRequest(request())).toMatchObject({ calls: 10, at_least: true });
  });

  test.each<[string, Partial<RunRequest>, string]>([
    ["without tools", { tools: [] }, "this task is a query alone"],
    ["that name other tools", { tasks: [jsonl([{ query: "?", tools: [{ name: "fly" }] }])] }, "nothing runs the tools"],
    ["for the oracle", { model: "oracle" }, "the oracle knows no solution"],
    ["with tools of one name", { tools: [TOOLS, TOOLS] }, "two tools are called get_weather"],
    ["with tools that are not there", { tools: ["nothing.json"] }, "there is no such file of tools"],
    ["that have other tasks' place", { tasks: ["builtin:search"] }, "all tasks bring tools of their own"],
  ])("%s are refused", async (_, change, problem) => {
    const asked = request(change);
    await expect(play(asked)).rejects.toThrow(problem);
    expect(existsSync(asked.output)).toBe(false);
  });

  test("with tools that cannot be called here are refused, all at once", async () => {
    const tools = next("tools.json");
    const one = (name: string, more: object) => ({ name, command: ["node"], ...more });
    writeFileSync(tools, JSON.stringify([one("a", { command: ["no-such"] }), one("b", { environment: ["NOT_SET"] })]));
    const refused = play(request({ tools: [tools] }));
    await expect(refused).rejects.toThrow(UsageError);
    await expect(refused).rejects.toThrow("a: there is no program no-such; b: the environment variable NOT_SET");
    writeFileSync(tools, JSON.stringify([one("c", { parameters: { type: "colour" } })]));
    await expect(play(request({ tools: [tools] }))).rejects.toThrow("parameters cannot be checked: c: ");
    await expect(play(request({ tools: ["no-such-package"] }))).rejects.toThrow(PluginError);
  });

  test("name their tools again for a shard: a plan loads no code", async () => {
    const asked = request();
    await writePlan(asked);
    const shard = { run: asked.output, shard: 0, concurrency: 1 };
    await expect(workOnRun(shard)).rejects.toThrow("this run has tools of your own, and none are given");
    await expect(workOnRun({ ...shard, tools: ["./configs/tools/example.js"] })).rejects.toThrow(RunChangedError);
    expect(await workOnRun({ ...shard, tools: [TOOLS] })).toMatchObject({ episodes: 4 });
  });
});

describe("a cassette", () => {
  test("gives the same bytes again without a single call, under more episodes too", async () => {
    const [recorded, replayed] = [request({ cassette: "record" }), request({ cassette: "replay" })];
    const cassetteFile = join(recorded.output, "cassette");
    expect(await callsOf(() => play(recorded))).toBeGreaterThan(10);
    expect(await callsOf(() => play({ ...replayed, cassetteFile }, 7))).toBe(0);
    expect(bytesOf(replayed.output)).toBe(bytesOf(recorded.output));
    const live = request();
    await play(live);
    expect(bytesOf(live.output)).not.toBe(bytesOf(recorded.output));

    const fewer = request({ cassette: "replay", cassetteFile, episodes: 8, shardSize: 3 });
    expect(await callsOf(() => play(fewer))).toBe(0);
    const more = request({ cassette: "record", cassetteFile, episodes: 12 });
    expect(await callsOf(() => play(more))).toBeGreaterThan(0);
    expect(bytesOf(more.output)).not.toBe(bytesOf(recorded.output));
    expect((await verifyDataset(recorded.output)).notes).toEqual([]);
  });

  test("that lacks a call is named, and the real tool is left alone", async () => {
    const recorded = request({ cassette: "record", episodes: 2 });
    await play(recorded);
    const replayed = request({ cassette: "replay", cassetteFile: join(recorded.output, "cassette"), model: "greedy" });
    expect(await callsOf(() => expect(play(replayed)).rejects.toThrow(CassetteError))).toBe(0);
  });

  test("is part of the plan", async () => {
    const recorded = request({ cassette: "record" });
    const cassetteFile = join(recorded.output, "cassette");
    await play(recorded);
    await expect(play({ ...recorded, cassette: "off" })).rejects.toThrow(RunChangedError);
    const replayed = request({ cassette: "replay", cassetteFile });
    await writePlan(replayed);
    writeFileSync(join(cassetteFile, "calls-00001.jsonl"), "");
    await expect(play(replayed)).rejects.toThrow("cassette.sha256 was");
    const work = workOnRun({ run: replayed.output, shard: 0, concurrency: 1, tools: [TOOLS] });
    await expect(work).rejects.toThrow("the cassette of this run has changed");
    await expect(play(request({ cassette: "replay" }))).rejects.toThrow("does not say which one");
    await expect(play(request({ cassetteFile }))).rejects.toThrow("without --cassette");
  });

  test("of worlds of mat's own holds what they gave, and they act as ever", async () => {
    const asked = {
      tasks: ["builtin:search"],
      templates: ["react-en"],
      tools: [],
      model: "oracle",
      episodes: 4,
      seed: 3,
    };
    const [off, recorded, replayed] = [request(asked), request(asked), request(asked)];
    await play(off);
    await play({ ...recorded, cassette: "record" });
    const { all } = await play({ ...replayed, cassette: "replay", cassetteFile: join(recorded.output, "cassette") });
    expect(all.solved).toBe(4);
    expect(bytesOf(recorded.output)).toBe(bytesOf(off.output));
    expect(bytesOf(replayed.output)).toBe(bytesOf(off.output));
  });
});
