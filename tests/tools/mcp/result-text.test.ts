import fc from "fast-check";
import { expect, test } from "vitest";
import type { JsonObject } from "../../../src/core/json/value.ts";
import { resultText } from "../../../src/tools/mcp/result-text.ts";

test("texts stand as they are, all else by name and size", () => {
  const content = [
    { type: "text", text: "one" },
    { type: "image", data: "aGVsbG8=", mimeType: "image/png" },
    { type: "audio", data: "", mimeType: "audio/wav" },
    { type: "resource", resource: { uri: "a://1", mimeType: "text/plain", text: "inside" } },
    { type: "resource", resource: { uri: "a://2", blob: "aGVsbG8=" } },
    { type: "resource_link", uri: "a://3", name: "three" },
    { type: "hologram" },
  ];
  expect(resultText({ content }).text.split("\n")).toEqual([
    "one",
    "[image, image/png, 5 bytes]",
    "[audio, audio/wav, 0 bytes]",
    "[file a://1]",
    "inside",
    "[file a://2, unknown type, 5 bytes]",
    "[link three, a://3]",
    "[a piece of a kind that is not known]",
  ]);
});

test("data stands where nothing is said, and an error is one", () => {
  expect(resultText({ structuredContent: { a: 1 } })).toEqual({ text: '{"a":1}', failed: false });
  expect(resultText({ content: [{ type: "text", text: "no" }], isError: true })).toEqual({ text: "no", failed: true });
  expect(resultText({ content: null, structuredContent: null, isError: null })).toEqual({ text: "", failed: false });
  const many = Array.from({ length: 1500 }, () => ({ type: "text", text: "x" }));
  expect(resultText({ content: many }).text.split("\n").at(-1)).toBe("[500 more pieces]");
});

test("whatever a server answers is a text or an error", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom("content", "structuredContent", "isError"), fc.jsonValue()), (result) => {
      try {
        expect(typeof resultText(result as JsonObject).text).toBe("string");
      } catch (error) {
        expect((error as Error).message).toBe("the server's answer is no result of a tool");
      }
    }),
  );
});
