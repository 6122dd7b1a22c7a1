import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type CompletionBody, completionBody, type ReplyMessage, type Wanted } from "./completion-bodies.ts";
import type { Fault, FaultPlan, FaultRequest } from "./fault.ts";
import { send, sendError, writeFault } from "./write-fault.ts";

/** What a {@link startFaultServer} does. */
export interface FaultServerOptions {
  /** Asked in turn for each completion; the first that names a fault decides. */
  readonly faults?: readonly FaultPlan[];
  /** Requests that are answered at once; one more gets the fault of `over`. */
  readonly maxInFlight?: number;
  /** What a request above `maxInFlight` gets, at once: 429 without a time unless given. */
  readonly over?: Fault;
  /** Before a good answer, in milliseconds; by request where it is a function. */
  readonly latencyMs?: number | ((request: FaultRequest) => number);
  /** Before a fault, too; 0 unless given. */
  readonly faultLatencyMs?: number;
  /** The message of a good answer: a kilobyte of words unless given. */
  readonly reply?: ReplyMessage | ((request: FaultRequest) => ReplyMessage);
  /** Keeps bodies and headers of all requests in `requests.recorded`. */
  readonly record?: boolean;
  readonly port?: number;
}

/** A request as it came. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What came in so far; it grows. */
export interface RequestLog {
  /** All requests. */
  count: number;
  /** Requests that were answered well. */
  answered: number;
  /** The largest number of requests that waited for the end of their answer at once, without those above the cap. */
  mostInFlight: number;
  /** Requests above the cap, which count among the faults, too. */
  overCap: number;
  /** How often each fault was met. */
  readonly faults: Partial<Record<Fault["kind"], number>>;
  readonly recorded: RecordedRequest[];
}

/** A server that runs. */
export interface FaultServer {
  /** What a client takes as its base URL: `http://127.0.0.1:PORT/v1`. */
  readonly url: string;
  readonly requests: RequestLog;
  /** Cuts all connections. */
  close(): Promise<void>;
}

/**
 * An OpenAI-like server on this machine that fails as it is told: `/v1/chat/completions`, `/v1/completions`, `/v1/models`.
 * Bodies are not parsed, so that it is faster than what it measures: some 10,000 requests a second on a core.
 */
export async function startFaultServer(options: FaultServerOptions = {}): Promise<FaultServer> {
  const requests: RequestLog = { count: 0, answered: 0, mostInFlight: 0, overCap: 0, faults: {}, recorded: [] };
  const answer = createAnswer(options, requests);
  const server = createServer({ keepAliveTimeout: 60_000, requestTimeout: 0, noDelay: true }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => answer(request, chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks), response));
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

type Answer = (request: IncomingMessage, body: Buffer, response: ServerResponse) => void;

function createAnswer(options: FaultServerOptions, requests: RequestLog): Answer {
  const started = performance.now();
  const good = createGoodAnswers(options.reply ?? WORDS);
  const chooseFault = createFaultChooser(options, requests);
  return (incoming, body, response) => {
    const { method = "", url: path = "", headers } = incoming;
    const request: FaultRequest = { number: requests.count++, at: performance.now() - started, path, headers, body };
    if (options.record) requests.recorded.push({ method, path, headers, body: body.toString() });
    const endpoint = ENDPOINTS[path];
    if (endpoint === undefined) return other(path, response);
    const { fault, wait } = chooseFault(request, response);
    after(wait, () => {
      if (response.destroyed) return;
      const answer = good(request, endpoint);
      if (fault !== undefined) return writeFault(response, fault, answer);
      requests.answered++;
      send(response, answer.type, answer.pieces.length === 1 ? answer.pieces[0]! : answer.pieces.join(""));
    });
  };
}

/** Says what a request meets, and after how many milliseconds; keeps count of those that wait. */
function createFaultChooser(options: FaultServerOptions, requests: RequestLog) {
  const { faults = [], maxInFlight = Number.POSITIVE_INFINITY, over = { kind: "rate_limit" }, latencyMs = 0 } = options;
  let inFlight = 0;
  const met = (fault: Fault, wait: number) => {
    requests.faults[fault.kind] = (requests.faults[fault.kind] ?? 0) + 1;
    return { fault, wait };
  };
  return (request: FaultRequest, response: ServerResponse): { fault?: Fault; wait: number } => {
    if (inFlight >= maxInFlight) {
      requests.overCap++;
      return met(over, 0);
    }
    requests.mostInFlight = Math.max(requests.mostInFlight, ++inFlight);
    response.on("close", () => inFlight--);
    for (const plan of faults) {
      const fault = plan(request);
      if (fault !== undefined) return met(fault, options.faultLatencyMs ?? 0);
    }
    return { wait: typeof latencyMs === "number" ? latencyMs : latencyMs(request) };
  };
}

const ENDPOINTS: Readonly<Record<string, Wanted["endpoint"]>> = {
  "/v1/chat/completions": "chat",
  "/v1/completions": "raw",
};

function other(path: string, response: ServerResponse): void {
  const model = { id: "fault-model", object: "model", created: 1_700_000_000, owned_by: "mat" };
  if (path === "/v1/models") send(response, "application/json", JSON.stringify({ object: "list", data: [model] }));
  else sendError(response, 404, { message: `There is no ${path}.`, code: "not_found" });
}

function after(milliseconds: number, act: () => void): void {
  if (milliseconds <= 0) act();
  else setTimeout(act, milliseconds);
}

/** A reply that does not depend on the request is written once for each way to send it. */
function createGoodAnswers(reply: NonNullable<FaultServerOptions["reply"]>) {
  const written = new Map<string, CompletionBody>();
  return (request: FaultRequest, endpoint: Wanted["endpoint"]): CompletionBody => {
    const stream = says(request.body, "stream");
    const wanted = { endpoint, stream, usage: stream && says(request.body, "include_usage") };
    if (typeof reply === "function") return completionBody(reply(request), wanted);
    const key = `${endpoint} ${wanted.stream} ${wanted.usage}`;
    if (!written.has(key)) written.set(key, completionBody(reply, wanted));
    return written.get(key)!;
  };
}

/** Is a flag set? A quoted key inside a text has a backslash before its last quote, so it is never taken for one. */
function says(body: Buffer, flag: string): boolean {
  return body.includes(`"${flag}":true`) || body.includes(`"${flag}": true`);
}

const WORDS = "The harbour town has a market on the square, open each morning until noon. ".repeat(14).trim();
