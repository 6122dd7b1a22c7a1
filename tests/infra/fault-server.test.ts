import { afterEach, describe, expect, test } from "vitest";
import type { Fault } from "./fault.ts";
import { atRandom, between, inOrder } from "./fault-plans.ts";
import { type FaultServer, type FaultServerOptions, startFaultServer } from "./fault-server.ts";

const servers: FaultServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function start(options: FaultServerOptions = {}): Promise<FaultServer> {
  const server = await startFaultServer(options);
  servers.push(server);
  return server;
}

function ask({ url }: FaultServer, body: object = {}, more: RequestInit = {}): Promise<Response> {
  const request = JSON.stringify({ model: "fault-model", messages: [{ role: "user", content: "Hello" }], ...body });
  return fetch(`${url}/chat/completions`, { method: "POST", body: request, ...more });
}

async function meet(fault: Fault, body: object = {}, more: RequestInit = {}): Promise<Response> {
  return ask(await start({ faults: [inOrder(fault)] }), body, more);
}

describe("a good answer", () => {
  test("has a kilobyte of text, whole and as a stream that says the same", async () => {
    const server = await start();
    const whole = (await (await ask(server)).json()) as { choices: { message: { content: string } }[] };
    const { content } = whole.choices[0]!.message;
    expect(content.length).toBeGreaterThan(900);
    const text = await (await ask(server, { stream: true, stream_options: { include_usage: true } })).text();
    const events = text.split("\n\n").slice(0, -1);
    expect(events.at(-1)).toBe("data: [DONE]");
    const chunks = events.slice(0, -1).map((event) => JSON.parse(event.slice("data: ".length)));
    expect(chunks.flatMap(({ choices }) => choices.map((one: never) => one["delta"]["content"])).join("")).toBe(
      content,
    );
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: 500 } });
  });

  test("is the message that the caller wants, with its calls", async () => {
    const calls = [{ id: "a", type: "function", function: { name: "look", arguments: "{}" } }];
    const server = await start({
      reply: ({ number }) => (number === 0 ? "first" : { content: "", tool_calls: calls }),
    });
    expect(await (await ask(server)).json()).toMatchObject({ choices: [{ message: { content: "first" } }] });
    const second = { choices: [{ message: { tool_calls: calls }, finish_reason: "tool_calls" }] };
    expect(await (await ask(server)).json()).toMatchObject(second);
    expect(await (await ask(server, { stream: true })).text()).toContain('"tool_calls":[{"index":0,"id":"a"');
  });

  test("exists for raw completions and models, and nowhere else", async () => {
    const { url } = await start();
    const raw = await fetch(`${url}/completions`, { method: "POST", body: '{"prompt": "a", "stream": true}' });
    expect(await raw.text()).toMatch(/"text":"The harbour.*\[DONE\]/s);
    expect(await (await fetch(`${url}/models`)).json()).toMatchObject({ data: [{ id: "fault-model" }] });
    expect((await fetch(`${url}/embeddings`, { method: "POST" })).status).toBe(404);
  });
});

