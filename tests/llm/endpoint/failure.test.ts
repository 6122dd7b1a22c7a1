import { describe, expect, test } from "vitest";
import { failureOf } from "../../../src/llm/endpoint/failure.ts";
import { isErrorBody, refusal } from "../../../src/llm/endpoint/refusal.ts";

const failed = (status: number | undefined, body: unknown, headers: Record<string, string> = {}) =>
  failureOf(refusal({ ...(status === undefined ? {} : { status }), body, headers: new Headers(headers) }))!;

describe("a prompt that is too long, as servers say it", () => {
  test.each([
    ["OpenAI", 400, { error: { message: "Too many tokens.", code: "context_length_exceeded" } }],
    ["vLLM", 400, { error: { message: "This model's maximum context length is 2048 tokens. However", code: 400 } }],
    ["vLLM before 0.10", 400, { object: "error", message: "This model's maximum context length is 2048 tokens." }],
    [
      "vLLM",
      400,
      { error: { message: "The decoder prompt (length 9) is longer than the maximum model length of 8." } },
    ],
    [
      "SGLang",
      400,
      { object: "error", message: "The input (9 tokens) is longer than the model's context length (8 tokens)." },
    ],
    [
      "TGI",
      422,
      {
        error: "Input validation error: `inputs` tokens + `max_new_tokens` must be <= 8. Given: 9",
        error_type: "validation",
      },
    ],
    [
      "TGI",
      422,
      { error: "Input validation error: `inputs` must have less than 8 tokens. Given: 9", error_type: "validation" },
    ],
    ["llama.cpp", 400, { error: { code: 400, message: "too large", type: "exceed_context_size_error" } }],
    ["llama.cpp", 500, { error: { code: 500, message: "the request exceeds the available context size" } }],
    ["Ollama", 500, { error: { message: "prompt too long; exceeded max context length by 12 tokens" } }],
    ["LM Studio", 400, { error: "the model is loaded with context length of only 8 tokens, which is not enough" }],
    [
      "DashScope",
      400,
      { error: { message: "Range of input length should be [1, 30720]", code: "invalid_parameter_error" } },
    ],
    [
      "Gemini",
      400,
      [
        {
          error: { code: 400, message: "The input token count (9) exceeds the maximum number of tokens allowed (8)." },
        },
      ],
    ],
    [
      "Mistral",
      400,
      { object: "error", message: "Prompt contains 9 tokens, too large for model with 8 maximum context length" },
    ],
    ["Zhipu", 400, { error: { code: "1261", message: "Prompt 超长" } }],
    [
      "a stream that has begun",
      undefined,
      { error: { message: "This model's maximum context length is 8", code: 400 } },
    ],
  ])("%s", (_, status, body) => {
    expect(failed(status, body).kind).toBe("context_too_long");
  });
});

test.each([
  ["quota_spent", 402, { error: { message: "Insufficient Balance" } }],
  ["quota_spent", 429, { error: { message: "You exceeded your quota", code: "insufficient_quota" } }],
  ["quota_spent", 400, { error: { message: "Access denied", code: "Arrearage" } }],
  [
    "quota_spent",
    429,
    { error: { message: "None left.", type: "insufficient_quota", code: "credit_balance_exhausted" } },
  ],
  ["quota_spent", 400, { error: { message: "Your credit balance is too low to access the API." } }],
  ["quota_spent", 400, { error: { message: "Budget has been exceeded!", type: "budget_exceeded", code: "400" } }],
  [
    "rate_limited",
    429,
    { error: { message: "Your current quota: .../error-code#token-limit", code: "insufficient_quota" } },
  ],
  ["rate_limited", undefined, { error: { message: "slow", code: 429 } }],
  ["rate_limited", undefined, { error: { message: "slow", code: "rate_limit_exceeded" } }],
  ["overloaded", undefined, { message: "much to do", type: "overloaded_error" }],
  ["not_allowed", undefined, { error: { message: "User not found.", code: 401 } }],
  ["not_allowed", 400, [{ error: { code: 400, message: "API key not valid. Please pass a valid API key." } }]],
  ["content_filtered", 400, { error: { message: "The response was filtered", code: "content_filter" } }],
  ["content_filtered", 400, { error: { message: "litellm.ContentPolicyViolationError: no", code: "400" } }],
  ["content_filtered", 400, { error: { message: "<400> InternalError", code: "data_inspection_failed" } }],
  ["content_filtered", 400, { error: { message: "系统检测到输入可能包含敏感内容", code: "1301" } }],
  ["content_filtered", 400, { error: { message: "Content Exists Risk", code: "invalid_request_error" } }],
  ["content_filtered", 403, { error: { message: 'Your input was flagged for "violence".', code: 403 } }],
  ["content_filtered", undefined, { error: { message: "The response was filtered", code: "content_filter" } }],
  ["server_error", undefined, { error: { message: "it broke", code: 502 } }],
  ["server_error", undefined, { error: "it broke" }],
  ["not_found", 301, "status 301 sends on to http://elsewhere/"],
  ["bad_request", 413, "<html><h1>413 Request Entity Too Large</h1></html>"],
])("%s: %s %j", (kind, status, body) => {
  expect(failed(status, body).kind).toBe(kind);
});

test.each([
  ["too many stops", 400, { detail: "too many stops" }],
  ['[{"loc":["stop"],"msg":"too many"}]', 422, { detail: [{ loc: ["stop"], msg: "too many" }] }],
  ["it loads", 400, { error: "it loads" }],
  ["it loads", 400, { message: "it loads" }],
  ["502 Bad Gateway nginx", 502, "<html><head><style>p {}</style><title>502 Bad Gateway</title></head><p>nginx</html>"],
  ["status 404", 404, ""],
])("the server's words are kept, whatever their shape: %s", (words, status, body) => {
  expect(failed(status, body).detail).toBe(words);
});

test("a reply is told from an error that came with 200", () => {
  expect(isErrorBody({ error: null, choices: [] })).toBe(false);
  expect(isErrorBody({ error: { message: "no" } })).toBe(true);
  expect(isErrorBody({ object: "error", message: "no" })).toBe(true);
});

test.each([
  [{ "retry-after": "7" }, 7000],
  [{ "retry-after": "-7" }, 0],
  [{ "retry-after": "Sun, 06 Nov 1994 08:49:37 GMT" }, 0],
  [{ "retry-after": "try again in 5" }, undefined],
  [{ "retry-after": "Infinity" }, undefined],
  [{ "retry-after": "7", "retry-after-ms": "1e999" }, 7000],
  [{ "retry-after": "7", "retry-after-ms": "250" }, 250],
])("the wait that is asked for: %j", (headers, milliseconds) => {
  expect(failed(429, { error: { message: "slow" } }, headers).waitMilliseconds).toBe(milliseconds);
});

test("a certificate that is not trusted, and a server without TLS, are no lost connections", () => {
  const failureWith = (code: string) => failureOf(Object.assign(new Error(code), { code }));
  for (const code of ["DEPTH_ZERO_SELF_SIGNED_CERT", "ERR_TLS_CERT_ALTNAME_INVALID", "ERR_SSL_WRONG_VERSION_NUMBER"])
    expect(failureWith(code)).toEqual({ kind: "tls_failed", detail: code });
  expect(failureWith("ECONNRESET")).toMatchObject({ kind: "connection_lost" });
});
