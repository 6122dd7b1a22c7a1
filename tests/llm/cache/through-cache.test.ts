import { appendFileSync, mkdtempSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EndpointError, InputMissingError } from "../../../src/core/errors.ts";
import { canonicalJson } from "../../../src/core/hash.ts";
import type { JsonObject, JsonValue } from "../../../src/core/json/value.ts";
import { openCompletionCache } from "../../../src/llm/cache/completion-cache.ts";
import { requestKey } from "../../../src/llm/cache/request-key.ts";
import { answerNothing, throughCache } from "../../../src/llm/cache/through-cache.ts";
import { readCompletion } from "../../../src/llm/endpoint/read-completion.ts";
import type { SendRequest, WireRequest } from "../../../src/llm/endpoint/wire-request.ts";
import { temporaryFolder } from "../../store/temporary-folder.ts";

const root = temporaryFolder();
const nextFolder = () => join(mkdtempSync(join(root, "cache-")), "cache");

function request(text: string, more: Partial<WireRequest> = {}): WireRequest {
  const body = { model: "m", messages: [{ role: "user", content: text }] };
  return { body, sample: 0, tokens: 10, read: (completion) => readCompletion(completion, false, []), ...more };
}

/** A server that numbers its replies. */
function numbering(wait: () => Promise<void> = async () => {}): SendRequest & { readonly sent: string[] } {
  const sent: string[] = [];
  const send: SendRequest = async ({ body, read }, signal) => {
    sent.push(JSON.stringify(body["messages"]));
    const number = sent.length;
    await wait();
    signal?.throwIfAborted();
    const completion = {
      id: `reply-${number}`,
      choices: [{ message: { content: `said ${number}` } }],
      own: [1.5, null],
    };
    return { completion, reply: read(completion) };
  };
  return Object.assign(send, { sent });
}

const textOf = async (reply: ReturnType<SendRequest>) => (await reply).reply.text;

describe("the key of a request", () => {
  test("is that of all that stands in its body, in whatever order, and of the sample", () => {
    const bodies = fc.dictionary(fc.constantFrom("model", "messages", "tools", "seed", "top_p"), fc.jsonValue(), {
      maxKeys: 4,
    }) as fc.Arbitrary<JsonObject>;
    fc.assert(
      fc.property(bodies, bodies, fc.nat(3), fc.nat(3), (one, other, sample, second) => {
        const same = canonicalJson(one) === canonicalJson(other) && sample === second;
        expect(requestKey({ body: one, sample }) === requestKey({ body: other, sample: second })).toBe(same);
        const turned = Object.fromEntries(Object.entries(one).reverse()) as Record<string, JsonValue>;
        expect(requestKey({ body: turned, sample })).toBe(requestKey({ body: one, sample }));
      }),
    );
  });
});

