import { globSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { InputMissingError, RunIncompleteError, UsageError } from "../../src/core/errors.ts";
import type { JsonObject } from "../../src/core/json/value.ts";
import type { GenerateProgress } from "../../src/generate/progress-count.ts";
import type { Connection } from "../../src/pipeline/connection/connection.ts";
import { generateRun, workOnRun, writePlan } from "../../src/pipeline/generate-run.ts";
import { verifyDataset } from "../../src/store/verify/verify.ts";
import { inOrder } from "../infra/fault-plans.ts";
import { type FaultServer, type FaultServerOptions, startFaultServer } from "../infra/fault-server.ts";
import { EPISODES, servedRequest } from "./served-request.ts";

/** What the server says that a call takes. */
const TOKENS = 500;
const servers: FaultServer[] = [];
const folder = () => join(mkdtempSync(join(tmpdir(), "mat-costs-")), "run");

afterEach(async () => {
  vi.unstubAllEnvs();
  for (const server of servers.splice(0)) await server.close();
});

async function serve(options: FaultServerOptions = {}): Promise<FaultServer> {
  const server = await startFaultServer({ reply: "Thought: I cannot look.\nFinal Answer: ten", ...options });
  servers.push(server);
  return server;
}

interface Given {
  readonly connection: Connection;
  readonly onProgress?: (progress: GenerateProgress) => void;
}

function run(output: string, { connection, onProgress }: Given) {
  return generateRun(servedRequest(output, connection), { concurrency: 8, onProgress });
}

const at = (server: FaultServer, more: Connection = {}): Given => ({ connection: { baseUrls: [server.url], ...more } });
const partsOf = (output: string) =>
  globSync(join(output, "part-*"))
    .sort()
    .map((file) => readFileSync(file, "utf8"))
    .join("");
const objectIn = (...path: string[]) => JSON.parse(readFileSync(join(...path), "utf8")) as JsonObject;
const linesOf = (file: string) =>
  readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as JsonObject);

function priceFile(text = "m: {prompt: 1000, completion: 3000}"): string {
  const file = join(mkdtempSync(join(tmpdir(), "mat-prices-")), "prices.yaml");
  writeFileSync(file, text);
  return file;
}

test("a run is made again from what it kept: no server, no key, the same bytes", async () => {
  const [first, second, third] = [folder(), folder(), folder()];
  const server = await serve();
  await run(first, at(server));
  expect(server.requests.count).toBe(EPISODES);
  await server.close();
  const replay = { preset: "any", apiKeyVariable: "NO_SUCH_KEY", replay: true };
  const report = await run(second, { connection: { ...replay, cache: join(first, "cache") } });
  expect(report.spending).toMatchObject({ calls: 0, cache_hits: EPISODES });
  expect(partsOf(second)).toBe(partsOf(first));
  expect(linesOf(join(second, "telemetry.jsonl"))[0]).toMatchObject({ cached: 1 });
  expect(linesOf(join(first, "telemetry.jsonl"))[0]).not.toHaveProperty("cached");
  for (const output of [first, second]) expect((await verifyDataset(output)).problems).toEqual([]);
  await expect(run(third, { connection: replay })).rejects.toThrow(InputMissingError);
});

test("each reply is kept once, as the server sent it; with --cache off none is", async () => {
  const [kept, bare] = [folder(), folder()];
  const server = await serve();
  await run(kept, at(server));
  const lines = linesOf(join(kept, "cache/replies-00000.jsonl"));
  expect(lines).toHaveLength(EPISODES);
  const answer = await fetch(`${server.url}/chat/completions`, { method: "POST", body: "{}" });
  const sent = (await answer.json()) as JsonObject;
  expect(lines[0]!["completion"]).toEqual(sent);
  await run(bare, at(server, { cache: "off" }));
  expect(globSync(join(bare, "cache/**"))).toEqual([]);
  expect(partsOf(bare)).toBe(partsOf(kept));
});

test("a replay of too little ends with what is missing by name; the same run goes on with a server", async () => {
  const [part, output, clean] = [folder(), folder(), folder()];
  const server = await serve();
  await run(part, at(server, { maxTokens: 10 * TOKENS })).catch(() => undefined);
  await run(clean, at(server));
  const replay = { replay: true, cache: join(part, "cache") };
  const error = (await run(output, { connection: replay }).catch((reason: unknown) => reason)) as RunIncompleteError;
  expect(error).toBeInstanceOf(RunIncompleteError);
  expect(error.missing).toEqual({ not_recorded: 20 });
  const before = server.requests.count;
  await run(output, at(server));
  expect(server.requests.count - before).toBe(20);
  expect(partsOf(output)).toBe(partsOf(clean));
});

