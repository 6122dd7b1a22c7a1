import { expect, test } from "vitest";
import { connectionOf, connectionOptionTable, samplingOf } from "../../src/cli/connection-options.ts";
import { UsageError } from "../../src/core/errors.ts";
import { serverSchema, stageConnection, stageSamplingSchema } from "../../src/pipeline/run-file/stages/served-model.ts";

const NONE = { "base-url": [], stream: false, batch: false, replay: false };
const SERVED = { ...NONE, "base-url": ["http://127.0.0.1:8000/v1"] };

test("budgets and the cache are part of a connection", () => {
  const given = { ...SERVED, cache: "kept", prices: "prices.yaml", "max-usd": "2.5", "max-tokens": 1000 };
  expect(connectionOf(given)).toMatchObject({ cache: "kept", prices: "prices.yaml", maxUsd: 2.5, maxTokens: 1000 });
  expect(connectionOf({ ...NONE, replay: true, cache: "kept" })).toMatchObject({ baseUrls: [], replay: true });
  expect(connectionOf(NONE)).toBeUndefined();
});

test.each([
  [{ ...NONE, cache: "kept" }, "--cache is for models on servers"],
  [{ ...NONE, "max-usd": "3" }, "--max-usd is for models on servers"],
  [{ ...NONE, "max-tokens": 3 }, "--max-tokens is for models on servers"],
  [{ ...NONE, prices: "prices.yaml" }, "--prices is for models on servers"],
  [{ ...SERVED, "max-usd": "0" }, '--max-usd cannot be "0"'],
  [{ ...SERVED, "max-usd": "five" }, '--max-usd cannot be "five"'],
  [{ ...SERVED, "max-tokens": 0 }, "--max-tokens must be at least 1"],
  [{ ...NONE, replay: true, cache: "off" }, "--cache is off"],
] as const)("what cannot be meant is refused: %j", (given, problem) => {
  expect(() => connectionOf(given)).toThrow(UsageError);
  expect(() => connectionOf(given)).toThrow(problem);
});

test("each flag of a server is a key of run files, and comes to the same", () => {
  expect(Object.keys(serverSchema.shape).sort()).toEqual(Object.keys(connectionOptionTable).sort());
  const texts = { "base-url": ["http://a/v1"], preset: "vllm", "api-key-env": "A", "api-key-file": "b", cache: "c" };
  const numbers = { stall: 1, "in-flight": 2, rpm: 3, tpm: 4, "max-tokens": 5 };
  const given = { ...texts, ...numbers, stream: true, batch: true, replay: true, prices: "d" };
  const connection = connectionOf({ ...given, "max-usd": "0.5" })!;
  expect(stageConnection(serverSchema.parse({ ...given, "max-usd": 0.5 }))).toEqual(connection);
  const values = Object.values(connection).map((value) => JSON.stringify(value));
  expect(values).toHaveLength(Object.keys(connectionOptionTable).length);
  expect(values).not.toContain(undefined);
});

test("the tokens of one reply are part of the sampling", () => {
  const flags = { guided: false, "token-ids": false, logprobs: false, "send-slots": false };
  expect(samplingOf({ ...flags, "max-reply-tokens": 9 })).toEqual({ max_tokens: 9 });
  expect(() => samplingOf({ ...flags, "max-reply-tokens": 0 })).toThrow("--max-reply-tokens must be at least 1");
});

test.each([
  ['{"model": "other"}', '--body has "model"'],
  ['{"top_k": 2, "n": 4}', '--body has "n"'],
  ["[1]", "--body is no JSON object"],
  ["{", "--body is no JSON object"],
])("further fields of a body are not those that mat says itself: %s", (body, problem) => {
  const flags = { guided: false, "token-ids": false, logprobs: false, "send-slots": false };
  expect(() => samplingOf({ ...flags, body })).toThrow(problem);
  expect(samplingOf({ ...flags, body: '{"top_k": 2}' })).toEqual({ body: { top_k: 2 } });
  expect(stageSamplingSchema.safeParse({ body: { n: 4 } }).success).toBe(false);
  expect(stageSamplingSchema.safeParse({ body: { top_k: 4 } }).success).toBe(true);
});

test("a number may have an exponent", () => {
  expect(connectionOf({ ...SERVED, "max-usd": "5e-1" })).toMatchObject({ maxUsd: 0.5 });
});
