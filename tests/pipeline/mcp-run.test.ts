import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { RunChangedError } from "../../src/core/errors.ts";
import { estimateRequest, generateRun, workOnRun, writePlan } from "../../src/pipeline/generate-run.ts";
import { checkRunFile } from "../../src/pipeline/run-file/check-run-file.ts";
import { runStages } from "../../src/pipeline/run-file/run-stages.ts";
import type { RunRequest } from "../../src/pipeline/run-request.ts";
import { verifyDataset } from "../../src/store/verify/verify.ts";
import { collect } from "../cli/run-node.ts";
import { temporaryFolder } from "../store/temporary-folder.ts";
import { isAlive, processesWith, scriptedFile } from "../tools/mcp/serving.ts";
import { bytesOf, countingTools } from "./counting-tools.ts";

const folder = temporaryFolder();
const { next, jsonl, request: counting } = countingTools(folder);
const CANARY = "canary-9876543210";
const servers = (env: Readonly<Record<string, string>> = {}) => scriptedFile(temporaryFolder(), env);
const play = (asked: RunRequest) => generateRun(asked, { concurrency: 4 });

/** A run of queries that name the tools which do nothing but answer. */
function request(change?: Partial<RunRequest>): RunRequest {
  const tools = [{ name: "echo" }, { name: "secret" }];
  const tasks = jsonl([1, 2, 3].map((number) => ({ query: `What is echoed for the city ${number}?`, tools })));
  return counting({ tasks: [tasks], tools: [], mcp: [servers()], episodes: 6, shardSize: 3, ...change });
}

describe("a run with an MCP server", () => {
  test("plays with its tools, and what was recorded plays again with no server at all", async () => {
    const env = { SECRET_TOKEN: CANARY };
    const recorded = request({ mcp: [servers(env)], cassette: "record" });
    expect((await play(recorded)).all).toMatchObject({ episodes: 6, unjudged: 6 });
    expect((await verifyDataset(recorded.output)).notes).toEqual([]);
    const cassetteFile = join(recorded.output, "cassette");
    const calls = readFileSync(join(cassetteFile, "calls-00000.jsonl"), "utf8");
    expect(calls).toContain("[SECRET_TOKEN]");
    const rest = ["plan.json", "part-00000.jsonl", "cassette/mcp-tools.json"].map((name) =>
      join(recorded.output, name),
    );
    expect(calls + rest.map((file) => readFileSync(file, "utf8")).join()).not.toContain(CANARY);

    const gone = join(temporaryFolder(), "servers.json");
    writeFileSync(gone, JSON.stringify({ mcpServers: { scripted: { command: "no-such-program" } } }));
    const replayed = { ...recorded, mcp: [gone], cassette: "replay", cassetteFile, output: next("again") } as const;
    await play(replayed);
    expect(bytesOf(replayed.output)).toBe(bytesOf(recorded.output));
    await expect(play({ ...replayed, mcp: ["no-such-program"], output: next("x") })).rejects.toThrow("knows no tools");
    await expect(
      play({ ...recorded, mcp: [servers({ MODE: "more" })], cassetteFile, output: next("x") }),
    ).rejects.toThrow("had other tools when this cassette was recorded");
  });

  test("is refused once the server has other tools, which are named", async () => {
    const asked = request();
    await writePlan(asked);
    const changed = { ...asked, mcp: [servers({ MODE: "more", SECRET_TOKEN: CANARY })] };
    await expect(play(changed)).rejects.toThrow(RunChangedError);
    await expect(play(changed)).rejects.toThrow("scripted has the new tool more");
    await expect(play(changed)).rejects.toThrow("scripted has changed its tool echo");
    await expect(play({ ...asked, mcp: [] })).rejects.toThrow("this task is a query alone");
    const shard = { run: asked.output, shard: 0, concurrency: 2 };
    await expect(workOnRun(shard)).rejects.toThrow("this run has the MCP servers scripted, and none is given");
    await expect(workOnRun({ ...shard, mcp: changed.mcp })).rejects.toThrow("has the new tool more");
    expect(await workOnRun({ ...shard, mcp: asked.mcp })).toMatchObject({ episodes: 3 });
    await play(asked);
  });

  test("ends what it has started, also where it is refused", async () => {
    const marked = (name: string) => [`${process.execPath} ${resolve("tests/infra/scripted-mcp-server.ts")} ${name}`];
    await estimateRequest(request({ mcp: marked("mark-estimate") }));
    await expect(play(request({ mcp: marked("mark-tasks"), tasks: ["builtin:search"] }))).rejects.toThrow("tools");
    await expect(play(request({ mcp: [...marked("mark-one"), "node -e process.exit(1)"] }))).rejects.toThrow(
      "exit code 1",
    );
    expect(processesWith("mark-")).toEqual([]);
  });

  test("stops when a server cannot be brought back, and goes on when it can", async () => {
    const tools = [{ name: "crash" }];
    const asked = request({
      tasks: [jsonl([{ query: "Crash it, all of it.", tools }])],
      model: "greedy",
      episodes: 30,
    });
    await expect(play(asked)).rejects.toThrow("was started anew 5 times in vain");
    expect(existsSync(join(asked.output, "manifest.json"))).toBe(false);
  });

  test("is a stage of a run file", async () => {
    const file = join(folder, "mcp.yaml");
    const { tasks, mcp } = request();
    const stage = `tasks: ${tasks[0]}, templates: react-en, episodes: 3, model: random, mcp: ${mcp![0]}`;
    const again = `${stage}, cassette: replay, cassette-file: $one/cassette`;
    const stages = `  - { id: one, do: generate, with: { ${stage}, cassette: record } }\n  - { id: two, do: generate, with: { ${again} } }\n`;
    writeFileSync(file, `name: mcp\nstages:\n${stages}`);
    await runStages(await checkRunFile({ file, flags: { output: join(folder, "out") } }));
    expect(bytesOf(join(folder, "out/two"))).toBe(bytesOf(join(folder, "out/one")));
  });
});

