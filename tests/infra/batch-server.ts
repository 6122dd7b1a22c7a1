import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { JsonObject } from "../../src/core/json/value.ts";

/** What the server says to one line of a batch. */
export interface LineAnswer {
  readonly status: number;
  readonly body: JsonObject;
}

/** A line of a file of requests. */
export interface BatchLine {
  readonly custom_id: string;
  readonly method: string;
  readonly url: string;
  readonly body: JsonObject;
}

/** What becomes of a batch: "completed" unless given; the share of its lines that is done before it expires or is cancelled. */
export interface BatchFate {
  readonly status?: "completed" | "expired" | "cancelled" | "failed";
  readonly done?: number;
  readonly errors?: readonly JsonObject[];
  /** How often it is looked at before it has ended; 1 unless given. */
  readonly looks?: number;
}

/** What a {@link startBatchServer} does. */
export interface BatchServerOptions {
  readonly answer: (line: BatchLine, time: number) => LineAnswer | undefined | Promise<LineAnswer | undefined>;
  /** By the number of the batch, from 0. */
  readonly fate?: (number: number) => BatchFate;
  /** Says no to a request: its status, by method and path, and how often that was asked for before. */
  readonly refuse?: (call: string, times: number) => number | undefined;
}

/** A server that runs; what it was asked grows. */
export interface BatchServer {
  readonly url: string;
  /** How often each request was carried out. */
  readonly answered: Map<string, number>;
  /** Batches, each with the number of its lines. */
  readonly batches: { readonly id: string; readonly lines: number }[];
  readonly headers: IncomingMessage["headers"][];
  readonly calls: string[];
  close(): Promise<void>;
}

interface Batch {
  readonly object: JsonObject;
  readonly lines: readonly BatchLine[];
  readonly fate: BatchFate;
  looks: number;
}

/**
 * A provider with OpenAI's batch API on this machine: files, batches, lists. Batches are worked on when they are looked at; results
 * come in another order than the requests stand in.
 */
export async function startBatchServer(options: BatchServerOptions): Promise<BatchServer> {
  const files = new Map<string, string>();
  const batches = new Map<string, Batch>();
  const log = { answered: new Map<string, number>(), batches: [], headers: [], calls: [] } as Omit<
    BatchServer,
    "url" | "close"
  >;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      respond(request, Buffer.concat(chunks), response).catch((error: unknown) =>
        json(response, 500, { error: { message: String(error) } }),
      );
    });
  });

  async function respond(request: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> {
    const url = new URL(request.url!, "http://local");
    const path = url.pathname.replace(/^.*\/v1/, "");
    const call = `${request.method} ${path.replace(/(file|batch)_\d+/, "ID")}`;
    const status = options.refuse?.(call, log.calls.filter((one) => one === call).length);
    log.calls.push(call);
    log.headers.push(request.headers);
    if (status !== undefined) return json(response, status, { error: { message: "not now", code: null } });
    const [, , id = "", content] = path.split("/");
    if (call === "POST /files") json(response, 200, upload(request, body));
    else if (call === "POST /batches") json(response, 200, create(JSON.parse(body.toString()) as JsonObject));
    else if (call === "GET /batches") json(response, 200, listed());
    else if (path.startsWith("/batches/") && batches.has(id)) json(response, 200, await look(batches.get(id)!));
    else if (content === "content" && files.has(id)) response.end(files.get(id));
    else json(response, 404, { error: { message: `there is no ${path}`, code: "not_found" } });
  }

  function upload({ headers }: IncomingMessage, body: Buffer): JsonObject {
    const [, boundary = ""] = /boundary=(.*)$/.exec(headers["content-type"] ?? "") ?? [];
    const part = body
      .toString()
      .split(`--${boundary}`)
      .find((one) => one.includes("filename="))!;
    return { id: keep(part.slice(part.indexOf("\r\n\r\n") + 4, -2)), object: "file", purpose: "batch" };
  }

  function keep(text: string): string {
    const id = `file_${files.size}`;
    files.set(id, text);
    return id;
  }

  function create({ input_file_id, endpoint, metadata = null }: JsonObject): JsonObject {
    const lines = files
      .get(String(input_file_id))!
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as BatchLine);
    if (lines.some(({ url }) => url !== endpoint)) throw new Error("a line names another endpoint than its batch");
    if (new Set(lines.map(({ custom_id }) => custom_id)).size < lines.length) throw new Error("two lines have one id");
    const id = `batch_${batches.size}`;
    const created_at = Math.floor(Date.now() / 1000);
    const object = {
      id,
      object: "batch",
      endpoint,
      metadata,
      created_at,
      input_file_id,
      status: "validating",
    } as JsonObject;
    batches.set(id, { object, lines, fate: options.fate?.(batches.size) ?? {}, looks: 0 });
    log.batches.push({ id, lines: lines.length });
    return object;
  }

  function listed(): JsonObject {
    const data = [...batches.values()].map(({ object }) => object).reverse();
    return { object: "list", data, has_more: false } as unknown as JsonObject;
  }

  async function look(batch: Batch): Promise<JsonObject> {
    const { fate, lines, object } = batch;
    const { status = "completed", done = 1, looks = 1 } = fate;
    if (batch.looks++ < looks) object["status"] = "in_progress";
    else if (batch.looks === looks + 1) {
      object["status"] = status;
      if (status === "failed") object["errors"] = { object: "list", data: fate.errors ?? [] } as unknown as JsonObject;
      else {
        const half = Math.round(lines.length * done);
        const results = await Promise.all(lines.slice(0, half).map(carryOut));
        const over = lines.slice(half).map(({ custom_id }) => unsent(custom_id, status));
        const texts = (failed: boolean) =>
          [...results, ...(failed ? over : [])]
            .filter((line) => line !== undefined && (line.response?.status_code === 200) !== failed)
            .map((line) => `${JSON.stringify(line)}\n`)
            .reverse()
            .join("");
        object["output_file_id"] = keep(texts(false));
        object["error_file_id"] = texts(true) === "" ? null : keep(texts(true));
      }
    }
    return object;
  }

  async function carryOut(line: BatchLine) {
    const times = log.answered.get(line.custom_id) ?? 0;
    log.answered.set(line.custom_id, times + 1);
    const answer = await options.answer(line, times);
    if (answer === undefined) return undefined;
    const response = { status_code: answer.status, request_id: "r", body: answer.body };
    return { id: "r", custom_id: line.custom_id, response, error: null };
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ...log,
    url: `http://127.0.0.1:${port}/v1`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function unsent(custom_id: string, status: string) {
  const error = { code: `batch_${status}`, message: "This request was not carried out." };
  return { id: "r", custom_id, response: null, error };
}

function json(response: ServerResponse, status: number, body: JsonObject): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
