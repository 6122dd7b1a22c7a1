import { APIConnectionError, APIError } from "openai";

/** Why a request had no reply, by name. */
export type FailureKind =
  /** The server has too much to do (429; 503 and 529). */
  | "rate_limited"
  | "overloaded"
  | "server_error"
  /** No connection; a connection that broke; a connection on which nothing arrives any more. */
  | "unreachable"
  | "connection_lost"
  | "stalled"
  /** A reply that is none: no JSON, no choice in it, a stream without an end. */
  | "invalid_reply"
  | "empty_reply"
  | "cut_stream"
  /** A request of a batch that never got to the model: the batch was over before, or its results do not name it. */
  | "batch_expired"
  | "batch_cancelled"
  | "missing_line"
  /** What asking again would not mend. */
  | "tls_failed"
  | "batch_failed"
  | "not_allowed"
  | "quota_spent"
  | "not_found"
  | "context_too_long"
  | "content_filtered"
  | "bad_request";

/** What went wrong with one request. */
export interface Failure {
  readonly kind: FailureKind;
  /** In the server's words. */
  readonly detail: string;
  /** How long the server asks to wait. */
  readonly waitMilliseconds?: number;
}

/** A reply that came, and is none; or what came shows why there can be none. */
export class ReplyFault extends Error {
  readonly kind: "invalid_reply" | "empty_reply" | "cut_stream" | "tls_failed";
  constructor(kind: ReplyFault["kind"], detail: string) {
    super(detail);
    this.kind = kind;
  }
}

/** Failures that asking again may mend. */
const PASSING: ReadonlySet<FailureKind> = new Set([
  "rate_limited",
  "overloaded",
  "server_error",
  "unreachable",
  "connection_lost",
  "stalled",
  "invalid_reply",
  "empty_reply",
  "cut_stream",
  "batch_expired",
  "batch_cancelled",
  "missing_line",
]);

/** May the same request have a reply later? */
export function isPassing({ kind }: Failure): boolean {
  return PASSING.has(kind);
}

/** Does the server ask for fewer requests? */
export function isPushBack({ kind }: Failure): boolean {
  return kind === "rate_limited" || kind === "overloaded";
}

/** Says what an error means, the openai client's or a connection's; undefined for what is no failure of a request (a bug, an abort). */
export function failureOf(error: unknown): Failure | undefined {
  if (error instanceof ReplyFault) return { kind: error.kind, detail: error.message };
  if (error instanceof APIConnectionError) return connectionFailure(error.cause ?? error);
  if (error instanceof APIError) return statusFailure(error);
  if (error instanceof SyntaxError) return { kind: "invalid_reply", detail: "the reply is no JSON" };
  if (isNoHttp(error)) return { kind: "invalid_reply", detail: "what answers does not speak HTTP" };
  return codeOf(error) === undefined ? undefined : connectionFailure(error);
}

/** Did bytes come that are no HTTP? undici's error for that has no code where the very first line is none. */
export function isNoHttp(error: unknown): boolean {
  return error instanceof Error && error.name === "HTTPParserError";
}

const STALLS = new Set(["UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"]);
const NO_CONNECTION = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** A certificate that is not trusted, or of another host; a server that does not speak TLS. */
const NO_TLS = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|^ERR_SSL|^EPROTO$/;

function connectionFailure(cause: unknown): Failure {
  const code = codeOf(cause);
  const detail = code ?? (cause instanceof Error ? cause.message : String(cause));
  if (code !== undefined && STALLS.has(code)) return { kind: "stalled", detail: "nothing arrived for too long" };
  if (code !== undefined && NO_TLS.test(code)) return { kind: "tls_failed", detail };
  return { kind: code !== undefined && NO_CONNECTION.has(code) ? "unreachable" : "connection_lost", detail };
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ("code" in error && typeof error.code === "string") return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return codeOf(error.cause);
}

/**
 * What servers call a prompt that is too long: OpenAI's code, and the words of those that have none, or another. In turn: vLLM,
 * DeepSeek, Mistral; SGLang; llama.cpp, Ollama, LM Studio; Anthropic's, Ollama's; Gemini; TGI (two); DashScope; Zhipu.
 */
