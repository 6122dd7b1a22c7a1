import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import {
  EndpointError,
  OutputExistsError,
  RunChangedError,
  RunIncompleteError,
  RunPausedError,
  UsageError,
} from "../../../../src/core/errors.ts";
import type { ChatClient } from "../../../../src/llm/chat-client.ts";
import { checkLibrary } from "../../../../src/templates/check/check-library.ts";
import type { Occasion } from "../../../../src/templates/meta-agent/model/occasion.ts";
import { type WriteLibraryOptions, writeLibrary } from "../../../../src/templates/meta-agent/model/write-library.ts";
import { SPOILERS } from "../../../infra/template-spoilers.ts";
import type { Spoiler } from "../../../infra/template-writer.ts";
import { writingClient } from "../../../infra/writing-client.ts";
import { temporaryFolder } from "../../../store/temporary-folder.ts";

const folder = temporaryFolder();
const OCCASIONS: Occasion[] = [
  { language: "en", query: "Which ferry leaves first?", tools: [{ name: "ferries", description: "Lists ferries." }] },
  { language: "zh", query: "明天下雨吗？", tools: [{ name: "weather", description: "查询天气。" }] },
];

/** Every third template is bad at first, every fifth always. */
const WAYS = Object.values(SPOILERS).map(([, spoil]) => spoil);
const faulty: Spoiler = (good, request) => {
  const draw = [...JSON.stringify(request.example.slots.profile)].length;
  const isBad = draw % 5 === 0 || (draw % 3 === 0 && request.repairs === 0);
  return isBad ? WAYS[draw % WAYS.length]!(good, request) : undefined;
};

function write(name: string, client: ChatClient, more: Partial<WriteLibraryOptions> = {}) {
  const output = join(folder, name);
  return writeLibrary({
    client,
    sampling: {},
    count: 14,
    seed: 2,
    occasions: OCCASIONS,
    output,
    concurrency: 4,
    ...more,
  });
}

function bytesOf(name: string): string {
  const files = ["part-00000.jsonl", "index-00000.jsonl", "dropped/dropped-00000.jsonl"];
  return files.map((file) => readFileSync(join(folder, name, file), "utf8")).join("\n");
}

const repliesOf = (name: string) => join(folder, `.${name}.replies.jsonl`);

test("the library has what was asked for, passes its check, and what was dropped stands beside it", async () => {
  const client = writingClient(faulty);
  const report = await write("faulty", client);
  const { written } = report;
  expect(report.templates).toBe(14);
  expect(written).toMatchObject({ model: "scripted", wanted: 14, missing: 0 });
  const dropped = Object.values(written!.dropped).reduce((sum, count) => sum + count, 0);
  expect(dropped).toBeGreaterThan(0);
  expect(written!.attempts).toBe(14 + dropped);
  expect(written!.replies).toEqual({ asked: client.requests.length, recalled: 0 });
  expect((await checkLibrary(join(folder, "faulty"))).problems).toEqual([]);
  const rows = readFileSync(join(folder, "faulty/dropped/dropped-00000.jsonl"), "utf8").trim().split("\n");
  expect(rows).toHaveLength(dropped);
  for (const row of rows) {
    const { reason, text } = JSON.parse(row) as { reason: string; text: string };
    expect(Object.keys(written!.dropped)).toContain(reason);
    expect((JSON.parse(text) as { replies: object[] }).replies).toHaveLength(3);
  }
  expect(existsSync(repliesOf("faulty"))).toBe(false);
});

test("neither concurrency nor the order of replies changes a byte", async () => {
  for (const [name, concurrency] of [
    ["one", 1],
    ["many", 64],
  ] as const) {
    const client = writingClient(faulty);
    let turn = 0;
    const shuffled = {
      model: client.model,
      complete: async (...words: Parameters<ChatClient["complete"]>) => {
        await sleep((turn++ * 7) % 13);
        return client.complete(...words);
      },
    };
    await write(name, shuffled, { concurrency });
    expect(bytesOf(name)).toBe(bytesOf("faulty"));
  }
});

