import { afterEach, describe, expect, test } from "vitest";
import { EndpointError } from "../../../src/core/errors.ts";
import type { ChatClient, ChatRequest } from "../../../src/llm/chat-client.ts";
import { type EndpointOptions, openEndpoint } from "../../../src/llm/endpoint/endpoint.ts";
import { createEndpointClient } from "../../../src/llm/endpoint/endpoint-client.ts";
import type { Sampling } from "../../../src/llm/endpoint/sampling.ts";
import { type Patience, sendToEndpoints } from "../../../src/llm/endpoint/send-to-endpoints.ts";
import type { Fault } from "../../infra/fault.ts";
import { inOrder } from "../../infra/fault-plans.ts";
import { type FaultServer, type FaultServerOptions, startFaultServer } from "../../infra/fault-server.ts";

const REQUEST: ChatRequest = { messages: [{ role: "user", content: "How tall is it?" }], sample: 0 };
const QUICK: Partial<Patience> = { tries: 4, firstWait: 1, longestWait: 4, refusedMilliseconds: 2000 };
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface Setup {
  readonly server?: FaultServerOptions;
  readonly endpoint?: Partial<EndpointOptions>;
  readonly sampling?: Sampling;
  readonly patience?: Partial<Patience>;
}

async function setUp({ server: options, endpoint: rest, sampling, patience = QUICK }: Setup = {}): Promise<{
  server: FaultServer;
  client: ChatClient;
}> {
  const server = await startFaultServer(options);
  const endpoint = openEndpoint({ baseUrl: server.url, mostInFlight: 64, stallMilliseconds: 300, ...rest });
  closing.push(endpoint.close, server.close);
  return {
    server,
    client: createEndpointClient({
      model: "m",
      send: sendToEndpoints({ model: "m", endpoints: [endpoint], patience }),
      sampling,
    }),
  };
}

async function failureOf(client: ChatClient): Promise<EndpointError> {
  const error = await client.complete(REQUEST).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(EndpointError);
  return error as EndpointError;
}

const PASSING: readonly (readonly [string, Fault])[] = [
  ["rate_limited", { kind: "rate_limit" }],
  ["rate_limited", { kind: "rate_limit", retryAfterMs: 5 }],
  ["server_error", { kind: "server_error" }],
  ["overloaded", { kind: "server_error", status: 503 }],
  ["stalled", { kind: "hang" }],
  ["connection_lost", { kind: "reset", when: "before" }],
  ["connection_lost", { kind: "reset", when: "middle" }],
  ["invalid_reply", { kind: "invalid_json" }],
  ["invalid_reply", { kind: "empty", what: "body" }],
  ["empty_reply", { kind: "empty", what: "choices" }],
  ["empty_reply", { kind: "empty", what: "content" }],
];

describe.each([{ stream: false }, { stream: true }])("with $stream for a stream", ({ stream }) => {
  test.each(PASSING)("%s passes: %j, then a reply", async (_, fault) => {
    const { server, client } = await setUp({
      server: { faults: [inOrder(fault)], reply: "Ten." },
      endpoint: { stream },
    });
    expect(await client.complete(REQUEST)).toMatchObject({ text: "Ten.", finish: "stop" });
    expect(server.requests.count).toBe(2);
  });

  test.each(PASSING)("%s that does not pass ends by its name: %j", async (kind, fault) => {
    const patience = { ...QUICK, tries: 2, refusedMilliseconds: 0 };
    const { client } = await setUp({
      server: { faults: [() => fault] },
      endpoint: { stream, stallMilliseconds: 60 },
      patience,
    });
    // A stream with nothing in it is one that was cut off before its first word.
    const reason = stream && fault.kind === "empty" && fault.what !== "content" ? "cut_stream" : kind;
    expect(await failureOf(client)).toMatchObject({ reason, isForAll: false });
  });

  test.each([
    ["not_allowed", { kind: "expired_key" }, true],
    ["not_found", { kind: "wrong_model" }, true],
    ["context_too_long", { kind: "context_too_long", wording: "openai" }, false],
    ["context_too_long", { kind: "context_too_long", wording: "vllm" }, false],
  ] as const)("%s is not asked for again: %j", async (reason, fault, isForAll) => {
    const { server, client } = await setUp({ server: { faults: [() => fault] }, endpoint: { stream } });
    expect(await failureOf(client)).toMatchObject({ reason, isForAll });
    expect(server.requests.count).toBe(1);
  });

  test("a slow reply is none that stalls", async () => {
    const drip: Fault = { kind: "drip", gapMs: 20 };
    const { client } = await setUp({
      server: { faults: [() => drip], reply: "slow ".repeat(200) },
      endpoint: { stream },
    });
    expect((await client.complete(REQUEST)).text).toBe("slow ".repeat(200));
  });

  test("reasoning, calls and usage arrive as they were sent", async () => {
    const calls = [
      { id: "a", type: "function", function: { name: "measure", arguments: '{"id": 1.0}' } },
      { id: "b", type: "function", function: { name: "measure", arguments: '{"id":2}' } },
    ];
    const reply = { content: null, reasoning: "Two towers.", tool_calls: calls };
    const { client } = await setUp({ server: { reply }, endpoint: { stream } });
    const got = await client.complete({ ...REQUEST, tools: [] });
    expect(JSON.parse(got.text)).toEqual({
      role: "assistant",
      content: null,
      reasoning_content: "Two towers.",
      tool_calls: calls,
    });
    expect(got).toMatchObject({ finish: "tool_calls", usage: { prompt_tokens: 250, completion_tokens: 250 } });
  });

  test("what stands behind a stop sequence was never said", async () => {
    const { client } = await setUp({ server: { reply: "Act.\nObservation: made up" }, endpoint: { stream } });
    expect((await client.complete({ ...REQUEST, stop: ["\nObservation:"] })).text).toBe("Act.");
  });
});

