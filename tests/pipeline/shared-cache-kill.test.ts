import { spawn } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { JsonObject } from "../../src/core/json/value.ts";
import { generateRun } from "../../src/pipeline/generate-run.ts";
import { collect } from "../cli/run-node.ts";
import { startFaultServer } from "../infra/fault-server.ts";
import { temporaryFolder } from "../store/temporary-folder.ts";
import { EPISODES, servedRequest } from "./served-request.ts";

const folder = temporaryFolder();
const cache = join(folder, "cache");
const SCRIPT = join(import.meta.dirname, "served-run-process.ts");
const RUNS = ["one", "two", "three"].map((name) => join(folder, name));

/** Lines of all files of a folder, each of which has to be whole. */
function linesIn(pattern: string): JsonObject[] {
  return globSync(pattern).flatMap((file) =>
    readFileSync(file, "utf8")
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as JsonObject),
  );
}

test("processes that are killed while they write one cache damage nothing, and forget nothing they paid for", {
  timeout: 120_000,
}, async () => {
  const server = await startFaultServer({ reply: "Thought: done.\nFinal Answer: ten", latencyMs: 60 });
  for (let round = 0; round < 2; round++) {
    await Promise.all(RUNS.map((output) => runAndKill(output, server.url, server.requests.answered + 6 + round * 9)));
  }
  const killedAt = server.requests.answered;
  expect(killedAt).toBeGreaterThan(10);
  const reports = [];
  for (const output of RUNS)
    reports.push(await generateRun(servedRequest(output, { baseUrls: [server.url], cache }), { concurrency: 4 }));
  const parts = RUNS.map((output) => readFileSync(join(output, "part-00000.jsonl"), "utf8"));
  expect(new Set(parts).size).toBe(1);
  const keys = linesIn(join(cache, "replies-*.jsonl")).map(({ key }) => key);
  expect(new Set(keys).size).toBe(EPISODES);
  // What was in flight when a process died was paid for and is not known: all else is in the ledgers.
  const noted = reports.reduce((sum, { spending }) => sum + spending!.calls, 0);
  expect(noted).toBeLessThanOrEqual(server.requests.answered);
  expect(noted).toBeGreaterThanOrEqual(server.requests.answered - 2 * RUNS.length * 4);
  expect(keys.length).toBeLessThanOrEqual(server.requests.answered);
  await server.close();

  async function runAndKill(output: string, url: string, answered: number): Promise<void> {
    const child = spawn(process.execPath, [SCRIPT, output, cache, url]);
    const ran = collect(child);
    const watch = setInterval(() => {
      if (server.requests.answered >= answered) child.kill("SIGKILL");
    }, 2);
    expect((await ran).stderr).toBe("");
    clearInterval(watch);
  }
});
