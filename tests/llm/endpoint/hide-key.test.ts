import { describe, expect, test } from "vitest";
import { hideKey } from "../../../src/llm/endpoint/hide-key.ts";

const KEY = "sk-canary/7f3a+0123456789";
const { inWords, inReply, inValue } = hideKey(KEY);

describe("a key that a server repeats is hidden", () => {
  test.each([
    ["as it is", KEY],
    ["in JSON", JSON.stringify(KEY)],
    ["in an address", encodeURIComponent(KEY)],
    ["in base64", Buffer.from(KEY).toString("base64")],
    ["in base64, behind a name", Buffer.from(`user:${KEY}`).toString("base64")],
    ["in base64, between others", Buffer.from(`a ${KEY} and more`).toString("base64")],
    ["in base64 for addresses", Buffer.from(`Bearer ${KEY}?`).toString("base64url")],
  ])("%s", (_, text) => {
    for (const hide of [inWords, inReply]) expect(hide(`It is ${text}.`)).toMatch(/^It is .*\[key\].*\.$/);
    const left = inReply(text).split("[key]");
    for (const part of left) expect(Buffer.from(part, "base64").toString()).not.toContain("canary");
  });

  test("in any text of a reply that was read; what does not hold it is left alone", () => {
    const said = (content: string) => ({ choices: [{ message: { content, tool_calls: [{ id: "1" }] } }], usage: null });
    expect(inValue(said(`It is ${KEY}.`))).toEqual(said("It is [key]."));
    const other = said("It is a secret.");
    expect(inValue(other)).toBe(other);
  });
});

test("a word that is the key stays in replies, and no other word is taken for it", () => {
  const short = hideKey("none");
  expect(short.inReply("none bm9uZQ==")).toBe("none bm9uZQ==");
  expect(short.inWords("none bm9uZQ==")).toBe("[key] bm9uZQ==");
  expect(hideKey(undefined).inWords("none")).toBe("none");
});
