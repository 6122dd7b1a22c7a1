import { spawn } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { RunPausedError, UsageError } from "../../src/core/errors.ts";
import { serveTeacher, type TeacherServer } from "../../src/serve/teacher/serve-teacher.ts";
import { verifyDataset } from "../../src/store/verify/verify.ts";
import { collect } from "../cli/run-node.ts";
import { type BatchServer, type BatchServerOptions, startBatchServer } from "../infra/batch-server.ts";
import { teacherAnswers } from "../infra/teacher-batches.ts";
import { temporaryFolder } from "../store/temporary-folder.ts";
import { batchRun, EPISODES } from "./batch-run.ts";

const root = temporaryFolder();
const answer = teacherAnswers(0);
const KILLS = 4;
const servers: BatchServer[] = [];
let teacher: TeacherServer;
let plain = "";
let count = 0;

beforeAll(async () => {
  teacher = await serveTeacher({ port: 0 });
  const output = folder();
  await batchRun(teacher.url, output, {}, {});
  plain = partsOf(output);
}, 60_000);

afterAll(() => teacher.close());

afterEach(async () => {
  vi.unstubAllEnvs();
  for (const server of servers.splice(0)) await server.close();
});

const folder = () => join(root, `run-${count++}`);

async function serve(options: Partial<BatchServerOptions> = {}): Promise<BatchServer> {
  const server = await startBatchServer({ answer, ...options });
  servers.push(server);
  return server;
}

function partsOf(output: string): string {
  return globSync(join(output, "part-*"))
    .sort()
    .map((file) => readFileSync(file, "utf8"))
    .join("");
}

test("a run in batches has the bytes of one that asks request by request", async () => {
  const server = await serve();
  const output = folder();
  const report = await batchRun(server.url, output, { concurrency: EPISODES });
  expect(report.all.episodes).toBe(EPISODES);
  expect(partsOf(output)).toBe(plain);
  // A step of all episodes is one batch, more or less.
  expect(Math.max(...server.batches.map(({ lines }) => lines))).toBeGreaterThan(EPISODES / 2);
  expect((await verifyDataset(output)).problems).toEqual([]);
}, 60_000);

test("batches that expire, lines that fail and lines that are missing change nothing of it", async () => {
  const server = await serve({
    answer: (line, times) => {
      const turn = Number.parseInt(line.custom_id.slice(0, 2), 16) % 4;
      if (times === 0 && turn === 0) return { status: 500, body: {} };
      return times === 0 && turn === 1 ? undefined : answer(line);
    },
    fate: (number) => (number % 3 === 1 ? { status: "expired", done: 0.5 } : {}),
  });
  const output = folder();
  await batchRun(server.url, output);
  expect(partsOf(output)).toBe(plain);
}, 60_000);

test("a run that is killed takes its batches up again, and asks for nothing twice", async () => {
  const server = await serve({ fate: () => ({ looks: 3 }) });
  const output = folder();
  const script = join(import.meta.dirname, "batch-process.ts");
  let kills = 0;
  for (let whole = false; !whole; ) {
    const child = spawn(process.execPath, [script, server.url, output]);
    const seen = server.calls.length;
    // Each time it gets a little further: between any two calls, or in the middle of one.
    const timer = setInterval(() => {
      if (kills < KILLS && server.calls.length >= seen + 2 + kills) child.kill("SIGKILL");
    }, 1);
    const { code, stderr } = await collect(child);
    clearInterval(timer);
    if (code !== 0 && code !== null) throw new Error(stderr);
    whole = code === 0;
    if (!whole) kills++;
  }
  expect(kills).toBe(KILLS);
  expect(partsOf(output)).toBe(plain);
  expect(new Set(server.answered.values())).toEqual(new Set([1]));
}, 120_000);

test("Ctrl-C leaves the batch to the provider, and says so", async () => {
  const server = await serve({ fate: () => ({ looks: 20 }) });
  const output = folder();
  const controller = new AbortController();
  const playing = batchRun(server.url, output, { signal: controller.signal }).catch((reason: unknown) => reason);
  await expect.poll(() => server.calls, { timeout: 10_000 }).toContain("GET /batches/ID");
  controller.abort();
  const error = await playing;
  expect(error).toBeInstanceOf(RunPausedError);
  expect((error as RunPausedError).message).toContain(
    "10 requests wait for batches that the provider goes on with: batch_0",
  );
  await batchRun(server.url, output);
  expect(partsOf(output)).toBe(plain);
  expect(new Set(server.answered.values())).toEqual(new Set([1]));
}, 60_000);

test("no key is found in a run's folder", async () => {
  const key = "sk-canary-b47c";
  vi.stubEnv("CANARY_KEY", key);
  const server = await serve();
  const output = folder();
  await batchRun(server.url, output, {}, { apiKeyVariable: "CANARY_KEY", batch: {} });
  expect(server.headers.every(({ authorization }) => authorization === `Bearer ${key}`)).toBe(true);
  const files = globSync(join(output, "**/*"), { withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.some(({ parentPath }) => parentPath.endsWith("batches"))).toBe(true);
  for (const { parentPath, name } of files) expect(readFileSync(join(parentPath, name), "utf8")).not.toContain(key);
}, 60_000);

test("what a batch cannot have is refused before anything is sent", async () => {
  const more = { batch: {} };
  for (const connection of [{ stream: true }, { tokensPerMinute: 5 }, { baseUrls: [teacher.url, teacher.url] }])
    await expect(batchRun(teacher.url, folder(), {}, { ...more, ...connection })).rejects.toThrow(UsageError);
});
