import { type AddressInfo, createServer, type Server } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import { failureOf } from "../../../src/llm/endpoint/failure.ts";
import { createPoster } from "../../../src/llm/endpoint/post-json.ts";
import { startLocalServer } from "../../infra/local-server.ts";

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** What a poster makes of an answer. */
async function posted(
  answer: { readonly status?: number; readonly headers?: Record<string, string>; readonly body: string | Buffer },
  body: { readonly stream?: boolean } = {},
  apiKey?: string,
): Promise<unknown> {
  const server = await startLocalServer((_, response) => {
    response.writeHead(answer.status ?? 200, answer.headers ?? {});
    response.end(answer.body);
  });
  const poster = createPoster({ baseUrl: `${server.base}/v1`, apiKey, connections: 1, stallMilliseconds: 1000 });
  closing.push(poster.close, server.close);
  return poster.post("/chat/completions", { ...body });
}

const WHOLE = { choices: [{ message: { content: "Ten." }, finish_reason: "stop" }] };
const PIECES = ["Te", "n."].map((content) => ({ choices: [{ delta: { content } }] }));
const EVENTS = [...PIECES, { choices: [{ delta: {}, finish_reason: "stop" }] }].map((one) => JSON.stringify(one));
const STREAM = `${EVENTS.map((data) => `data: ${data}\n\n`).join("")}data: [DONE]\n\n`;
const [JSON_TYPE, EVENT_TYPE] = [{ "content-type": "application/json" }, { "content-type": "text/event-stream" }];

test.each([
  ["packed with gzip", JSON_TYPE, "gzip", gzipSync(JSON.stringify(WHOLE)), false],
  ["packed with brotli", JSON_TYPE, "br", brotliCompressSync(JSON.stringify(WHOLE)), false],
  ["a stream that is packed", EVENT_TYPE, "gzip", gzipSync(STREAM), true],
  ["a stream that nobody asked for", EVENT_TYPE, "identity", STREAM, false],
  ["no stream, where one was asked for", JSON_TYPE, "identity", JSON.stringify(WHOLE), true],
  ["no stream, and of no type, where one was asked for", {}, "identity", JSON.stringify(WHOLE), true],
  ["a stream that calls itself JSON", JSON_TYPE, "identity", STREAM, true],
  ["a stream of any type", { "content-type": "text/plain" }, "identity", STREAM, true],
  ["lines that end in CR LF", EVENT_TYPE, "identity", STREAM.replaceAll("\n", "\r\n"), true],
  ["comments and empty events", EVENT_TYPE, "identity", `: wait\n\ndata:\n\n${STREAM}`, true],
  [
    "a last event without an empty line",
    EVENT_TYPE,
    "identity",
    EVENTS.map((data) => `data: ${data}`).join("\n\n"),
    true,
  ],
])("%s", async (_, headers, encoding, body, stream) => {
  const completion = await posted({ headers: { ...headers, "content-encoding": encoding }, body }, { stream });
  expect(completion).toMatchObject({ choices: [{ message: { content: "Ten." }, finish_reason: "stop" }] });
});

test.each([
  ["an error with status 200", { headers: JSON_TYPE, body: '{"error":{"message":"it broke","code":502}}' }],
  ["an error in a stream", { headers: EVENT_TYPE, body: `data: ${EVENTS[0]}\n\ndata: {"error":"it broke"}\n\n` }],
  ["an event named error", { headers: EVENT_TYPE, body: 'event: error\ndata: {"message":"it broke"}\n\n' }],
  [
    "a refusal that is packed",
    { status: 500, headers: { "content-encoding": "gzip" }, body: gzipSync('{"error":"it broke"}') },
  ],
])("%s is the server's word", async (_, answer) => {
  await expect(posted(answer)).rejects.toThrow("it broke");
});

test.each([0, 5])("the connection of a stream serves the next one, ended %i ms behind its last chunk", async (wait) => {
  const ports = new Set<number | undefined>();
  const server = await startLocalServer((_, response) => {
    ports.add(response.socket?.remotePort);
    response.writeHead(200, EVENT_TYPE).write(STREAM);
    setTimeout(() => response.end(), wait);
  });
  const poster = createPoster({ baseUrl: `${server.base}/v1`, connections: 1, stallMilliseconds: 1000 });
  closing.push(poster.close, server.close);
  for (let count = 0; count < 8; count++) await poster.post("/chat/completions", { stream: true });
  expect(ports.size).toBe(1);
});

test("a server that does not end its answer behind the last chunk holds nobody up for long", async () => {
  const server = await startLocalServer((_, response) => void response.writeHead(200, EVENT_TYPE).write(STREAM));
  const poster = createPoster({ baseUrl: `${server.base}/v1`, connections: 1, stallMilliseconds: 60_000 });
  closing.push(poster.close, server.close);
  for (let count = 0; count < 3; count++)
    expect(await poster.post("/chat/completions", { stream: true })).toHaveProperty("choices");
});

test("a key that a stream repeats in pieces, or a reply in odd escapes, is not kept", async () => {
  const apiKey = "sk-canary-7f3a0123";
  const pieces = [apiKey.slice(0, 5), apiKey.slice(5)].map((content) => ({ choices: [{ delta: { content } }] }));
  const stream = [...pieces, { choices: [{ delta: {}, finish_reason: "stop" }] }];
  const events = stream.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join("");
  const escaped = JSON.stringify({ choices: [{ message: { content: apiKey } }] }).replace("sk-", "\\u0073k-");
  for (const [headers, body] of [
    [EVENT_TYPE, events],
    [JSON_TYPE, escaped],
  ] as const) {
    const completion = await posted({ headers, body }, {}, apiKey);
    expect(completion).toMatchObject({ choices: [{ message: { content: "[key]" } }] });
  }
});

/** What comes of a request to a server that is no HTTP server. */
async function failureAt(server: Server): Promise<unknown> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const poster = createPoster({ baseUrl: `http://127.0.0.1:${port}/v1`, connections: 1, stallMilliseconds: 1000 });
  closing.push(poster.close, async () => void server.close());
  return failureOf(await poster.post("/chat/completions", {}).catch((error: unknown) => error));
}

test("a server that speaks TLS alone is told from one that breaks connections off", async () => {
  // Without a certificate it begins no connection, and says so in TLS.
  const tls = createTlsServer({}).on("tlsClientError", () => {});
  expect(await failureAt(tls)).toMatchObject({ kind: "tls_failed", detail: expect.stringContaining("http:") });
  const breaking = createServer((socket) => void socket.on("error", () => {}).once("data", () => socket.destroy()));
  expect(await failureAt(breaking)).toMatchObject({ kind: "connection_lost" });
});

test("what does not speak HTTP is said to do so", async () => {
  const chatty = createServer((socket) => void socket.on("error", () => {}).end("SSH-2.0-OpenSSH_9.6\r\n"));
  expect(await failureAt(chatty)).toEqual({ kind: "invalid_reply", detail: "what answers does not speak HTTP" });
});

test("what is no JSON is shown", async () => {
  await expect(posted({ body: "<html>Log in to the guest network</html>" })).rejects.toThrow(/Log in to the guest/);
});

test("a redirection is not followed with the key; it says where to", async () => {
  const answer = {
    status: 308,
    headers: { location: "https://elsewhere.example/v1/chat/completions?key=x" },
    body: "",
  };
  const expected = "308 status 308 sends on to https://elsewhere.example/v1/chat/completions";
  await expect(posted(answer)).rejects.toMatchObject({ message: expected });
});
