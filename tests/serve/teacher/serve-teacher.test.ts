import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { BusyError, UsageError } from "../../../src/core/errors.ts";
import type { JsonObject } from "../../../src/core/json/value.ts";
import {
  type ServeTeacherOptions,
  serveTeacher,
  type TeacherServer,
} from "../../../src/serve/teacher/serve-teacher.ts";

const servers: TeacherServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function start(options: ServeTeacherOptions = {}): Promise<TeacherServer> {
  const server = await serveTeacher(options);
  servers.push(server);
  return server;
}

const GOAL = { role: "user", content: "In which province is the town of Vellmar?" };
const LOOK_UP = {
  type: "function",
  function: {
    name: "look_up_town",
    description: "Finds in which province a town is.",
    parameters: { type: "object", properties: { town: { type: "string" } }, required: ["town"] },
  },
};
const ASK = { model: "reader", messages: [GOAL], tools: [LOOK_UP] };

function post({ url }: TeacherServer, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const text = typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body);
  return fetch(`${url}/chat/completions`, { method: "POST", body: text as string, headers });
}

interface Reply {
  choices: { message: { content: string | null; tool_calls?: JsonObject[] }; finish_reason: string }[];
  usage: { prompt_tokens: number; completion_tokens: number; total_tokens: number };
  mat: JsonObject;
}

async function ask(server: TeacherServer, body: unknown): Promise<Reply> {
  const response = await post(server, body);
  expect(response.status).toBe(200);
  return (await response.json()) as Reply;
}

/** The chunks of a stream, which must end as streams do. */
async function chunksOf(response: Response): Promise<JsonObject[]> {
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  const events = (await response.text()).split("\n\n").slice(0, -1);
  expect(events.at(-1)).toBe("data: [DONE]");
  return events.slice(0, -1).map((event) => JSON.parse(event.replace(/^data: /, "")));
}

describe("a reply", () => {
  test("is a message with calls where tools are native, and the same for the same request", async () => {
    const server = await start();
    const reply = await ask(server, ASK);
    const [choice] = reply.choices;
    expect(choice!.finish_reason).toBe("tool_calls");
    const call = {
      type: "function",
      function: { name: "look_up_town", arguments: expect.stringContaining("Vellmar") },
    };
    expect(choice!.message.tool_calls).toMatchObject([{ ...call, id: "call_1_1" }]);
    expect(reply.mat).toEqual({ synthetic: true });
    expect(reply.usage.total_tokens).toBe(reply.usage.prompt_tokens + reply.usage.completion_tokens);
    expect(await ask(server, ASK)).toMatchObject({ choices: reply.choices, usage: reply.usage });
  });

  test("goes on from what the tools said", async () => {
    const server = await start();
    const { choices } = await ask(server, ASK);
    const { message } = choices[0]!;
    const id = String(message.tool_calls![0]!["id"]);
    const tool = { role: "tool", tool_call_id: id, content: '{"province": "Ostmark"}' };
    const next = await ask(server, { ...ASK, messages: [GOAL, { role: "assistant", ...message }, tool] });
    expect(next.choices[0]).toMatchObject({
      finish_reason: "stop",
      message: { content: expect.stringContaining("Ostmark") },
    });
    expect(next.choices[0]!.message.tool_calls).toBeUndefined();
  });

  test("is in the user's language, with the system's instructions and parts of text", async () => {
    const content = [
      { type: "text", text: "威尔玛镇属于" },
      { type: "text", text: "哪个省？" },
    ];
    const messages = [
      { role: "system", content: "你是助手。" },
      { role: "user", content },
    ];
    const { choices } = await ask(await start(), { model: "reader", messages });
    expect(choices[0]!.message.content).toMatch(/\p{Script=Han}/u);
  });

  test("comes as a stream that says the same", async () => {
    const server = await start();
    const whole = await ask(server, ASK);
    const response = await post(server, { ...ASK, stream: true, stream_options: { include_usage: true } });
    const chunks = (await chunksOf(response)) as unknown as { choices: { delta: JsonObject }[] }[];
    const deltas = chunks.flatMap(({ choices }) => choices.map(({ delta }) => delta));
    const { message } = whole.choices[0]!;
    expect(deltas.map((delta) => delta["content"] ?? "").join("")).toBe(message.content ?? "");
    const calls = deltas.flatMap((delta) => (delta["tool_calls"] ?? []) as { function: JsonObject }[]);
    expect(calls[0]).toMatchObject({ index: 0, id: "call_1_1", function: { name: "look_up_town" } });
    const { arguments: text } = message.tool_calls![0]!["function"] as { arguments: string };
    expect(calls.map((call) => call.function["arguments"]).join("")).toBe(text);
    expect(chunks.at(-2)).toMatchObject({ choices: [{ finish_reason: "tool_calls" }], usage: null });
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: whole.usage, mat: whole.mat });
    const plain = await chunksOf(await post(server, { ...ASK, stream: true }));
    expect(plain.at(-1)).toMatchObject({ choices: [{ finish_reason: "tool_calls" }], mat: { synthetic: true } });
    expect(plain.some((chunk) => "usage" in chunk)).toBe(false);
  });

  test("ends at a stop sequence and at so many tokens", async () => {
    const server = await start();
    const { choices } = await ask(server, { ...ASK, tools: [] });
    const { content } = choices[0]!.message;
    const [first, second] = content!.split(" ");
    const stopped = await ask(server, { ...ASK, tools: [], stop: [` ${second}`] });
    expect(stopped.choices[0]).toMatchObject({ message: { content: first }, finish_reason: "stop" });
    const short = await ask(server, { ...ASK, tools: [], max_tokens: 2 });
    expect(short.choices[0]!.finish_reason).toBe("length");
    expect(short.usage.completion_tokens).toBeLessThanOrEqual(2);
    expect(content!.startsWith(short.choices[0]!.message.content!)).toBe(true);
    const exact = await ask(server, { ...ASK, tools: [], max_completion_tokens: 1000 });
    expect(exact.choices[0]).toMatchObject({ message: { content }, finish_reason: "stop" });
  });

  test("says what was planted", async () => {
    const server = await start({ errors: { early_stop: 1 } });
    const { choices, mat } = await ask(server, ASK);
    expect(mat).toEqual({ synthetic: true, planted: ["early_stop"] });
    expect(choices[0]!.finish_reason).toBe("stop");
  });

  test("has no calls where the request wants none", async () => {
    const { choices } = await ask(await start(), { ...ASK, tool_choice: "none" });
    expect(choices[0]!.message.tool_calls).toBeUndefined();
  });
});

