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
  | "batch_failed"
  | "not_allowed"
  | "quota_spent"
  | "not_found"
  | "context_too_long"
  | "bad_request";

/** What went wrong with one request. */
export interface Failure {
  readonly kind: FailureKind;
  /** In the server's words. */
  readonly detail: string;
  /** How long the server asks to wait. */
  readonly waitMilliseconds?: number;
}

/** A reply that came, and is none. */
export class ReplyFault extends Error {
  readonly kind: "invalid_reply" | "empty_reply" | "cut_stream";
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
  if (error instanceof APIError && error.status !== undefined) return statusFailure(error);
  // An error in the middle of a stream has no status.
  if (error instanceof APIError) return { kind: "server_error", detail: error.message };
  if (error instanceof SyntaxError) return { kind: "invalid_reply", detail: "the reply is no JSON" };
  return codeOf(error) === undefined ? undefined : connectionFailure(error);
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

function connectionFailure(cause: unknown): Failure {
  const code = codeOf(cause);
  const detail = code ?? (cause instanceof Error ? cause.message : String(cause));
  if (code !== undefined && STALLS.has(code)) return { kind: "stalled", detail: "nothing arrived for too long" };
  return { kind: code !== undefined && NO_CONNECTION.has(code) ? "unreachable" : "connection_lost", detail };
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ("code" in error && typeof error.code === "string") return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return codeOf(error.cause);
}

/** What servers call a prompt that is too long: OpenAI's code, and the words of those that have none. */
const TOO_LONG =
  /context_length_exceeded|maximum context length|context window|maximum model length|prompt is too long|exceeds? the (?:available )?context/i;

function statusFailure(error: APIError): Failure {
  const detail = error.message.replace(/^\d{3} /, "");
  const wait = waitOf(error.headers);
  const said = { detail, ...(wait === undefined ? {} : { waitMilliseconds: wait }) };
  const status = error.status as number;
  if (status === 429) return { kind: error.code === "insufficient_quota" ? "quota_spent" : "rate_limited", ...said };
  if (status === 503 || status === 529) return { kind: "overloaded", ...said };
  if (status >= 500 || status === 408 || status === 409) return { kind: "server_error", ...said };
  if (status === 401 || status === 403) return { kind: "not_allowed", ...said };
  if (TOO_LONG.test(`${error.code} ${detail}`)) return { kind: "context_too_long", ...said };
  return { kind: status === 404 ? "not_found" : "bad_request", ...said };
}

/** `retry-after-ms`, or `Retry-After` in seconds or as a date. */
function waitOf(headers: Headers | undefined): number | undefined {
  const milliseconds = headers?.get("retry-after-ms");
  if (milliseconds && Number(milliseconds) >= 0) return Number(milliseconds);
  const after = headers?.get("retry-after");
  if (!after) return undefined;
  const wait = Number.isNaN(Number(after)) ? Date.parse(after) - Date.now() : Number(after) * 1000;
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}