test("a stream that ends early is asked for again", async () => {
  const { client } = await setUp({
    server: { faults: [inOrder({ kind: "cut_stream" })], reply: "whole" },
    endpoint: { stream: true },
  });
  expect((await client.complete(REQUEST)).text).toBe("whole");
});

test("a server that is not there is no matter of patience", async () => {
  const { server, client } = await setUp();
  await server.close();
  closing.pop();
  expect(await failureOf(client)).toMatchObject({ reason: "unreachable", isForAll: true });
});

test("the wait that the server asks for is kept", async () => {
  const { client } = await setUp({ server: { faults: [inOrder({ kind: "rate_limit", retryAfter: 1 })] } });
  const started = performance.now();
  await client.complete(REQUEST);
  expect(performance.now() - started).toBeGreaterThan(990);
});

test.each(["99999999999", "86400"])(
  "a wait longer than anyone's patience is not waited for: %s",
  async (retryAfter) => {
    for (const fault of [
      { kind: "rate_limit", retryAfter },
      { kind: "server_error", retryAfter },
    ] as const) {
      const { server, client } = await setUp({ server: { faults: [() => fault] } });
      expect((await failureOf(client)).message).toContain(`it asks to wait ${retryAfter} seconds`);
      expect(server.requests.count).toBe(1);
    }
  },
);

test("an abort ends a request that waits, and is no failure of the server", async () => {
  const { client } = await setUp({
    server: { faults: [() => ({ kind: "hang" })] },
    endpoint: { stallMilliseconds: 0 },
  });
  const abort = new AbortController();
  const pending = client.complete(REQUEST, abort.signal);
  setTimeout(() => abort.abort(new Error("stop")), 20);
  await expect(pending).rejects.toThrow("stop");
});

test("once the run is stopped nothing is asked again: what waits ends, what is in flight is finished", async () => {
  const server = await startFaultServer({
    faults: [
      ({ body }) => (body.includes("busy") ? { kind: "rate_limit", retryAfter: 60 } : { kind: "drip", gapMs: 20 }),
    ],
  });
  const endpoint = openEndpoint({ baseUrl: server.url, mostInFlight: 8, stallMilliseconds: 0 });
  closing.push(endpoint.close, server.close);
  const stop = new AbortController();
  const client = createEndpointClient({
    model: "m",
    send: sendToEndpoints({ model: "m", endpoints: [endpoint], stop: stop.signal }),
  });
  const waiting = client.complete({ ...REQUEST, messages: [{ role: "user", content: "busy" }] });
  const answered = client.complete(REQUEST);
  setTimeout(() => stop.abort(), 50);
  await expect(waiting).rejects.toMatchObject({
    exit: "interrupted",
    message: expect.stringContaining("rate_limited"),
  });
  expect((await answered).finish).toBe("stop");
});

