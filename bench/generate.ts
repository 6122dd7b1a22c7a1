/**
 * Runs against bare loops, as ratios.
 * - Episodes of five turns with tools, a thousand at once, journalled and made a dataset: steps a second against the same
 *   episodes played in a bare loop that keeps nothing. Goal: at least 0.5.
 * - The same with a journal against one that forgets. Goal: at least 0.8.
 * - Reopening a run of many trajectories up to the first episode that is not done, against a plain read of the same bytes.
 *   Goal: under 3 s.
 * With --memory: peak memory of a run of many steps against one of few, each in a process of its own. Goal: at most 1.25
 * times (10,000 and 1,000,000 steps unless given).
 *
 * node bench/generate.ts [--episodes N] [--rounds N] [--reopen N] | --memory [--small STEPS] [--large STEPS]
 */
import { spawnSync } from "node:child_process";
import { copyFileSync, createReadStream, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runEpisode } from "../src/agent/run-episode.ts";
import { createOracle } from "../src/agent/teachers/oracle.ts";
import { sha256 } from "../src/core/hash.ts";
import { textOf } from "../src/core/trajectory.ts";
import { PROGRAM } from "../src/core/version.ts";
import { generate } from "../src/generate/generate.ts";
import type { Plan } from "../src/generate/plan.ts";
import { playEpisode } from "../src/generate/play-episode.ts";
import type { EpisodeLog } from "../src/generate/shard-log.ts";
import { builtinTasks } from "../src/generate/task-source.ts";
import { scheduleOf, stageOf, type Workplace } from "../src/generate/workplace.ts";
import type { Environment } from "../src/tasks/environment.ts";
import { namedTemplate } from "../src/templates/library/registry.ts";
import { createToolChecker } from "../src/tools/tool-checker.ts";