describe("a fault", () => {
  test("says in headers how long to wait, or does not", async () => {
    const told = await meet({ kind: "rate_limit", retryAfter: 2, retryAfterMs: 1500 });
    expect([told.status, told.headers.get("retry-after"), told.headers.get("retry-after-ms")]).toEqual([
      429,
      "2",
      "1500",
    ]);
    expect((await meet({ kind: "rate_limit" })).headers.get("retry-after")).toBeNull();
    const busy = await meet({ kind: "server_error", status: 503, retryAfter: 1 });
    expect([busy.status, busy.headers.get("retry-after")]).toEqual([503, "1"]);
  });

  test.each([
    [{ kind: "server_error" }, 500, null],
    [{ kind: "wrong_model" }, 404, "model_not_found"],
    [{ kind: "expired_key" }, 401, "invalid_api_key"],
    [{ kind: "context_too_long", wording: "openai" }, 400, "context_length_exceeded"],
    [{ kind: "context_too_long", wording: "vllm" }, 400, 400],
  ] as const)("has OpenAI's shape: %j", async (fault, status, code) => {
    const response = await meet(fault);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: { message: expect.any(String), code } });
  });

  test("hangs until the client gives up", async () => {
    await expect(meet({ kind: "hang" }, {}, { signal: AbortSignal.timeout(50) })).rejects.toThrow(/abort|timeout/i);
  });

  test("resets before an answer, and in the middle of one", async () => {
    await expect(meet({ kind: "reset", when: "before" })).rejects.toThrow();
    const middle = await meet({ kind: "reset", when: "middle" });
    expect(middle.status).toBe(200);
    await expect(middle.text()).rejects.toThrow();
  });

  test("cuts what it sends, and ends as if that were all", async () => {
    const stream = await (await meet({ kind: "cut_stream" }, { stream: true })).text();
    expect(stream).toContain("The harbour");
    expect(stream).not.toContain("[DONE]");
    await expect((await meet({ kind: "cut_stream" })).json()).rejects.toThrow(SyntaxError);
  });

  test("sends what is no JSON", async () => {
    await expect((await meet({ kind: "invalid_json" })).json()).rejects.toThrow(SyntaxError);
    const events = (await (await meet({ kind: "invalid_json" }, { stream: true })).text()).split("\n\n");
    expect(() => JSON.parse(events[1]!.slice("data: ".length))).toThrow(SyntaxError);
  });

  test("sends nothing where there should be something", async () => {
    expect(await (await meet({ kind: "empty", what: "body" })).text()).toBe("");
    expect(await (await meet({ kind: "empty", what: "choices" })).json()).toMatchObject({ choices: [] });
    const content = { choices: [{ message: { content: "" } }] };
    expect(await (await meet({ kind: "empty", what: "content" })).json()).toMatchObject(content);
    const stream = await (await meet({ kind: "empty", what: "content" }, { stream: true })).text();
    expect(stream).toContain("[DONE]");
    expect(stream).not.toContain("The harbour");
  });

  test("drips to the end", async () => {
    const started = performance.now();
    const text = await (await meet({ kind: "drip", gapMs: 5 }, { stream: true })).text();
    expect(text).toContain("[DONE]");
    expect(performance.now() - started).toBeGreaterThan(50);
  });
});

describe("plans", () => {
  test("a seed gives the same share of faults each time", async () => {
    const plan = () => atRandom(3, [{ fault: { kind: "rate_limit" }, share: 0.1 }]);
    const draw = (one: ReturnType<typeof plan>) => Array.from({ length: 2000 }, () => one({} as never)?.kind);
    const met = draw(plan());
    expect(draw(plan())).toEqual(met);
    expect(met.filter((kind) => kind !== undefined).length).toBeGreaterThan(160);
    expect(met.filter((kind) => kind !== undefined).length).toBeLessThan(240);
  });

  test("a storm passes", async () => {
    const server = await start({ faults: [between(0, 60, { kind: "rate_limit" })] });
    expect((await ask(server)).status).toBe(429);
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect((await ask(server)).status).toBe(200);
    expect(server.requests).toMatchObject({ count: 2, answered: 1, faults: { rate_limit: 1 } });
  });

  test("one more than the cap is sent away, and the cap is free again afterwards", async () => {
    const server = await start({ maxInFlight: 4, latencyMs: 40 });
    const statuses = async () => {
      const responses = await Promise.all(Array.from({ length: 6 }, () => ask(server)));
      await Promise.all(responses.map((response) => response.text()));
      return responses.map(({ status }) => status).sort();
    };
    expect(await statuses()).toEqual([200, 200, 200, 200, 429, 429]);
    expect(await statuses()).toEqual([200, 200, 200, 200, 429, 429]);
    expect(server.requests).toMatchObject({ mostInFlight: 4, overCap: 4, answered: 8 });
  });

  test("requests are recorded as they came, when that is asked for", async () => {
    const server = await start({ record: true });
    await ask(server, { note: "canary" }, { headers: { authorization: "Bearer canary" } });
    const [recorded] = server.requests.recorded;
    expect(recorded).toMatchObject({ method: "POST", path: "/v1/chat/completions" });
    expect(recorded!.headers.authorization).toBe("Bearer canary");
    expect(JSON.parse(recorded!.body)).toMatchObject({ note: "canary" });
  });
});