test("what was stopped goes on without asking again, and ends with the same bytes", async () => {
  const control = new AbortController();
  const client = writingClient(faulty);
  const stopping = {
    model: client.model,
    complete: (...words: Parameters<ChatClient["complete"]>) => {
      if (client.requests.length === 9) control.abort(new Error("stop"));
      return client.complete(...words);
    },
  };
  await expect(write("stopped", stopping, { signal: control.signal })).rejects.toThrow(RunPausedError);
  expect(existsSync(join(folder, "stopped"))).toBe(false);
  const before = client.requests.length;
  expect(before).toBeLessThan(14);
  await expect(write("stopped", client, { sampling: { temperature: 1 } })).rejects.toThrow(RunChangedError);
  const { written } = await write("stopped", client);
  expect(written!.replies).toEqual({ asked: client.requests.length - before, recalled: before });
  expect(bytesOf("stopped")).toBe(bytesOf("faulty"));
});

test("a server that fails some requests is named with what is missing, and the same call goes on", async () => {
  const client = writingClient(faulty);
  let failing = true;
  const flaky = {
    model: client.model,
    complete: async (...words: Parameters<ChatClient["complete"]>) => {
      const reply = await client.complete(...words);
      if (failing && words[0].messages[1]!.content.length % 4 === 1)
        throw new EndpointError("server_error", "no", "See the log.");
      return reply;
    },
  };
  const error = await write("flaky", flaky).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(RunIncompleteError);
  expect(Object.keys((error as RunIncompleteError).missing)).toEqual(["server_error"]);
  failing = false;
  await write("flaky", flaky);
  expect(bytesOf("flaky")).toBe(bytesOf("faulty"));
});

test("a server that would answer nobody ends it at once", async () => {
  let asked = 0;
  const closed: ChatClient = {
    model: "scripted",
    async complete() {
      asked++;
      throw new EndpointError("not_allowed", "no key", "Check the key.", { isForAll: true });
    },
  };
  await expect(write("closed", closed, { concurrency: 2 })).rejects.toThrow(EndpointError);
  expect(asked).toBeLessThanOrEqual(2);
});

test("twenty attempts without a reply in a row end it, with what the last one met", async () => {
  let asked = 0;
  const broken: ChatClient = {
    model: "scripted",
    async complete() {
      asked++;
      throw new EndpointError("bad_request", "no such field: response_format", "See the log.");
    },
  };
  const all = write("broken", broken, { count: 60, concurrency: 1 });
  await expect(all).rejects.toThrow("no such field");
  expect(asked).toBe(20);
  await expect(write("broken", broken, { count: 3 })).rejects.toThrow("bad_request 3; the last one: no such field");
});

test("a model that is too weak is one by name: what it managed is kept, and what is missing is said", async () => {
  const junk = writingClient(() => "once upon a time ".repeat(50));
  const none = await write("junk", junk, { count: 3 });
  expect(none).toMatchObject({ templates: 0, written: { attempts: 9, missing: 3, dropped: { no_json: 9 } } });
  const copying = await write(
    "copying",
    writingClient((_, { example }) => JSON.stringify(example)),
    { count: 2 },
  );
  expect(copying.written).toMatchObject({ missing: 2, dropped: { copied_signs: 6 } });
  const long = writingClient();
  long.complete = async () => {
    throw new EndpointError("context_too_long", "4096 tokens at most", "Shorten it.");
  };
  expect((await write("long", long, { count: 2 })).written).toMatchObject({ dropped: { context_too_long: 6 } });
});

test("is not asked for in vain: an output that stands there, or a number that is none, is refused first", async () => {
  const client = writingClient();
  await expect(write("faulty", client)).rejects.toThrow(OutputExistsError);
  await expect(write("new", client, { attempts: 3 })).rejects.toThrow(UsageError);
  await expect(write("new", client, { count: 0 })).rejects.toThrow(UsageError);
  expect(client.requests).toHaveLength(0);
});