describe("a cache in front of a server", () => {
  test("sends each request once, and has the completion as it came; also after it was opened again", async () => {
    const folder = nextFolder();
    const server = numbering();
    let cache = await openCompletionCache(folder);
    let hits = 0;
    const send = throughCache(server, cache, () => hits++);
    expect(await textOf(send(request("a")))).toBe("said 1");
    expect(await textOf(send(request("b")))).toBe("said 2");
    expect(await textOf(send(request("a", { sample: 1 })))).toBe("said 3");
    const again = await send(request("a"));
    expect(again).toMatchObject({
      reply: { text: "said 1", cached: true },
      completion: { id: "reply-1", own: [1.5, null] },
    });
    expect([server.sent.length, hits]).toEqual([3, 1]);
    await cache.close();
    cache = await openCompletionCache(folder, { isFixed: true });
    const replay = throughCache(answerNothing(cache), cache);
    expect(await replay(request("a", { sample: 1 }))).toMatchObject({ completion: { id: "reply-3" } });
    await cache.close();
    const line = JSON.parse(readFileSync(join(folder, "replies-00000.jsonl"), "utf8").split("\n")[0]!) as JsonObject;
    expect(Object.keys(line)).toEqual(["key", "sample", "model", "created_by", "completion"]);
  });

  test("sends the same request twice at one time once", async () => {
    const gate = Promise.withResolvers<void>();
    const server = numbering(() => gate.promise);
    const cache = await openCompletionCache(nextFolder());
    const send = throughCache(server, cache);
    const replies = ["a", "a", "b", "a"].map((text) => textOf(send(request(text))));
    gate.resolve();
    expect(await Promise.all(replies)).toEqual(["said 1", "said 1", "said 2", "said 1"]);
    expect(server.sent).toHaveLength(2);
    await cache.close();
  });

  test("sends it again where whoever sent it was stopped, and fails for all where the server fails", async () => {
    const gate = Promise.withResolvers<void>();
    const server = numbering(() => gate.promise);
    const cache = await openCompletionCache(nextFolder());
    const stopped = new AbortController();
    const send = throughCache(server, cache);
    const first = send(request("a"), stopped.signal);
    const second = send(request("a"));
    stopped.abort(new Error("stopped"));
    gate.resolve();
    await expect(first).rejects.toThrow("stopped");
    expect(await textOf(second)).toBe("said 2");
    const failing = throughCache(async () => {
      throw new EndpointError("server_error", "broken", "mend it");
    }, cache);
    const both = await Promise.allSettled([failing(request("c")), failing(request("c"))]);
    expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    await cache.close();
  });

  test("lets whoever waits for another's request be stopped", async () => {
    const gate = Promise.withResolvers<void>();
    const cache = await openCompletionCache(nextFolder());
    const send = throughCache(
      numbering(() => gate.promise),
      cache,
    );
    const first = send(request("a"));
    const stopped = new AbortController();
    const second = send(request("a"), stopped.signal);
    stopped.abort(new Error("stopped"));
    await expect(second).rejects.toThrow("stopped");
    gate.resolve();
    expect(await textOf(first)).toBe("said 1");
    await cache.close();
  });

  test("takes an entry that cannot be read for none, and the one that comes for it from then on", async () => {
    const folder = nextFolder();
    const key = requestKey(request("a"));
    await (await openCompletionCache(folder)).close();
    appendFileSync(join(folder, "replies-00000.jsonl"), `${JSON.stringify({ key, completion: { choices: [] } })}\n`);
    const server = numbering();
    for (let round = 0; round < 2; round++) {
      const cache = await openCompletionCache(folder);
      expect(await textOf(throughCache(server, cache)(request("a")))).toBe("said 1");
      await cache.close();
    }
    expect(server.sent).toHaveLength(1);
  });
});

test("a prompt that a server did not take is asked again, and is none that it takes in a replay", async () => {
  const folder = nextFolder();
  const server = numbering();
  const refusing: SendRequest = async () => {
    throw new EndpointError("context_too_long", "too long for http://a:8000", "Shorten it.");
  };
  const replayed = async () => {
    const cache = await openCompletionCache(folder, { isFixed: true });
    return textOf(throughCache(answerNothing(cache), cache)(request("a"))).finally(cache.close);
  };
  const cache = await openCompletionCache(folder);
  for (let round = 0; round < 2; round++)
    await expect(throughCache(refusing, cache)(request("a"))).rejects.toThrow("too long for http://a:8000");
  await cache.close();
  expect(readFileSync(join(folder, "replies-00000.jsonl"), "utf8").trim().split("\n")).toEqual([
    expect.not.stringContaining("http"),
  ]);
  await expect(replayed()).rejects.toMatchObject({ reason: "context_too_long", isForAll: false });
  const larger = await openCompletionCache(folder);
  expect(await textOf(throughCache(server, larger)(request("a")))).toBe("said 1");
  await larger.close();
  expect(await replayed()).toBe("said 1");
});

test("a replay sends nothing: a miss has a name", async () => {
  const folder = nextFolder();
  await expect(openCompletionCache(folder, { isFixed: true })).rejects.toThrow(InputMissingError);
  await (await openCompletionCache(folder)).close();
  const cache = await openCompletionCache(folder, { isFixed: true });
  const missed = throughCache(answerNothing(cache), cache)(request("a"));
  await expect(missed).rejects.toMatchObject({ name: EndpointError.name, reason: "not_recorded", isForAll: false });
  await cache.close();
});
