import type { IncomingHttpHeaders } from "node:http";

/** One thing that a server does instead of answering well. */
export type Fault =
  /** 429; without either time the client must find its own. `retryAfter` is seconds or an HTTP date, as it is sent. */
  | { readonly kind: "rate_limit"; readonly retryAfter?: number | string; readonly retryAfterMs?: number }
  /** 500, or another status such as 503. */
  | { readonly kind: "server_error"; readonly status?: number; readonly retryAfter?: number | string }
  /** No answer, ever; the connection stays open. */
  | { readonly kind: "hang" }
  /** The socket is destroyed: before a byte of the answer, or in the middle of its body. */
  | { readonly kind: "reset"; readonly when: "before" | "middle" }
  /** The answer stops early and ends as if that were all: a stream without `[DONE]`, a half object. */
  | { readonly kind: "cut_stream" }
  /** 200 with what is no JSON; in a stream one event is none. */
  | { readonly kind: "invalid_json" }
  /** 200 with nothing in it. */
  | { readonly kind: "empty"; readonly what: "body" | "choices" | "content" }
  /** The whole answer, in small pieces with a pause before each. */
  | { readonly kind: "drip"; readonly gapMs: number }
  /** 404 as OpenAI says it. */
  | { readonly kind: "wrong_model" }
  /** 401 as OpenAI says it. */
  | { readonly kind: "expired_key" }
  /** 400: with the code that OpenAI gives it, or with vLLM's number for a code. */
  | { readonly kind: "context_too_long"; readonly wording: "openai" | "vllm" };

/** A request as plans of faults see it. */
export interface FaultRequest {
  /** How many requests were there before this one. */
  readonly number: number;
  /** Milliseconds since the server started. */
  readonly at: number;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Says which fault a request meets; undefined for none. */
export type FaultPlan = (request: FaultRequest) => Fault | undefined;