test.each([
  ["max-tokens", { maxTokens: 10 * TOKENS }, { maxTokens: 18 * TOKENS }],
  ["max-usd", { maxUsd: 10, prices: priceFile() }, { maxUsd: 18, prices: priceFile() }],
])("a run stops when --%s is spent, says so, and goes on with more", async (name, small, larger) => {
  const [clean, output] = [folder(), folder()];
  await run(clean, at(await serve()));
  const server = await serve();
  const error = (await run(output, at(server, small)).catch((reason: unknown) => reason)) as RunIncompleteError;
  expect(error).toBeInstanceOf(RunIncompleteError);
  expect(error.message).toContain(`10 of ${EPISODES} episodes are done and saved`);
  expect(error.message).toContain(`the budget --${name}`);
  expect(server.requests.count).toBe(10);
  expect(objectIn(output, "ledger.json")).toMatchObject({ calls: 10, by_model: { m: { calls: 10 } } });
  // The same budget is spent already; a larger one counts what was spent before.
  await expect(run(output, at(server, small))).rejects.toThrow(RunIncompleteError);
  await expect(run(output, at(server, larger))).rejects.toThrow(RunIncompleteError);
  expect(server.requests.count).toBe(18);
  const report = await run(output, at(server, { cache: "off" }));
  expect(server.requests.count).toBe(EPISODES);
  expect(report.spending).toMatchObject({ calls: EPISODES, prompt_tokens: 250 * EPISODES });
  expect(partsOf(output)).toBe(partsOf(clean));
  const { notes } = objectIn(output, "manifest.json") as { notes: { limits_fired: string[] } };
  expect(notes.limits_fired).toHaveLength(2);
  expect(notes.limits_fired[0]).toContain(name);
  expect((await verifyDataset(output)).problems).toEqual([]);
  expect(objectIn(clean, "manifest.json")["notes"]).not.toHaveProperty("limits_fired");
});

test("processes that share a run share its cache, its ledger and its budget", async () => {
  const output = folder();
  const server = await serve({ latencyMs: 5 });
  const { connection } = at(server, { maxTokens: 12 * TOKENS });
  await writePlan(servedRequest(output, connection, 10));
  const work = (shard: number, more: Connection) =>
    workOnRun({ run: output, shard, concurrency: 4, connection: { ...connection, ...more } });
  expect((await work(0, {})).spending).toMatchObject({ calls: 10, usd: null });
  await expect(work(1, {})).rejects.toThrow("the budget --max-tokens 6000 is spent: 6000 of 6000, in 12 calls");
  await Promise.all([work(1, { maxTokens: 1e6 }), work(2, { maxTokens: 1e6 })]);
  const report = await generateRun(servedRequest(output, { baseUrls: [server.url] }, 10), { concurrency: 1 });
  expect(report.spending).toMatchObject({ calls: EPISODES, limits_fired: ["max-tokens 6000"] });
  expect(server.requests.count).toBe(EPISODES);
  const kept = globSync(join(output, "cache/replies-*.jsonl")).flatMap(linesOf);
  expect(new Set(kept.map(({ key }) => key)).size).toBe(EPISODES);
});

test("progress says what is spent and what is to be expected", async () => {
  const seen: GenerateProgress[] = [];
  const given = at(await serve(), { prices: priceFile() });
  await run(folder(), { ...given, onProgress: (progress) => seen.push(progress) });
  const last = seen.at(-1)!.spending!;
  expect(last).toMatchObject({ calls: EPISODES, tokens: EPISODES * TOKENS, expected_tokens: EPISODES * TOKENS });
  expect(last.usd).toBeCloseTo(EPISODES);
  expect(last.expected_usd).toBeCloseTo(EPISODES);
  const early = seen.find(({ episodes }) => episodes === 10)!.spending!;
  expect(early.expected_usd).toBeGreaterThan(15);
  expect(early.expected_usd).toBeLessThan(45);
});

test("telemetry has how often an episode's calls were tried again, and why; the data does not", async () => {
  const [clean, output] = [folder(), folder()];
  await run(clean, at(await serve()));
  const limited = { kind: "rate_limit", retryAfterMs: 1 } as const;
  await run(output, at(await serve({ faults: [inOrder(limited, { kind: "server_error" }, limited)] })));
  const retries = linesOf(join(output, "telemetry.jsonl")).map(
    (line) => (line["retries"] ?? {}) as Record<string, number>,
  );
  const sum = (kind: string) => retries.reduce((total, counts) => total + (counts[kind] ?? 0), 0);
  expect([sum("rate_limited"), sum("server_error")]).toEqual([2, 1]);
  expect(partsOf(output)).toBe(partsOf(clean));
});

test("completions that are no replies are paid for, too", async () => {
  const server = await serve({ faults: [inOrder({ kind: "empty", what: "content" })] });
  const report = await run(folder(), at(server));
  expect(report.spending!.calls).toBe(EPISODES + 1);
});

test("a budget without prices, and a model without a price, are named before anything is asked", async () => {
  const server = await serve();
  await expect(run(folder(), at(server, { maxUsd: 5 }))).rejects.toThrow(UsageError);
  await expect(run(folder(), at(server, { prices: priceFile("n: {prompt: 1, completion: 1}") }))).rejects.toThrow(
    'no price of the model "m"',
  );
  expect(server.requests.count).toBe(0);
});
