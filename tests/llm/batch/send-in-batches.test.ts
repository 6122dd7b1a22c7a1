import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { EndpointError, RunPausedError } from "../../../src/core/errors.ts";
import type { JsonObject } from "../../../src/core/json/value.ts";
import { openBatchApi } from "../../../src/llm/batch/batch-api.ts";
import { type BatchSender, sendInBatches } from "../../../src/llm/batch/send-in-batches.ts";
import { readCompletion } from "../../../src/llm/endpoint/read-completion.ts";
import type { WireRequest } from "../../../src/llm/endpoint/wire-request.ts";
import {
  type BatchLine,
  type BatchServer,
  type BatchServerOptions,
  startBatchServer,
} from "../../infra/batch-server.ts";
import { temporaryFolder } from "../../store/temporary-folder.ts";

const root = temporaryFolder();
const QUICK = { quiet: 20, firstLook: 2, longestLook: 5, noRoom: 5, firstWait: 1, longestWait: 2, tries: 4 };
const closing: (() => Promise<void>)[] = [];
let count = 0;

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function serve(options: Partial<BatchServerOptions> = {}): Promise<BatchServer> {
  const server = await startBatchServer({
    answer: (line) => ({ status: 200, body: saying(promptOf(line)) }),
    ...options,
  });
  closing.push(server.close);
  return server;
}

function sender(server: BatchServer, folder: string, pace: object = {}, apiKey?: string): BatchSender {
  const made = sendInBatches({
    model: "m",
    api: openBatchApi({ baseUrl: server.url, apiKey }),
    baseUrl: server.url,
    prefix: "/v1",
    folder,
    pace: { ...QUICK, ...pace },
    hideKey: (text) => (apiKey === undefined ? text : text.replaceAll(apiKey, "[key]")),
  });
  closing.push(made.close);
  return made;
}

const newFolder = () => join(root, `batches-${count++}`);
const promptOf = ({ body }: BatchLine) => (body["messages"] as { content: string }[])[0]!.content;
const saying = (text: string): JsonObject => ({
  id: "c",
  choices: [{ index: 0, message: { role: "assistant", content: `re: ${text}` }, finish_reason: "stop" }],
});

function asking(text: string, sample = 0): WireRequest {
  const body = { model: "m", messages: [{ role: "user", content: text }] } as unknown as JsonObject;
  return { body, sample, tokens: 10, read: (completion) => readCompletion(completion, false, []) };
}

async function ask({ send }: BatchSender, texts: readonly string[]): Promise<string[]> {
  const replies = await Promise.allSettled(texts.map((text) => send(asking(text))));
  return replies.map((got) =>
    got.status === "fulfilled" ? got.value.reply.text : (got.reason as EndpointError).reason,
  );
}

const TEXTS = ["a", "b", "c", "d", "e", "f"];
const REPLIES = TEXTS.map((text) => `re: ${text}`);

test("requests that come together are one batch, and each gets its own reply", async () => {
  const server = await serve();
  const folder = newFolder();
  expect(await ask(sender(server, folder), TEXTS)).toEqual(REPLIES);
  expect(server.batches).toEqual([{ id: "batch_0", lines: 6 }]);
  // Lines of requests are gone once the provider has them; the record stays.
  expect(readdirSync(folder).filter((name) => name.endsWith(".jsonl"))).toEqual([]);
  expect(readdirSync(folder)).toHaveLength(1);
});

test("a batch holds no more than it may", async () => {
  const server = await serve();
  expect(await ask(sender(server, newFolder(), { size: { requests: 4, bytes: 1e6 } }), TEXTS)).toEqual(REPLIES);
  expect(server.batches.map(({ lines }) => lines).sort()).toEqual([2, 4]);
  const small = await serve();
  expect(await ask(sender(small, newFolder(), { size: { requests: 100, bytes: 400 } }), TEXTS)).toEqual(REPLIES);
  expect(small.batches.length).toBeGreaterThan(2);
});

test("several samples of one request are several requests, and the same sample is one", async () => {
  const server = await serve();
  const { send } = sender(server, newFolder());
  await Promise.all([send(asking("a", 0)), send(asking("a", 1)), send(asking("a", 1))]);
  expect(server.batches).toEqual([{ id: "batch_0", lines: 2 }]);
});

describe("what fails in passing is in the next batch", () => {
  test.each([
    ["a line that the server refused for load", { status: 429, body: { error: { message: "slow down" } } }],
    ["a line that it broke on", { status: 500, body: {} }],
    ["a line without a completion", { status: 200, body: { choices: [] } }],
    ["a line that is missing", undefined],
  ])("%s", async (_, fault) => {
    const server = await serve({
      answer: (line, times) =>
        promptOf(line) < "d" && times === 0 ? fault : { status: 200, body: saying(promptOf(line)) },
    });
    expect(await ask(sender(server, newFolder()), TEXTS)).toEqual(REPLIES);
    expect(server.batches.map(({ lines }) => lines)).toEqual([6, 3]);
  });

  test.each(["expired", "cancelled"] as const)("a batch that %s half way", async (status) => {
    const server = await serve({ fate: (number) => (number === 0 ? { status, done: 0.5 } : {}) });
    expect(await ask(sender(server, newFolder()), TEXTS)).toEqual(REPLIES);
    expect(server.batches.map(({ lines }) => lines)).toEqual([6, 3]);
    expect([...server.answered.values()]).toEqual([1, 1, 1, 1, 1, 1]);
  });

  test("a provider without room for another batch gets smaller ones later", async () => {
    const errors = [{ code: "token_limit_exceeded", message: "Enqueued token limit reached", line: null }];
    const server = await serve({ fate: (number) => (number === 0 ? { status: "failed", errors } : {}) });
    expect(await ask(sender(server, newFolder(), { size: { requests: 6, bytes: 1e6 } }), TEXTS)).toEqual(REPLIES);
    expect(server.batches.map(({ lines }) => lines)).toEqual([6, 3, 3]);
  });

  test("calls that fail are made again, and begin no batch twice", async () => {
    const server = await serve({ refuse: (_, times) => (times === 0 ? 503 : undefined) });
    expect(await ask(sender(server, newFolder()), TEXTS)).toEqual(REPLIES);
    expect(server.batches).toHaveLength(1);
    expect(server.calls.filter((call) => call === "GET /batches").length).toBeGreaterThan(0);
  });
});

