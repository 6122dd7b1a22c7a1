/**
 * The size that KwaiAgents published (18,005 templates, 224,137 instances), once, by the embedded teacher `reader`, as a user
 * would: templates, a run on two processes, a filter, KAgentInstruct. Prints time and peak memory of each step, why rows were
 * dropped, and how many instances came of it; exits with 1 when they are fewer. Takes most of an hour on two cores.
 *
 * npm run build && node bench/published-scale.ts [--episodes N] [--per-trajectory K] [--keep FOLDER]
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readRows } from "../src/index.ts";

const TEMPLATES = 18_005;
const INSTANCES = 224_137;
const PROCESSES = 2;
const { values } = parseArgs({
  options: {
    episodes: { type: "string", default: "30000" },
    "per-trajectory": { type: "string", default: "3" },
    /** Work there, and leave it: a second call goes on. */
    keep: { type: "string" },
  },
});
const mat = new URL("../bin/mat.js", import.meta.url).pathname;
const folder = values.keep ?? mkdtempSync(join(tmpdir(), "mat-published-"));
mkdirSync(folder, { recursive: true });
const path = (name: string) => join(folder, name);

/** Notes the peak memory of a process on its way out. */
const meter = path("meter.mjs");
writeFileSync(
  meter,
  `import { writeFileSync } from "node:fs";
process.on("exit", () => writeFileSync(process.env.METER, String(process.resourceUsage().maxRSS)));\n`,
);

interface Step {
  readonly said: string;
  readonly megabytes: number;
}

/** Runs mat; gives what it printed. */
async function run(words: readonly string[]): Promise<Step> {
  const note = path(`meter-${Math.random().toString(36).slice(2)}`);
  const child: ChildProcess = spawn(process.execPath, ["--import", meter, mat, ...words, "--json"], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, METER: note },
  });
  const [said, complaints]: [string[], string[]] = [[], []];
  child.stdout!.setEncoding("utf8").on("data", (text: string) => said.push(text));
  child.stderr!.setEncoding("utf8").on("data", (text: string) => complaints.push(text));
  const status = await new Promise((resolve) => child.on("close", resolve));
  if (status !== 0) throw new Error(`mat ${words.join(" ")}: ${complaints.join("").slice(-2000)}`);
  return { said: said.join(""), megabytes: Number(readFileSync(note, "utf8")) / 1024 };
}

async function step(name: string, work: () => Promise<readonly Step[]>): Promise<readonly Step[]> {
  const started = performance.now();
  const steps = await work();
  const seconds = (performance.now() - started) / 1000;
  const peaks = steps.map(({ megabytes }) => `${megabytes.toFixed(0)} MB`).join(" and ");
  print(`${name}: ${seconds.toFixed(0)} s, peak memory ${peaks}`);
  return steps;
}

async function main(): Promise<void> {
  const [library, made, kept, rows] = [path("library"), path("run"), path("kept"), path("kagentinstruct.json")];
  await step(`${TEMPLATES.toLocaleString("en-US")} templates`, async () => [
    await run(["templates", "generate", "-n", String(TEMPLATES), "--seed", "1", "-o", library, "--force"]),
  ]);
  const options = ["--tasks", "builtin:search,time,db", "--templates", library, "--model", "reader"];
  const generate = ["generate", ...options, "-n", values.episodes, "--seed", "1", "-o", made];
  await run([...generate, "--plan-only"]);
  const { episodes, shard_size } = JSON.parse(readFileSync(join(made, "plan.json"), "utf8")) as {
    episodes: number;
    shard_size: number;
  };
  let next = 0;
  const work = async (): Promise<Step> => {
    let megabytes = 0;
    while (next < Math.ceil(episodes / shard_size))
      megabytes = Math.max(megabytes, (await run(["work", made, String(next++)])).megabytes);
    return { said: "", megabytes };
  };
  await step(`${episodes.toLocaleString("en-US")} episodes on ${PROCESSES} processes`, () =>
    Promise.all(Array.from({ length: PROCESSES }, work)),
  );
  await step("the run made a dataset", async () => [await run(generate)]);
  const [filtered] = await step("filtered by solved", async () => [
    await run(["filter", made, "--filter", "solved", "-o", kept, "--force"]),
  ]);
  print(`  ${filtered!.said.trim().split("\n").at(-1)!.slice(0, 500)}`);
  const under = ["--templates", library, "--per-trajectory", values["per-trajectory"]];
  await step(`exported under ${values["per-trajectory"]} templates each`, async () => [
    await run(["export", kept, "--format", "kagentinstruct", ...under, "-o", rows, "--force"]),
  ]);
  let [count, instances] = [0, 0];
  for await (const run of readRows([rows])) {
    for (const { text } of run) {
      count++;
      instances += (JSON.parse(text) as { llm_prompt_response: unknown[] }).llm_prompt_response.length;
    }
  }
  const verdict = instances >= INSTANCES ? "as many as published, or more" : "FEWER";
  print(
    `${count.toLocaleString("en-US")} rows, ${instances.toLocaleString("en-US")} instances (published: ` +
      `${INSTANCES.toLocaleString("en-US")}): ${verdict}`,
  );
  if (instances < INSTANCES) process.exitCode = 1;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  await main();
} finally {
  if (values.keep === undefined) rmSync(folder, { recursive: true, force: true });
}
