import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { keepReplies } from "../../../src/llm/ask-json/keep-replies.ts";
import type { ChatClient } from "../../../src/llm/chat-client.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mat-replies-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Numbers its replies, so that a second one to the same request would differ. */
function counting(): ChatClient {
  let count = 0;
  return { model: "counting", complete: async () => ({ text: `reply ${++count}`, finish: "stop" }) };
}

const request = (content: string) => ({ messages: [{ role: "user" as const, content }], sample: 0 });

test("a reply that stands in the file is not asked for again, however the process before ended", async () => {
  const file = join(folder, "replies.jsonl");
  const first = await keepReplies(counting(), file, { model: "m" });
  await first.client.complete(request("a"));
  await first.client.complete(request("b"));
  await first.close();
  truncateSync(file, readFileSync(file).length - 5);
  const second = await keepReplies(counting(), file, { model: "m" });
  expect((await second.client.complete(request("a"))).text).toBe("reply 1");
  expect((await second.client.complete(request("b"))).text).toBe("reply 1");
  expect([second.recalled(), second.asked()]).toEqual([1, 1]);
  await second.close();
  const third = await keepReplies(counting(), file, { model: "m" });
  await third.client.complete(request("b"));
  expect(third.recalled()).toBe(1);
  await third.close();
});

test("replies of another plan are refused, and a file that was cut off in its first line begins anew", async () => {
  const file = join(folder, "replies.jsonl");
  await (await keepReplies(counting(), file, { model: "m" })).close();
  await expect(keepReplies(counting(), file, { model: "n" })).rejects.toThrow("other settings");
  truncateSync(file, 0);
  appendFileSync(file, '{"plan":{"mod');
  await (await keepReplies(counting(), file, { model: "n" })).close();
  expect(readFileSync(file, "utf8")).toBe('{"plan":{"model":"n"}}\n');
});