describe("what asking again does not mend has a name", () => {
  test("a line that is refused; others have their replies", async () => {
    const server = await serve({
      answer: (line) =>
        promptOf(line) === "b"
          ? { status: 400, body: { error: { message: "maximum context length is 10 tokens" } } }
          : { status: 200, body: saying(promptOf(line)) },
    });
    const replies = REPLIES.with(1, "context_too_long");
    expect(await ask(sender(server, newFolder()), TEXTS)).toEqual(replies);
  });

  test("a line that never comes through", async () => {
    const server = await serve({ answer: () => ({ status: 500, body: {} }) });
    expect(await ask(sender(server, newFolder(), { batches: 3 }), ["a"])).toEqual(["server_error"]);
    expect(server.batches).toHaveLength(3);
  });

  test("a batch that the provider does not take is for all", async () => {
    const errors = [{ code: "model_not_found", message: "no such model", line: 1 }];
    const server = await serve({ fate: () => ({ status: "failed", errors }) });
    const { send } = sender(server, newFolder());
    const error = await send(asking("a")).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: EndpointError.name, reason: "batch_failed", isForAll: true });
    await expect(send(asking("b"))).rejects.toBe(error);
  });

  test("a key that is refused, which no text repeats", async () => {
    const server = await serve({ refuse: () => 401 });
    const folder = newFolder();
    const error = await sender(server, folder, {}, "sk-canary-77")
      .send(asking("a"))
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ reason: "not_allowed", isForAll: true });
    for (const name of readdirSync(folder))
      expect(readFileSync(join(folder, name), "utf8")).not.toContain("sk-canary-77");
  });
});

describe("taken up by another process", () => {
  test("a batch that goes on is waited for, and nothing is sent twice", async () => {
    let mayEnd = false;
    const server = await serve({ fate: () => ({ looks: mayEnd ? 1 : 1_000_000 }) });
    const folder = newFolder();
    const first = sender(server, folder);
    const asked = ask(first, TEXTS).catch(() => []);
    await expect.poll(() => server.calls.filter((call) => call === "GET /batches/ID").length).toBeGreaterThan(1);
    first.pause();
    await asked;
    await first.close();
    mayEnd = true;
    const other = await serve();
    // The same folder, another server: its batches are no business of this one.
    expect(await ask(sender(other, folder), ["a"])).toEqual(["re: a"]);
    expect(other.batches).toHaveLength(1);
  });

  test("pausing says which batches go on; their replies are there afterwards", async () => {
    const server = await serve({ fate: () => ({ looks: 3 }) });
    const folder = newFolder();
    const first = sender(server, folder, { firstLook: 50, longestLook: 50 });
    const asked = Promise.allSettled(TEXTS.map((text) => first.send(asking(text))));
    await expect.poll(() => server.calls).toContain("GET /batches/ID");
    first.pause();
    const [got] = await asked;
    expect((got as PromiseRejectedResult).reason).toBeInstanceOf(RunPausedError);
    expect(String((got as PromiseRejectedResult).reason.message)).toContain("batch_0");
    await first.close();
    const second = sender(server, folder);
    // They come one after the other this time.
    expect(await ask(second, TEXTS.slice(0, 2))).toEqual(REPLIES.slice(0, 2));
    expect(await ask(second, TEXTS.slice(2))).toEqual(REPLIES.slice(2));
    expect(server.batches).toHaveLength(1);
    expect([...server.answered.values()]).toEqual([1, 1, 1, 1, 1, 1]);
  });

  test("a batch whose id was not noted is found by its mark", async () => {
    const server = await serve();
    const folder = newFolder();
    const first = sender(server, folder);
    await ask(first, TEXTS);
    await first.close();
    const [name] = readdirSync(folder);
    const { writeFileSync } = await import("node:fs");
    const { batch_id, ...record } = JSON.parse(readFileSync(join(folder, name!), "utf8")) as JsonObject;
    expect(batch_id).toBe("batch_0");
    writeFileSync(join(folder, name!), JSON.stringify({ ...record, status: "preparing" }));
    expect(await ask(sender(server, folder), TEXTS)).toEqual(REPLIES);
    expect(server.batches).toHaveLength(1);
  });

  test("what the provider has no more is asked again", async () => {
    const [gone, server] = [await serve(), await serve()];
    const folder = newFolder();
    await ask(sender(gone, folder), TEXTS);
    const [name] = readdirSync(folder);
    const { writeFileSync } = await import("node:fs");
    const record = JSON.parse(readFileSync(join(folder, name!), "utf8")) as JsonObject;
    writeFileSync(join(folder, name!), JSON.stringify({ ...record, base_url: server.url }));
    expect(await ask(sender(server, folder), TEXTS)).toEqual(REPLIES);
    expect(server.batches).toHaveLength(1);
    expect(existsSync(folder)).toBe(true);
  });
});
