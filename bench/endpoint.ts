/**
 * Chat requests through our client (adaptive limit, retries, named failures) against bare `undici.request`, on the same local
 * server, about a kilobyte there and back, as ratios in one call:
 * - replies at once, 64 in flight; the same with all that a run has (journal, cache of completions, ledger): 3,000 a second;
 * - the same requests once more, from the cache;
 * - replies after 200 ms, 256 in flight: at least 0.9 of the limit that the latency sets;
 * - the same with 10% of all requests refused (429): at least 0.85 of the rate without;
 * - a server that admits 32 at once: at least 0.9 of what that allows.
 * The last three with journal, cache and ledger on. With --memory: peak memory of a process that makes many calls with all of
 * it on against one that makes few. Goal: at most 1.25 times (10,000 and 1,000,000 calls unless given).
 *
 * With --curator: Bespoke Curator (Python, installed first) beside ours on the same server, with what it does keep on both sides.
 *
 * node bench/endpoint.ts | --memory [--small CALLS] [--large CALLS] | --curator
 */
import { fork, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { Agent, request } from "undici";
import type { JsonValue } from "../src/core/json/value.ts";
import { openShardLog } from "../src/generate/shard-log.ts";
import { openCompletionCache } from "../src/llm/cache/completion-cache.ts";
import { throughCache } from "../src/llm/cache/through-cache.ts";
import type { ChatClient } from "../src/llm/chat-client.ts";
import { countCosts } from "../src/llm/cost/count-costs.ts";
import { openLedger } from "../src/llm/cost/ledger.ts";
import { withinBudget } from "../src/llm/cost/within-budget.ts";
import { openEndpoint } from "../src/llm/endpoint/endpoint.ts";
import { createEndpointClient } from "../src/llm/endpoint/endpoint-client.ts";
import { sendToEndpoints } from "../src/llm/endpoint/send-to-endpoints.ts";
import { atRandom } from "../tests/infra/fault-plans.ts";
import { type FaultServerOptions, startFaultServer } from "../tests/infra/fault-server.ts";
import { pythonEnvironment } from "../tests/infra/python-environment.ts";
import { runProgram } from "../tests/infra/run-program.ts";

/** A server in a process of its own, so that it takes no time from the client. */
interface Setting {
  readonly latencyMs: number;
  readonly refused?: number;
  readonly cap?: number;
}

const MESSAGES = [{ role: "user", content: "word ".repeat(200) }] as const;

// As the command line sets them.
setFlagsFromString("--semi-space-growth-factor=1");
setFlagsFromString("--heap-growing-percent=20");
const folder = mkdtempSync(join(tmpdir(), "mat-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

if (process.send !== undefined) await serve(JSON.parse(process.argv[2]!) as Setting);
else {
  const { values } = parseArgs({
    options: {
      memory: { type: "boolean", default: false },
      small: { type: "string", default: "10000" },
      large: { type: "string", default: "1000000" },
      curator: { type: "boolean", default: false },
      /** Only make so many calls, for their memory. */
      calls: { type: "string" },
    },
  });
  if (values.calls !== undefined) await makeCalls(Number(values.calls));
  else if (values.memory) compareMemory(values.small, values.large);
  else if (values.curator) await besideCurator();
  else await main();
}

async function serve({ latencyMs, refused = 0, cap }: Setting): Promise<void> {
  const options: FaultServerOptions = {
    latencyMs,
    faultLatencyMs: 1,
    ...(cap === undefined ? {} : { maxInFlight: cap }),
    ...(refused === 0 ? {} : { faults: [atRandom(1, [{ fault: { kind: "rate_limit" }, share: refused }])] }),
  };
  const server = await startFaultServer(options);
  process.send!(server.url);
  process.on("disconnect", () => process.exit(0));
}

async function main(): Promise<void> {
  const bare = await rate({ latencyMs: 0 }, 20_000, 64, bareCalls);
  const ours = await rate({ latencyMs: 0 }, 20_000, 64, ourCalls);
  print(`at once, 64 in flight: ${(ours / bare).toFixed(2)} of bare undici (${ours.toFixed(0)} a second)`);
  const run = join(folder, "at-once");
  const full = await rate({ latencyMs: 0 }, 20_000, 64, keptCalls(run));
  print(`  with journal, cache and ledger: ${(full / bare).toFixed(2)} (${full.toFixed(0)} a second; goal 3000)`);
  const cached = await rate({ latencyMs: 0 }, 20_000, 64, keptCalls(run));
  print(`  the same requests once more, from the cache: ${cached.toFixed(0)} a second`);
  const limit = (inFlight: number) => inFlight / 0.2;
  const slowBare = await rate({ latencyMs: 200 }, 16_000, 256, bareCalls);
  const slow = await rate({ latencyMs: 200 }, 16_000, 256, keptCalls());
  print(
    `after 200 ms, 256 in flight: ${(slow / limit(256)).toFixed(2)} of the limit (goal 0.9; bare undici ${(slowBare / limit(256)).toFixed(2)})`,
  );
  const storm = await rate({ latencyMs: 200, refused: 0.1 }, 16_000, 256, keptCalls());
  print(`10% refused: ${(storm / slow).toFixed(2)} of the rate without (goal 0.85)`);
  const capped = await rate({ latencyMs: 200, cap: 32 }, 3000, 256, keptCalls());
  print(`32 admitted at once: ${(capped / limit(32)).toFixed(2)} of the ideal (goal 0.9)`);
}

/** Fewer requests than elsewhere: Curator takes its time, and waits ten seconds at each refusal. */
async function besideCurator(): Promise<void> {
  const python = join(await pythonEnvironment("curator"), "bin", "python");
  const settings: readonly [string, Setting, number, number][] = [
    ["at once, 64 in flight", { latencyMs: 0 }, 3000, 64],
    ["after 200 ms, 256 in flight", { latencyMs: 200 }, 3000, 256],
    ["10% refused", { latencyMs: 200, refused: 0.1 }, 3000, 256],
    ["32 admitted at once", { latencyMs: 200, cap: 32 }, 1000, 256],
  ];
  for (const [said, setting, count, inFlight] of settings) {
    const theirs = await withServer(setting, async (url) => {
      const output = await runProgram([
        python,
        join(import.meta.dirname, "curator.py"),
        url,
        `${count}`,
        `${inFlight}`,
      ]);
      const [rows, seconds] = output.trimEnd().split("\n").at(-1)!.split(" ").map(Number) as [number, number];
      return rows / seconds;
    });
    const ours = await rate(setting, count, inFlight, keptCalls());
    print(
      `${said}: ${(ours / theirs).toFixed(1)} times as fast (${ours.toFixed(0)} a second; Curator ${theirs.toFixed(0)})`,
    );
  }
}

interface Caller {
  call(number: number): Promise<unknown>;
  close(): Promise<void>;
}
type Calls = (url: string, inFlight: number) => Caller | Promise<Caller>;

function bareCalls(url: string, inFlight: number) {
  const dispatcher = new Agent({ connections: inFlight });
  const body = JSON.stringify({ model: "m", messages: MESSAGES });
  return {
    async call() {
      const answer = await request(`${url}/chat/completions`, {
        dispatcher,
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
      });
      return answer.body.json();
    },
    close: () => dispatcher.destroy(),
  };
}

function ourCalls(url: string, inFlight: number) {
  const endpoint = openEndpoint({ baseUrl: url, mostInFlight: inFlight, stallMilliseconds: 60_000 });
  const client: ChatClient = createEndpointClient({
    model: "m",
    send: sendToEndpoints({ model: "m", endpoints: [endpoint] }),
  });
  return { call: (sample: number) => client.complete({ messages: MESSAGES, sample }), close: endpoint.close };
}

/** Our client as a run has it: what it hears is in a journal before it goes on, completions are kept, costs are counted. */
function keptCalls(run = mkdtempSync(join(folder, "run-"))): Calls {
  return async (url, inFlight) => {
    const endpoint = openEndpoint({ baseUrl: url, mostInFlight: inFlight, stallMilliseconds: 60_000 });
    const cache = await openCompletionCache(join(run, "cache"));
    const prices = new Map([["m", { prompt: 1, completion: 2 }]]);
    const ledger = await openLedger({ folder: join(run, "ledger"), prices });
    const journal = await openShardLog(join(run, "shard.jsonl"));
    const servers = countCosts(sendToEndpoints({ model: "m", endpoints: [endpoint] }), ledger);
    const paid = withinBudget(servers, ledger, { maxUsd: 1e9 }, prices.get("m"));
    const client = createEndpointClient({ model: "m", send: throughCache(paid, cache, ledger.hit) });
    return {
      async call(sample) {
        const value = (await client.complete({ messages: MESSAGES, sample })) as unknown as JsonValue;
        await journal.hear(sample, { kind: "reply", asked: "0123456789abcdef", value });
      },
      async close() {
        await Promise.all([endpoint.close(), cache.close(), ledger.close(), journal.close()]);
      },
    };
  };
}

async function makeCalls(count: number): Promise<void> {
  await rate({ latencyMs: 0 }, count, 64, keptCalls());
  process.stdout.write(String(process.resourceUsage().maxRSS));
}

function compareMemory(small: string, large: string): void {
  const [few, many] = [small, large].map((calls) => {
    const run = spawnSync(process.execPath, [import.meta.filename, "--calls", calls], { encoding: "utf8" });
    if (run.status !== 0) throw new Error(run.stderr);
    return Number(run.stdout) / 1024;
  }) as [number, number];
  const said = (calls: string) => Number(calls).toLocaleString("en-US");
  print(
    `peak memory: ${(many / few).toFixed(2)}x (${few.toFixed(0)} MB at ${said(small)} calls, ${many.toFixed(0)} MB at ` +
      `${said(large)}; goal: at most 1.25x)`,
  );
}

/** Requests a second: so many of them, from twice as many callers as may be in flight, so that some always wait. */
function rate(setting: Setting, count: number, inFlight: number, calls: Calls): Promise<number> {
  return withServer(setting, async (url) => {
    const { call, close } = await calls(url, inFlight);
    let next = 0;
    const caller = async () => {
      while (next < count) await call(++next);
    };
    const started = performance.now();
    await Promise.all(Array.from({ length: 2 * inFlight }, caller));
    const seconds = (performance.now() - started) / 1000;
    await close();
    return count / seconds;
  });
}

async function withServer<T>(setting: Setting, work: (url: string) => Promise<T>): Promise<T> {
  const server = fork(import.meta.filename, [JSON.stringify(setting)]);
  try {
    return await work(
      await new Promise<string>((resolve) => server.once("message", (text) => resolve(text as string))),
    );
  } finally {
    server.disconnect();
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
