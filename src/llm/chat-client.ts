import type { JsonObject, JsonValue } from "../core/json/value.ts";
import type { Tool } from "../core/tool.ts";

/** A message as a chat endpoint takes it. */
export interface ChatMessage {
  readonly role: "system" | "user" | "assistant" | "tool";
  readonly content: string;
  /** Calls of a native protocol, in OpenAI's shape. */
  readonly tool_calls?: readonly JsonObject[];
  readonly reasoning_content?: string;
  readonly tool_call_id?: string;
}

/** One request for one completion. */
export interface ChatRequest {
  readonly messages: readonly ChatMessage[];
  /** Tools of a native protocol; a prompt that lists its tools in words has none here. */
  readonly tools?: readonly Tool[];
  readonly stop?: readonly string[];
  /** The reply is to be JSON of this schema, where the server can see to that. */
  readonly responseSchema?: { readonly name: string; readonly schema: JsonObject };
  /** The most tokens that the completion may have. */
  readonly maxTokens?: number;
  readonly temperature?: number;
  /** Tells apart several samples of one request; the same request with the same number has the same reply. */
  readonly sample: number;
  /**
   * The parts that the prompt was made of, for teachers that come with mat: they read these, and nothing else of a task.
   * Not sent to an endpoint unless asked for.
   */
  readonly slots?: JsonValue;
}

/** Token ids and log-probabilities as the server gave them, by ATIF's names. */
export interface ReplyTokens {
  readonly prompt_token_ids?: number[];
  readonly completion_token_ids?: number[];
  readonly logprobs?: JsonValue[];
}

/** What a model said. */
export interface ChatReply {
  /** The text; for a native protocol the JSON of the assistant message. */
  readonly text: string;
  readonly finish: "stop" | "length" | "tool_calls" | "refusal";
  /** The model's own reasoning channel, beside the text; a native protocol has it in its message. */
  readonly reasoning?: string;
  readonly usage?: {
    readonly prompt_tokens: number;
    readonly completion_tokens: number;
    readonly cached_tokens?: number;
  };
  readonly tokens?: ReplyTokens;
  /** What the server said of it besides, in its own words: `finish_reason`, `stop_reason`, `reasoning_tokens`. */
  readonly extra?: JsonObject;
  /** Which reply of which server it is (`id`, `model`, `system_fingerprint`): kept beside the run, never in the data. */
  readonly served?: JsonObject;
  /** What a teacher did on purpose, such as an error that was asked for: kept beside the run, never in the data. */
  readonly planted?: readonly string[];
  /** The thought was put together from phrases, not reasoned: its step is marked so. */
  readonly synthetic?: boolean;
  /** How often the server was asked again, by the kind of failure: kept beside the run, never in the data. */
  readonly retries?: Readonly<Record<string, number>>;
  /** Nothing was sent for it: it comes from a cache. */
  readonly cached?: boolean;
}

/**
 * Something that answers chat requests: an endpoint, a recording, an embedded teacher. What lies between one and its servers
 * (cache, budget, ledger) stands in CONTRIBUTING.md, "The way of a request to a model".
 */
export interface ChatClient {
  /** As it stands in trajectories: a model's name, "reader", "oracle". */
  readonly model: string;
  /** Throws a MatError where no reply is to be had. */
  complete(request: ChatRequest, signal?: AbortSignal): Promise<ChatReply>;
}
