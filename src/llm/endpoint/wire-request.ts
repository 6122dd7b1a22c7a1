import type { JsonObject } from "../../core/json/value.ts";
import type { ChatReply } from "../chat-client.ts";

/** A request as it goes to a server. */
export interface WireRequest {
  readonly body: JsonObject;
  /** Tells apart several samples of one request. */
  readonly sample: number;
  /** About how many tokens it takes, its completion counted in full: for caps and forecasts, before anything is known. */
  readonly tokens: number;
  /** Reads a completion. Throws ReplyFault for one that is none. */
  read(completion: unknown): ChatReply;
}

/** What came back. */
export interface WireReply {
  /** As the server sent it, put together where it was a stream. */
  readonly completion: JsonObject;
  readonly reply: ChatReply;
}

/**
 * Gets a request its completion: from servers, from a cache, in a batch. Throws a MatError where none is to be had. In which
 * order they stand: CONTRIBUTING.md, "The way of a request to a model".
 */
export type SendRequest = (request: WireRequest, signal?: AbortSignal) => Promise<WireReply>;