describe("a request is refused in OpenAI's shape", () => {
  const user = (more: object) => ({ ...ASK, ...more });
  const called = { role: "assistant", content: null, tool_calls: [{ ...LOOK_UP, id: "a" }] };
  const withArguments = {
    ...called,
    tool_calls: [{ id: "a", type: "function", function: { name: "look_up_town", arguments: "{}" } }],
  };
  test.each([
    ["no JSON", "{", /no JSON/, null],
    ["no object", "[]", /body is an array/, null],
    ["no model", { messages: [GOAL] }, /model is missing/, "model"],
    ["no messages", { model: "reader" }, /messages is missing/, "messages"],
    ["an empty list", user({ messages: [] }), /messages has fewer than 1/, "messages"],
    ["nobody asks", user({ messages: [{ role: "system", content: "a" }] }), /no message of the user/, "messages"],
    ["an unknown role", user({ messages: [{ role: "robot", content: "a" }] }), /robot/, "messages[0].role"],
    [
      "an image",
      user({ messages: [{ role: "user", content: [{ type: "image_url" }] }] }),
      /messages\[0\]/,
      expect.anything(),
    ],
    ["calls without arguments", user({ messages: [GOAL, called] }), /arguments is missing/, expect.anything()],
    ["calls without replies", user({ messages: [GOAL, withArguments] }), /the call a has no reply/, expect.anything()],
    [
      "replies without calls",
      user({ messages: [GOAL, { role: "tool", tool_call_id: "b", content: "" }] }),
      /id b/,
      expect.anything(),
    ],
    ["slots nested too deep", `{"mat_slots": ${"[".repeat(600)}${"]".repeat(600)}}`, /512 levels/, null],
    ["several samples", user({ n: 2 }), /n is 2/, "n"],
    ["a forced call", user({ tool_choice: "required" }), /tool_choice is "required"/, "tool_choice"],
    ["JSON output", user({ response_format: { type: "json_object" } }), /response_format/, "response_format.type"],
    ["no tokens", user({ max_tokens: 0 }), /max_tokens/, "max_tokens"],
    ["broken slots", user({ mat_slots: { texts: {} } }), /mat_slots/, expect.stringContaining("mat_slots")],
  ])("%s", async (_, body, message, param) => {
    const response = await post(await start(), body);
    expect(response.status).toBe(400);
    const { error } = (await response.json()) as { error: JsonObject };
    expect(error).toEqual({
      message: expect.stringMatching(message),
      type: "invalid_request_error",
      param,
      code: null,
    });
  });

  test("another model, another path, another method", async () => {
    const server = await start({ modelName: "tutor" });
    const wrong = await post(server, ASK);
    expect([wrong.status, await wrong.json()]).toMatchObject([
      404,
      { error: { code: "model_not_found", param: "model" } },
    ]);
    expect((await post(server, { ...ASK, model: "tutor" })).status).toBe(200);
    expect((await fetch(`${server.url}/embeddings`, { method: "POST" })).status).toBe(404);
    expect((await fetch(`${server.url}/chat/completions`)).status).toBe(405);
  });

  test("a body that is too large, or no UTF-8", async () => {
    const server = await start({ maxBodyBytes: 2000 });
    for (const size of [3000, 200_000]) {
      const response = await post(server, { ...ASK, padding: "x".repeat(size) });
      expect([response.status, await response.json()]).toMatchObject([413, { error: { code: "body_too_large" } }]);
    }
    expect((await post(server, new Uint8Array([0xff, 0xfe]))).status).toBe(400);
    expect((await post(server, ASK)).status).toBe(200);
  });

  test("a key that is wrong or missing", async () => {
    const server = await start({ apiKey: "canary-key" });
    for (const headers of [{}, { authorization: "Bearer other" }, { authorization: "canary-key" }]) {
      const response = await post(server, ASK, headers as Record<string, string>);
      const text = await response.text();
      expect([response.status, JSON.parse(text)]).toMatchObject([401, { error: { code: "invalid_api_key" } }]);
      expect(text).not.toContain("canary");
    }
    expect((await post(server, ASK, { authorization: "Bearer canary-key" })).status).toBe(200);
    expect((await fetch(server.url.replace("/v1", "/health"))).status).toBe(200);
  });
});