// As the command line sets them.
setFlagsFromString("--semi-space-growth-factor=1");
setFlagsFromString("--heap-growing-percent=20");
const TURNS = 5;
const CONCURRENCY = 1000;
const { values } = parseArgs({
  options: {
    episodes: { type: "string", default: "2000" },
    rounds: { type: "string", default: "5" },
    reopen: { type: "string", default: "200000" },
    small: { type: "string", default: "10000" },
    large: { type: "string", default: "1000000" },
    memory: { type: "boolean", default: false },
    /** Only play a run of so many steps, for its memory. */
    steps: { type: "string" },
  },
});
const folder = mkdtempSync(join(tmpdir(), "mat-bench-"));
try {
  if (values.steps !== undefined) await playSteps(Number(values.steps));
  else if (values.memory) compareMemory();
  else {
    await compareLoops(Number(values.episodes), Number(values.rounds));
    await reopen(Number(values.reopen));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** A world that takes four calls and an answer, with replies of some length. */
function environment(): Environment {
  const tools = ["look_up", "add", "compare", "translate"].map((name) => ({
    name,
    description: `The tool ${name}: what it does is said here in a sentence of usual length.`,
    parameters: { type: "object", properties: { text: { type: "string" } }, required: ["text"] },
  }));
  return {
    name: "bench",
    title: "four calls and an answer",
    task: (_, number) => ({
      id: `bench-${number}`,
      environment: "bench",
      language: "en",
      query: `Do the four things to ${number}, and say what comes of it.`,
      tools,
    }),
    open: async () => ({
      tools,
      solution: [
        ...tools.map(({ name }) => ({
          thought: "The next thing is to be done, and this tool does it.",
          calls: [{ name, arguments: { text: "something of a usual length" } }],
        })),
        { thought: "All is done.", calls: [], answer: "It is done." },
      ],
      call: async (name) => ({ content: JSON.stringify({ tool: name, result: "x".repeat(300) }) }),
      judge: async ({ steps }) => ({ reward: textOf(steps.at(-1)?.message) === "It is done." ? 1 : 0, checks: {} }),
      close: async () => {},
    }),
  };
}

function workplace(episodes: number): Workplace {
  const templates = ["react-en", "modelscope-en"].map(namedTemplate);
  const plan: Plan = {
    plan_version: 1,
    created_by: { ...PROGRAM },
    tasks: { kind: "builtin", environments: ["bench"], languages: ["en"], levels: [1], split: "train" },
    templates: { path: null, chosen: templates.map(({ id }) => ({ id, sha256: sha256(id) })) },
    model: "oracle",
    errors: {},
    seed: 1,
    episodes,
    per_task: 1,
    shard_size: 1000,
    limits: { maxSteps: 20 },
    date: "2025-06-02",
    accept: null,
  };
  const options = { seed: 1, languages: ["en"], levels: [1], split: "train" } as const;
  const tasks = builtinTasks([environment()], options);
  return { plan, tasks, templates: { en: templates.map((act) => ({ act })) }, seat: createOracle };
}

async function compareLoops(episodes: number, rounds: number): Promise<void> {
  const [toBare, toForgetful]: [number[], number[]] = [[], []];
  let best = 0;
  for (let round = 0; round < rounds; round++) {
    const bare = await milliseconds(() => bareLoop(episodes));
    const forgetful = await milliseconds(() => forgetfulLoop(episodes));
    const output = join(folder, `run-${round}`);
    const run = await milliseconds(() => generate(workplace(episodes), { output, concurrency: CONCURRENCY }));
    rmSync(output, { recursive: true });
    toBare.push(bare / run);
    toForgetful.push(forgetful / run);
    best = Math.max(best, (episodes * TURNS * 1000) / run);
  }
  const steps = `${Math.round(best).toLocaleString("en-US")} steps/s at best`;
  say(`a run against a bare loop: ${verdict(median(toBare), 0.5)}, ${steps}, ${CONCURRENCY} at once`);
  say(`journal and dataset on against off: ${verdict(median(toForgetful), 0.8)}`);
}

/** The baseline: the agent's loop and nothing around it. */
async function bareLoop(episodes: number): Promise<void> {
  const place = workplace(episodes);
  const planned = scheduleOf(place);
  const check = createToolChecker();
  await inTurn(episodes, async (number) => {
    const { task: make, templates, sample } = planned(number);
    const task = make();
    const { client, world } = createOracle(await place.tasks.open(task));
    await runEpisode({ task, templates, client, world, tools: check(world), sample, about: { date: place.plan.date } });
  });
}

/** All that a run does, with a journal that forgets and no files. */
async function forgetfulLoop(episodes: number): Promise<void> {
  const place = workplace(episodes);
  const planned = scheduleOf(place);
  const stage = stageOf(place);
  const log: EpisodeLog = {
    heardBy: () => [],
    hear: async () => {},
    forget: async () => {},
    finish: async () => {},
  };
  await inTurn(episodes, async (number) => {
    await playEpisode(planned(number), stage, log);
  });
}

async function inTurn(episodes: number, play: (number: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < episodes) await play(next++);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
}

/** A run of so many episodes of which half of the last shard is not done; its other shards are copies of the first. */
async function reopen(episodes: number): Promise<void> {
  const place = workplace(episodes);
  const output = join(folder, "reopened");
  await stopped(place, output, 1000);
  copyFirstShard(output, episodes / 1000 - 1);
  await stopped(place, output, 500);
  const read = await milliseconds(() => readAll(output));
  const opened = await milliseconds(() => stopped(place, output, 0));
  const goal = opened < 3000 ? "met" : "MISSED";
  say(
    `reopening ${episodes.toLocaleString("en-US")} trajectories to the first that is not done: ${(opened / 1000).toFixed(2)} s ` +
      `(goal: under 3 s: ${goal}), ${(opened / read).toFixed(3)} of a plain read of the same bytes (${(read / 1000).toFixed(2)} s)`,
  );
  if (opened >= 3000) process.exitCode = 1;
}

function copyFirstShard(output: string, shards: number): void {
  const done = readFileSync(join(output, "work/shard-00000.json"), "utf8");
  for (let shard = 1; shard < shards; shard++) {
    const digits = String(shard).padStart(5, "0");
    for (const name of ["part", "index", "work/telemetry"])
      copyFileSync(join(output, `${name}-00000.jsonl`), join(output, `${name}-${digits}.jsonl`));
    // What the next shard has done by then goes: it is done.
    rmSync(join(output, `work/shard-${digits}.jsonl`), { force: true });
    writeFileSync(join(output, `work/shard-${digits}.json`), done.replaceAll("-00000.", `-${digits}.`));
  }
}

/** Plays until so many more episodes are done. */
async function stopped(place: Workplace, output: string, more: number): Promise<void> {
  const controller = new AbortController();
  let before: number | undefined;
  const onProgress = ({ episodes }: { readonly episodes: number }): void => {
    before ??= episodes;
    if (episodes - before >= more) controller.abort();
  };
  const { signal } = controller;
  await generate(place, { output, concurrency: 8, signal, onProgress }).catch(() => undefined);
}

async function readAll(output: string): Promise<void> {
  for (const entry of readdirSync(output, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    for await (const _ of createReadStream(join(entry.parentPath, entry.name), { highWaterMark: 1 << 20 }));
  }
}

function compareMemory(): void {
  const [small, large] = [values.small, values.large].map((steps) => {
    const run = spawnSync(process.execPath, [fileURLToPath(import.meta.url), "--steps", steps], { encoding: "utf8" });
    if (run.status !== 0) throw new Error(run.stderr);
    return Number(run.stdout);
  }) as [number, number];
  const ratio = large / small;
  const [few, many] = [values.small, values.large].map((steps) => Number(steps).toLocaleString("en-US"));
  say(
    `peak memory: ${ratio.toFixed(2)}x (${megabytes(small)} MB at ${few} steps, ${megabytes(large)} MB at ${many}; ` +
      `goal: at most 1.25: ${ratio <= 1.25 ? "met" : "MISSED"})`,
  );
  if (ratio > 1.25) process.exitCode = 1;
}

async function playSteps(steps: number): Promise<void> {
  await generate(workplace(steps / TURNS), { output: join(folder, "run"), concurrency: CONCURRENCY });
  say(String(process.resourceUsage().maxRSS));
}

function verdict(ratio: number, goal: number): string {
  if (ratio < goal) process.exitCode = 1;
  return `${ratio.toFixed(2)} (goal ${goal}: ${ratio >= goal ? "met" : "MISSED"})`;
}

function median(ratios: readonly number[]): number {
  return ratios.toSorted((a, b) => a - b)[ratios.length >> 1]!;
}

function megabytes(kilobytes: number): string {
  return (kilobytes / 1024).toFixed(0);
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