test("the key goes into the header and nowhere else", async () => {
  const apiKey = "sk-canary-7f3a";
  const { server, client } = await setUp({
    server: { record: true, faults: [() => ({ kind: "expired_key" })] },
    endpoint: { apiKey },
    sampling: { temperature: 0, max_tokens: 9, token_ids: true, body: { top_k: 20 } },
  });
  const error = await failureOf(client);
  const { headers, body } = server.requests.recorded[0]!;
  expect(headers.authorization).toBe(`Bearer ${apiKey}`);
  expect(body + error.message + error.fix + error.stack).not.toContain(apiKey);
  expect(JSON.parse(body)).toEqual({
    model: "m",
    messages: REQUEST.messages,
    max_tokens: 9,
    temperature: 0,
    return_token_ids: true,
    top_k: 20,
  });
});

test.each([false, true])(
  "a key that a reply repeats is not kept; a word that is the key is (stream: %s)",
  async (stream) => {
    for (const [apiKey, said] of [
      ["sk-canary-7f3a", "It is [key]."],
      ["none", "It is none."],
    ] as const) {
      const { client } = await setUp({ server: { reply: `It is ${apiKey}.` }, endpoint: { apiKey, stream } });
      expect((await client.complete(REQUEST)).text).toBe(said);
    }
  },
);

test("of two endpoints the one that is gone gets no more", async () => {
  const [gone, there] = [await startFaultServer(), await startFaultServer({ reply: "here" })];
  const open = (baseUrl: string) => openEndpoint({ baseUrl, mostInFlight: 8, stallMilliseconds: 300 });
  const endpoints = [open(gone.url), open(there.url)];
  await gone.close();
  closing.push(...endpoints.map(({ close }) => close), there.close);
  const client = createEndpointClient({
    model: "m",
    send: sendToEndpoints({ model: "m", endpoints, patience: QUICK }),
  });
  const replies = await Promise.all(Array.from({ length: 20 }, (_, sample) => client.complete({ ...REQUEST, sample })));
  expect(replies.map(({ text }) => text)).toEqual(Array.from({ length: 20 }, () => "here"));
});

test("of two endpoints the one that asks to wait gets no more until then, and nobody waits for it", async () => {
  const busy = await startFaultServer({ faults: [() => ({ kind: "rate_limit", retryAfter: 3600 })] });
  const idle = await startFaultServer({});
  const endpoints = [busy, idle].map(({ url }) =>
    openEndpoint({ baseUrl: url, mostInFlight: 4, stallMilliseconds: 0 }),
  );
  closing.push(...endpoints.map(({ close }) => close), busy.close, idle.close);
  const client = createEndpointClient({
    model: "m",
    send: sendToEndpoints({ model: "m", endpoints, patience: QUICK }),
  });
  for (let sample = 0; sample < 12; sample++) await client.complete({ ...REQUEST, sample });
  expect([busy.requests.count, idle.requests.count]).toEqual([1, 12]);
});

test("of two endpoints the one that fails at once does not draw all requests to it", async () => {
  const failing = await startFaultServer({ faults: [() => ({ kind: "server_error", status: 502 })] });
  const there = await startFaultServer({ reply: "here", latencyMs: 5 });
  const open = (baseUrl: string) => openEndpoint({ baseUrl, mostInFlight: 8, stallMilliseconds: 300 });
  const endpoints = [open(failing.url), open(there.url)];
  closing.push(...endpoints.map(({ close }) => close), failing.close, there.close);
  const send = sendToEndpoints({ model: "m", endpoints, patience: QUICK });
  const client = createEndpointClient({ model: "m", send });
  for (let sample = 0; sample < 20; sample++) expect((await client.complete({ ...REQUEST, sample })).text).toBe("here");
  expect(failing.requests.count).toBe(3);
});

test("a server that admits eight at once gets eight at once, and all requests come through", async () => {
  const { server, client } = await setUp({
    server: { maxInFlight: 8, latencyMs: 20, reply: "ok" },
    endpoint: { stallMilliseconds: 60_000 },
    patience: { ...QUICK, refusedMilliseconds: 60_000 },
  });
  const all = Array.from({ length: 600 }, (_, sample) => client.complete({ ...REQUEST, sample }));
  await Promise.all(all);
  expect(server.requests.answered).toBe(600);
  // Refusals are what it takes to find the limit, not the way to live with it; how many depends on how busy the machine is.
  expect(server.requests.overCap).toBeLessThan(600);
});
