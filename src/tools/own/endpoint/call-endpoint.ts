import { STATUS_CODES } from "node:http";
import type { JsonObject } from "../../../core/json/value.ts";
import { type GuardedReply, guardedFetch } from "../../network/guard/guarded-fetch.ts";
import { decodeText } from "../../network/page/decode-text.ts";
import { EDGE_BYTES } from "../own-tool.ts";
import { buildRequest } from "./build-request.ts";
import type { Endpoint } from "./endpoint.ts";

/** What a call may take. */
export interface EndpointLimits {
  readonly maxBytes: number;
  readonly timeoutMs: number;
  readonly allowPrivate: boolean;
}

/** Calls an endpoint; its answer as text. Throws what keeps it from answering, and any answer that is no success. */
export async function callEndpoint(
  endpoint: Endpoint,
  args: JsonObject,
  { maxBytes, timeoutMs, allowPrivate }: EndpointLimits,
  signal: AbortSignal,
): Promise<string> {
  // Whoever waits gives up at the very time that is allowed.
  const limits = { maxBytes: maxBytes + EDGE_BYTES, totalMs: timeoutMs, stallMs: timeoutMs, allowPrivate };
  const reply = await guardedFetch(buildRequest(endpoint, args), limits, signal);
  const text = textOf(reply);
  if (reply.status >= 200 && reply.status < 300) return text;
  const status = `${reply.status} ${STATUS_CODES[reply.status] ?? ""}`.trim();
  throw new Error(text === "" ? `status ${status}` : `status ${status}: ${text}`);
}

function textOf({ headers, body, cut }: GuardedReply): string {
  const type = String(headers["content-type"] ?? "").toLowerCase();
  if (body.length === 0) return "";
  if (/^(?:image|audio|video|font)\//.test(type) || /octet-stream|zip|pdf/.test(type))
    return `[${type}, ${cut ? "more than " : ""}${body.length} bytes]`;
  return decodeText(body, type);
}