describe("mat generate --mcp", () => {
  const program = `${process.execPath} ${resolve("tests/infra/scripted-mcp-server.ts")}`;

  /** Plays queries that hang in the command line's process; its server runs once this is done. */
  async function begin(mark: string) {
    const tools = [{ name: "hang" }];
    const tasks = jsonl(Array.from({ length: 50 }, (_, number) => ({ query: `Hang in ${number}.`, tools })));
    const output = next("run");
    const words = ["generate", "--tasks", tasks, "--mcp", `${program} ${mark}`, "--templates", "react-en"];
    const more = ["--model", "greedy", "-n", "50", "-o", output];
    const child = spawn(process.execPath, [resolve("bin/mat.js"), ...words, ...more]);
    const ended = collect(child);
    await expect.poll(() => existsSync(join(output, "work/shard-00000.jsonl")), { timeout: 30_000 }).toBe(true);
    const [server] = serversOf(mark, child.pid);
    return { child, ended, server: server! };
  }

  const serversOf = (mark: string, besides?: number) => processesWith(mark).filter((pid) => pid !== besides);

  test("ends its servers when it is stopped at once", async () => {
    const { child, ended, server } = await begin("mark-stop");
    const told = new Promise((resolve) => child.stderr.on("data", resolve));
    child.kill("SIGINT");
    await told;
    child.kill("SIGINT");
    expect((await ended).code).toBe(130);
    await expect.poll(() => isAlive(server), { timeout: 5000 }).toBe(false);
  }, 40_000);

  test("leaves none behind when it is killed", async () => {
    const { child, ended, server } = await begin("mark-kill");
    child.kill("SIGKILL");
    await ended;
    await expect.poll(() => isAlive(server), { timeout: 5000 }).toBe(false);
  }, 40_000);
});