describe("the server", () => {
  test("says which model it has, and that it is well", async () => {
    const { url } = await start({ teacher: "greedy" });
    expect(await (await fetch(`${url}/models`)).json()).toMatchObject({ object: "list", data: [{ id: "greedy" }] });
    expect(await (await fetch(`${url}/models/greedy`)).json()).toMatchObject({ id: "greedy", object: "model" });
    const other = await fetch(`${url}/models/other%20one`);
    expect([other.status, await other.json()]).toMatchObject([404, { error: { code: "model_not_found" } }]);
    expect(await (await fetch(url.replace("/v1", "/health"))).json()).toEqual({ status: "ok" });
  });

  test("serves many at once", async () => {
    const server = await start();
    const replies = await Promise.all(Array.from({ length: 60 }, (_, seed) => ask(server, { ...ASK, seed })));
    expect(replies.every(({ choices }) => choices[0]!.finish_reason === "tool_calls")).toBe(true);
    expect(new Set(replies.map(({ choices }) => choices[0]!.message.content)).size).toBeGreaterThan(1);
  });

  test("finishes what is in flight before it ends, and takes nothing new", async () => {
    const server = await serveTeacher();
    const text = JSON.stringify(ASK);
    const sent = httpRequest(`${server.url}/chat/completions`, { method: "POST" });
    const answered = new Promise<number | undefined>((resolve, reject) => {
      sent.on("response", (response) => response.resume().on("end", () => resolve(response.statusCode)));
      sent.on("error", reject);
    });
    sent.write(text.slice(0, 20));
    await new Promise((resolve) => setTimeout(resolve, 50));
    const closed = server.close();
    await expect(fetch(`${server.url}/models`)).rejects.toThrow();
    sent.end(text.slice(20));
    expect(await answered).toBe(200);
    await closed;
  });

  test("outlives a client that goes away, and one that speaks no HTTP", async () => {
    const errors: unknown[] = [];
    const server = await start({ onError: (error) => errors.push(error) });
    const { port } = new URL(server.url);
    for (const text of [
      "rubbish\r\n\r\n",
      'POST /v1/chat/completions HTTP/1.1\r\nHost: a\r\nContent-Length: 99\r\n\r\n{"mod',
    ]) {
      const socket = connect(Number(port), "127.0.0.1");
      socket.write(text, () => setTimeout(() => socket.destroy(), 20));
      await new Promise((gone) => socket.on("close", gone));
    }
    expect((await post(server, ASK)).status).toBe(200);
    expect(errors).toEqual([]);
  });

  test("refuses the oracle, an unknown teacher, and errors of who makes none", async () => {
    await expect(serveTeacher({ teacher: "oracle" })).rejects.toThrow(/needs the task/);
    await expect(serveTeacher({ teacher: "raeder" })).rejects.toThrow(/did you mean "reader"/);
    await expect(serveTeacher({ teacher: "greedy", errors: { loop: 1 } })).rejects.toThrow(UsageError);
    await expect(serveTeacher({ errors: { lop: 1 } })).rejects.toThrow(UsageError);
  });

  test("says that a port is taken, or an address is not this machine's", async () => {
    const { url } = await start();
    const port = Number(new URL(url).port);
    await expect(serveTeacher({ port })).rejects.toThrow(BusyError);
    await expect(serveTeacher({ host: "192.0.2.1" })).rejects.toThrow(UsageError);
    await expect(serveTeacher({ port: 65_536 })).rejects.toThrow(UsageError);
  });
});
