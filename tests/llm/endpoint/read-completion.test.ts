import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/core/json/value.ts";
import { collectStream } from "../../../src/llm/endpoint/collect-stream.ts";
import { readCompletion } from "../../../src/llm/endpoint/read-completion.ts";

const read = (completion: object, isNative = false) => readCompletion(completion, isNative, []);
const chat = (message: object, choice: object = {}, more: object = {}) => ({
  choices: [{ index: 0, message, finish_reason: "stop", ...choice }],
  ...more,
});

async function streamed(chunks: readonly object[]): Promise<JsonObject> {
  return collectStream(
    (async function* () {
      yield* chunks;
    })(),
  );
}

describe("nothing that the server says is lost", () => {
  test("why it ended, in its own words; what it says of itself stands apart", () => {
    const about = { id: "c-1", model: "m-2026", system_fingerprint: "fp_1", service_tier: "flex" };
    const usage = {
      prompt_tokens: 9,
      completion_tokens: 5,
      prompt_tokens_details: { cached_tokens: 4 },
      completion_tokens_details: { reasoning_tokens: 3 },
    };
    const choice = { finish_reason: "eos_token", stop_reason: "\nObservation" };
    expect(read(chat({ content: "Ten." }, choice, { ...about, usage }))).toEqual({
      text: "Ten.",
      finish: "stop",
      usage: { prompt_tokens: 9, completion_tokens: 5, cached_tokens: 4 },
      extra: { finish_reason: "eos_token", stop_reason: "\nObservation", reasoning_tokens: 3 },
      served: about,
    });
  });

  test("a refusal, and what was said before it", () => {
    expect(read(chat({ content: "Well.", refusal: "I cannot." }))).toMatchObject({
      text: "Well.\nI cannot.",
      finish: "refusal",
    });
    expect(read(chat({ content: null }, { finish_reason: "content_filter" }))).toMatchObject({
      text: "",
      finish: "refusal",
      extra: { finish_reason: "content_filter" },
    });
  });

  test("reasoning in any of the places where servers put it", () => {
    const details = [
      { type: "reasoning.text", text: "Two " },
      { type: "reasoning.encrypted", data: "x" },
      { summary: "towers." },
    ];
    for (const said of [
      { reasoning_content: "Two towers." },
      { reasoning: "Two towers." },
      { reasoning: "Two towers.", reasoning_details: details },
      { reasoning_details: details },
    ])
      expect(read(chat({ content: "Ten.", ...said })).reasoning).toBe("Two towers.");
  });

  test("a stream says the same as a whole reply", async () => {
    const whole = chat(
      { content: "Ten.", reasoning_details: [{ text: "Two towers." }] },
      {
        finish_reason: "stop",
        stop_reason: 7,
        token_ids: [4, 5],
        logprobs: { content: [{ token: "Ten", logprob: -1 }] },
      },
      {
        id: "c",
        model: "m",
        system_fingerprint: "f",
        prompt_token_ids: [1],
        usage: { prompt_tokens: 1, completion_tokens: 2 },
      },
    );
    const base = { id: "c", model: "m", system_fingerprint: "f" };
    const delta = (part: object, choice: object = {}) => ({
      ...base,
      choices: [{ delta: part, finish_reason: null, ...choice }],
    });
    const chunks = [
      { ...delta({ role: "assistant", content: "" }), prompt_token_ids: [1] },
      delta({ reasoning_details: [{ text: "Two towers." }] }),
      delta({ content: "Te" }, { token_ids: [4], logprobs: { content: [{ token: "Ten", logprob: -1 }] } }),
      delta({ content: "n." }, { token_ids: [5], finish_reason: "stop", stop_reason: 7 }),
      { ...base, choices: [], usage: { prompt_tokens: 1, completion_tokens: 2 } },
    ];
    expect(read(await streamed(chunks))).toEqual(read(whole));
  });
});

describe("raw completions", () => {
  const LOGPROBS = {
    tokens: ["T", "en"],
    token_logprobs: [-1, -0.5],
    top_logprobs: [{ T: -1, A: -2 }, null],
    text_offset: [0, 1],
  };
  const WHOLE = {
    id: "cmpl",
    choices: [
      {
        index: 0,
        text: "Ten",
        logprobs: LOGPROBS,
        token_ids: [7, 8],
        prompt_token_ids: [1, 2],
        finish_reason: "length",
      },
    ],
    usage: { prompt_tokens: 2, completion_tokens: 2 },
  };

  test("text, ids and log-probabilities are read as a chat's are", () => {
    expect(read(WHOLE)).toEqual({
      text: "Ten",
      finish: "length",
      usage: { prompt_tokens: 2, completion_tokens: 2 },
      tokens: {
        prompt_token_ids: [1, 2],
        completion_token_ids: [7, 8],
        logprobs: [
          {
            token: "T",
            logprob: -1,
            top_logprobs: [
              { token: "T", logprob: -1 },
              { token: "A", logprob: -2 },
            ],
          },
          { token: "en", logprob: -0.5 },
        ],
      },
      extra: { finish_reason: "length" },
      served: { id: "cmpl" },
    });
  });

  test("a stream of them says the same", async () => {
    const part = (text: string, at: number, more: object) => ({
      id: "cmpl",
      choices: [
        {
          text,
          logprobs: Object.fromEntries(Object.entries(LOGPROBS).map(([name, list]) => [name, [list[at]]])),
          token_ids: [7 + at],
          finish_reason: null,
          ...more,
        },
      ],
    });
    const chunks = [
      part("T", 0, { prompt_token_ids: [1, 2] }),
      part("en", 1, { finish_reason: "length" }),
      { id: "cmpl", choices: [], usage: WHOLE.usage },
    ];
    expect(read(await streamed(chunks))).toEqual(read(WHOLE));
  });

  test("one without a word is empty", () => {
    expect(() => read({ choices: [{ text: "", finish_reason: "stop" }] })).toThrow("empty");
  });
});

test("DeepSeek's word for cached tokens is one for the trajectory as for the ledger", () => {
  const usage = { prompt_tokens: 20, completion_tokens: 3, prompt_cache_hit_tokens: 16 };
  const completion = { choices: [{ message: { content: "Ten." }, finish_reason: "stop" }], usage };
  expect(readCompletion(completion, false, []).usage).toEqual({
    prompt_tokens: 20,
    completion_tokens: 3,
    cached_tokens: 16,
  });
});
