import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/core/json/value.ts";
import { collectStream } from "../../../src/llm/endpoint/collect-stream.ts";
import { readCompletion } from "../../../src/llm/endpoint/read-completion.ts";

const read = (completion: object, isNative = false) => readCompletion(completion, isNative, []);
const chat = (message: object, choice: object = {}, more: object = {}) => ({
  choices: [{ index: 0, message, finish_reason: "stop", ...choice }],
  ...more,
});

async function streamed(chunks: readonly unknown[]): Promise<JsonObject> {
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

  test.each([
    ["length", "length"],
    ["model_length", "length"],
    ["model_context_window_exceeded", "length"],
    ["MAX_TOKENS", "length"],
    ["content_filter", "refusal"],
    ["sensitive", "refusal"],
    ["SAFETY", "refusal"],
    ["content_filter: PROHIBITED_CONTENT", "refusal"],
    ["stop", "stop"],
    ["eos_token", "stop"],
  ])("an end that a server calls %s is %s, also of a reply without a word", (end, finish) => {
    const choice = { finish_reason: end };
    expect(read(chat({ content: "Te" }, choice))).toMatchObject({ text: "Te", finish, extra: choice });
    const silent = () => read(chat({ content: null }, choice));
    if (finish === "stop") expect(silent).toThrow("empty");
    else expect(silent()).toMatchObject({ text: "", finish, extra: choice });
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

describe("habits of servers", () => {
  const call = (id: string | undefined, query: string, index?: number | string) => ({
    ...(index === undefined ? {} : { index }),
    ...(id === undefined ? {} : { id }),
    type: "function",
    function: { name: "search", arguments: `{"query":"${query}"}` },
  });
  const begun = (id: string, more: object = {}) => ({
    id,
    type: "function",
    function: { name: "search", arguments: "" },
    ...more,
  });
  const more = (text: string, rest: object = {}) => ({ ...rest, function: { arguments: text } });
  const TWO = [call("a", "x"), call("b", "y")];

  test.each([
    ["whole, without an index", [[call("a", "x")], [call("b", "y")]]],
    ["in one piece, without an index", [[call("a", "x"), call("b", "y")]]],
    ["all with the index 0", [[call("a", "x", 0)], [call("b", "y", 0)]]],
    ["with an index as text, from 1", [[call("a", "x", "1")], [call("b", "y", "2")]]],
    ["the second first", [[call("b", "y", 1)], [call("a", "x", 0)]]],
    [
      "in pieces without an index",
      [[begun("a")], [more('{"query":')], [more('"x"}')], [begun("b")], [more('{"query":"y"}')]],
    ],
    [
      "with another id in each piece",
      [
        [begun("a", { index: 0 })],
        [more('{"query":"x"}', { index: 0, id: "a2" })],
        [begun("b", { index: 1 })],
        [more('{"query":"y"}', { index: 1, id: "" })],
      ],
    ],
  ])("two calls of a stream: %s", async (_, deltas) => {
    const chunks = deltas.map((tool_calls) => ({ choices: [{ index: 0, delta: { tool_calls } }] }));
    const reply = await streamed([...chunks, { choices: [{ index: 0, delta: {}, finish_reason: "tool_calls" }] }]);
    expect(JSON.parse(read(reply, true).text).tool_calls).toEqual(TWO);
  });

  test.each([
    ["whole", [[call("", "x", 0), call("", "y", 0)]]],
    ["in pieces, the name in each", [[call("", "x", 0)], [call("", "y", 0)].map((one) => ({ ...one, id: null }))]],
  ])("two calls of a stream that have one index and no id, %s", async (_, deltas) => {
    const chunks = deltas.map((tool_calls) => ({ choices: [{ delta: { tool_calls } }] }));
    const reply = await streamed([...chunks, { choices: [{ delta: {}, finish_reason: "tool_calls" }] }]);
    const calls = TWO.map(({ type, function: part }) => ({ type, function: part }));
    expect(JSON.parse(read(reply, true).text).tool_calls).toEqual(calls);
  });

  test("a name that is said again in each piece begins no other call", async () => {
    const pieces = ["", "{", '"query":"{', '"}'].map((args) => ({
      index: 0,
      function: { name: "search", arguments: args },
    }));
    const chunks = pieces.map((piece) => ({ choices: [{ delta: { tool_calls: [piece] } }] }));
    const reply = await streamed([...chunks, { choices: [{ delta: {}, finish_reason: "tool_calls" }] }]);
    const calls = JSON.parse(read(reply, true).text).tool_calls;
    expect(calls).toEqual([{ type: "function", function: { name: "search", arguments: '{"query":"{"}' } }]);
  });

  test("arguments of a stream that come as an object", async () => {
    const piece = { index: 0, id: "a", function: { name: "search", arguments: { query: "x" } } };
    const reply = await streamed([{ choices: [{ delta: { tool_calls: [piece] }, finish_reason: "tool_calls" }] }]);
    expect(JSON.parse(read(reply, true).text).tool_calls[0].function.arguments).toEqual({ query: "x" });
  });

  test("the one function_call that there was before tool_calls", async () => {
    const function_call = { name: "search", arguments: '{"query":"x"}' };
    const expected = [{ type: "function", function: function_call }];
    expect(JSON.parse(read(chat({ content: null, function_call }), true).text).tool_calls).toEqual(expected);
    const reply = await streamed([
      { choices: [{ delta: { function_call: { name: "search", arguments: "" } } }] },
      { choices: [{ delta: { function_call: { arguments: '{"query":"x"}' } }, finish_reason: "function_call" }] },
    ]);
    expect(JSON.parse(read(reply, true).text).tool_calls).toEqual(expected);
  });

  test("content in parts, of which some are thoughts", async () => {
    const parts = [
      { type: "thinking", thinking: [{ type: "text", text: "Two towers." }] },
      { type: "text", text: "Te" },
      { type: "text", text: "n." },
    ];
    const expected = { text: "Ten.", reasoning: "Two towers.", finish: "stop" };
    expect(read(chat({ content: parts }))).toMatchObject(expected);
    const chunks = parts.map((part) => ({ choices: [{ delta: { content: [part] } }] }));
    expect(
      read(await streamed([...chunks, { choices: [{ delta: { content: "" }, finish_reason: "stop" }] }])),
    ).toMatchObject(expected);
  });

  test("of several choices the first is read, in whatever order they come", async () => {
    const [first, second] = [
      chat({ content: "Ten." }).choices[0]!,
      chat({ content: "Six." }, { index: 1 }).choices[0]!,
    ];
    expect(read({ choices: [second, first] }).text).toBe("Ten.");
    const piece = (index: number, content: string) => ({ choices: [{ index, delta: { content } }] });
    const ends = [0, 1].map((index) => ({ choices: [{ index, delta: {}, finish_reason: "stop" }] }));
    const reply = await streamed([piece(1, "Si"), piece(0, "Te"), piece(0, "n."), piece(1, "x."), ...ends]);
    expect(read(reply).text).toBe("Ten.");
  });

  test("a whole reply as the one event of a stream; events that say nothing", async () => {
    expect(read(await streamed([null, 5, chat({ content: "Ten." })])).text).toBe("Ten.");
  });

  test("a stream has ended where it says so, with a reason or with [DONE]", async () => {
    const pieces = [{ choices: [{ delta: { content: "Ten." }, finish_reason: null }] }];
    expect(read(await streamed([...pieces, "[DONE]"])).text).toBe("Ten.");
    await expect(streamed(pieces)).rejects.toMatchObject({ kind: "cut_stream" });
    await expect(streamed([{ choices: [] }, "[DONE]"])).rejects.toMatchObject({ kind: "cut_stream" });
  });

  test("a reply that the server broke off is none", () => {
    for (const finish_reason of ["error", "abort", "network_error", "insufficient_system_resource"])
      expect(() => read(chat({ content: "Te" }, { finish_reason }))).toThrow(/broke the reply off/);
  });
});
