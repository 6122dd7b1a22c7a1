/**
 * Chat requests through our client (adaptive limit, retries, named failures) against bare `undici.request`, on the same local
 * server, about a kilobyte there and back, as ratios in one call:
 * - replies at once, 64 in flight (goal of the whole pipeline: 3,000 rows a second; no ratio is asked for);
 * - replies after 200 ms, 256 in flight: at least 0.9 of the limit that the latency sets;
 * - the same with 10% of all requests refused (429): at least 0.85 of the rate without;
 * - a server that admits 32 at once: at least 0.9 of what that allows.
 *
 * node bench/endpoint.ts
 */
import { fork } from "node:child_process";
import { Agent, request } from "undici";
import type { ChatClient } from "../src/llm/chat-client.ts";
import { openEndpoint } from "../src/llm/endpoint/endpoint.ts";
import { createEndpointClient } from "../src/llm/endpoint/endpoint-client.ts";
import { sendToEndpoints } from "../src/llm/endpoint/send-to-endpoints.ts";
import { atRandom } from "../tests/infra/fault-plans.ts";
import { type FaultServerOptions, startFaultServer } from "../tests/infra/fault-server.ts";

/** A server in a process of its own, so that it takes no time from the client. */
interface Setting {
  readonly latencyMs: number;
  readonly refused?: number;
  readonly cap?: number;
}

const MESSAGES = [{ role: "user", content: "word ".repeat(200) }] as const;

if (process.send === undefined) await main();
else await serve(JSON.parse(process.argv[2]!) as Setting);

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
  const limit = (inFlight: number) => inFlight / 0.2;
  const slowBare = await rate({ latencyMs: 200 }, 8000, 256, bareCalls);
  const slow = await rate({ latencyMs: 200 }, 8000, 256, ourCalls);
  print(
    `after 200 ms, 256 in flight: ${(slow / limit(256)).toFixed(2)} of the limit (goal 0.9; bare undici ${(slowBare / limit(256)).toFixed(2)})`,
  );
  const storm = await rate({ latencyMs: 200, refused: 0.1 }, 8000, 256, ourCalls);
  print(`10% refused: ${(storm / slow).toFixed(2)} of the rate without (goal 0.85)`);
  const capped = await rate({ latencyMs: 200, cap: 32 }, 3000, 256, ourCalls);
  print(`32 admitted at once: ${(capped / limit(32)).toFixed(2)} of the ideal (goal 0.9)`);
}

type Calls = (url: string, inFlight: number) => { call(number: number): Promise<unknown>; close(): Promise<void> };

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

/** Requests a second: so many of them, from twice as many callers as may be in flight, so that some always wait. */
async function rate(setting: Setting, count: number, inFlight: number, calls: Calls): Promise<number> {
  const server = fork(import.meta.filename, [JSON.stringify(setting)]);
  const url = await new Promise<string>((resolve) => server.once("message", (text) => resolve(text as string)));
  const { call, close } = calls(url, inFlight);
  let next = 0;
  const caller = async () => {
    while (next < count) await call(++next);
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: 2 * inFlight }, caller));
  const seconds = (performance.now() - started) / 1000;
  await close();
  server.disconnect();
  return count / seconds;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