const TOO_LONG = new RegExp(
  [
    "context_length_exceeded|exceed_context_size|context window|max(?:imum)? (?:context|model) length",
    "model's context length",
    "exceeds? the (?:available )?context|with context length of only",
    "prompt (?:is )?too long",
    "token count \\(?\\d+\\)? ?exceeds the maximum",
    "`inputs` tokens \\+ `max_new_tokens` must be|`inputs` must have less than \\d+ tokens",
    "range of input length should be",
    "prompt ?超长|^1261 ",
  ].join("|"),
  "i",
);
/** No money left, as a code or a type: OpenAI's, DashScope's, Zhipu's, LiteLLM's. */
const NO_MONEY = new Set([
  ...["insufficient_quota", "credit_balance_exhausted", "billing_hard_limit_reached", "billing_not_active"],
  ...["organization_spend_limit_exceeded", "project_spend_limit_exceeded", "organization_usage_limit_exceeded"],
  ...["Arrearage", "1113", "budget_exceeded"],
]);
/** The same in Anthropic's words, which have no code. */
const NO_CREDIT = /credit balance is too low/i;
/** DashScope's code for too many tokens a minute is the one that OpenAI has for no money: only its words differ. */
const TOKENS_A_MINUTE = /#token-limit|allocated quota exceeded/i;
/** Gemini refuses a wrong key with 400. */
const WRONG_KEY = /API key not valid|API_KEY_INVALID/i;
/**
 * What a filter did not let pass, before any model saw it. In turn: Azure, OpenAI, DashScope, Zhipu; in words: Azure, LiteLLM,
 * DashScope, DeepSeek, OpenRouter (with 403), OpenAI.
 */
const FILTERED = new Set(["content_filter", "content_policy_violation", "data_inspection_failed", "1301"]);
const FILTERED_WORDS =
  /content management policy|ContentPolicyViolation|DataInspectionFailed|Content Exists Risk|your input was flagged|prompt was flagged/i;
/** What a stream that has begun cannot say by its status. */
const STATUS_OF: Readonly<Record<string, number>> = {
  insufficient_quota: 429,
  rate_limit_exceeded: 429,
  rate_limit_error: 429,
  overloaded_error: 529,
  invalid_api_key: 401,
};

function statusFailure(error: APIError): Failure {
  const detail = error.message.replace(/^\d{3} /, "");
  const wait = waitOf(error.headers);
  const said = { detail, ...(wait === undefined ? {} : { waitMilliseconds: wait }) };
  const status = error.status ?? statusIn(error);
  if (status === 402 || isOutOfMoney(error, detail)) return { kind: "quota_spent", ...said };
  if (status === 429) return { kind: "rate_limited", ...said };
  if (status === 503 || status === 529) return { kind: "overloaded", ...said };
  if (FILTERED.has(String(error.code)) || FILTERED_WORDS.test(detail)) return { kind: "content_filtered", ...said };
  if (status === 401 || status === 403 || WRONG_KEY.test(detail)) return { kind: "not_allowed", ...said };
  if (TOO_LONG.test(`${error.code} ${error.type} ${detail}`)) return { kind: "context_too_long", ...said };
  if (status >= 500 || status === 408 || status === 409) return { kind: "server_error", ...said };
  return { kind: status === 404 || status < 400 ? "not_found" : "bad_request", ...said };
}

function isOutOfMoney({ code, type }: APIError, detail: string): boolean {
  if (TOKENS_A_MINUTE.test(detail)) return false;
  return NO_MONEY.has(String(code)) || NO_MONEY.has(String(type)) || NO_CREDIT.test(detail);
}

/** The status that a server would have answered with, had it not begun with 200: by the code that it gives. */
function statusIn({ code, type }: APIError): number {
  const number = Number(code);
  if (number >= 400 && number < 600) return number;
  return STATUS_OF[String(code)] ?? STATUS_OF[String(type)] ?? 500;
}

/** `retry-after-ms`, or `Retry-After` in seconds or as a date; anything else says nothing. */
function waitOf(headers: Headers | undefined): number | undefined {
  const milliseconds = headers?.get("retry-after-ms");
  if (milliseconds && Number(milliseconds) >= 0 && Number.isFinite(Number(milliseconds))) return Number(milliseconds);
  const after = headers?.get("retry-after");
  if (!after) return undefined;
  // Date.parse makes a date of almost any text with a number in it.
  const isDate = /\d:\d\d:\d\d/.test(after);
  const wait = isDate ? Date.parse(after) - Date.now() : Number(after) * 1000;
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}
