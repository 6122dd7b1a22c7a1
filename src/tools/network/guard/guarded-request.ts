import { isUtf8 } from "node:buffer";
import type { IncomingHttpHeaders } from "node:http";
import type { Readable } from "node:stream";
import { NetworkError } from "../../../core/errors.ts";
import { checkUrl, shownUrl } from "./check-url.ts";
import { guardedAgent } from "./guarded-agent.ts";
import type { Resolve } from "./guarded-lookup.ts";

/** What is asked for. */
export interface GuardedRequest {
  readonly url: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Where a request may go. */
export interface RequestLimits {
  /** Servers on this machine and in private networks may be asked too. */
  readonly allowPrivate?: boolean;
  /** How often it may be sent elsewhere, 5 unless told. */
  readonly redirects?: number;
  /** Finds addresses of hosts; the system's unless told. */
  readonly resolve?: Resolve;
}

/** An answer of which the body has not been read. Whoever gets it reads it to its end or destroys it. */
export interface OpenReply {
  /** Where the answer came from at last. */
  readonly url: URL;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Bytes as they came, compressed where `content-encoding` says so; they may have no end. */
  readonly body: Readable;
}

/** The only headers that go along to another server than the one that was meant. */
const HARMLESS_HEADERS = new Set(["accept", "accept-language", "accept-encoding", "user-agent", "content-type"]);
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const MOST_REDIRECTS = 5;

/**
 * Sends a request to a public server, and again to where it is redirected, each time through the same checks. A body is never
 * redirected to another server, and no header that may hold a secret is.
 * @throws {NetworkError} for what may not be asked and for what cannot be reached; the signal's reason once it is aborted
 */
export async function guardedRequest(
  asked: GuardedRequest,
  limits: RequestLimits = {},
  signal?: AbortSignal,
): Promise<OpenReply> {
  const { allowPrivate = false, redirects = MOST_REDIRECTS } = limits;
  let request: Hop = { ...asked, url: checkUrl(asked.url, allowPrivate) };
  for (let hop = 0; hop <= redirects; hop++) {
    const reply = await send(request, limits, signal);
    const [location] = [reply.headers.location].flat();
    if (!REDIRECTS.has(reply.status) || location === undefined) return reply;
    reply.body.on("error", () => {}).destroy();
    const next = checkUrl(asUtf8(location), allowPrivate, request.url);
    request = redirected(request, next, reply.status);
  }
  const problem = `${shownUrl(request.url)} is redirected more than ${redirects} times`;
  throw new NetworkError("redirect", problem, "Ask for the page that it leads to.");
}

/** A header's bytes as the UTF-8 that servers mean by them, where they are any. */
function asUtf8(header: string): string {
  const bytes = Buffer.from(header, "latin1");
  return isUtf8(bytes) ? bytes.toString("utf8") : header;
}

type Hop = Omit<GuardedRequest, "url"> & { readonly url: URL };

async function send({ url, method = "GET", headers, body }: Hop, limits: RequestLimits, signal?: AbortSignal) {
  const { request } = await import("undici");
  const dispatcher = await guardedAgent(limits.allowPrivate ?? false, limits.resolve);
  try {
    const reply = await request(url, {
      dispatcher,
      method: method as "GET",
      headers: headers ?? {},
      body: body ?? null,
      signal: signal ?? null,
    });
    return { url, status: reply.statusCode, headers: reply.headers, body: reply.body };
  } catch (error) {
    signal?.throwIfAborted();
    throw unreachable(url, error);
  }
}

/** The request that a redirect asks for: what was posted is read on by GET unless the server says otherwise (307, 308). */
function redirected(request: Hop, url: URL, status: number): Hop {
  const keeps = status === 307 || status === 308 || request.body === undefined;
  const isElsewhere = url.origin !== request.url.origin;
  if (keeps && isElsewhere && request.body !== undefined) {
    const problem = `${shownUrl(request.url)} redirects what was sent to it to ${url.origin}`;
    throw new NetworkError("redirect", problem, "Send it to that server by name, if it is to have it.");
  }
  const { url: _, method = "GET", body, headers = {} } = request;
  const kept = Object.entries(headers).filter(([name]) => !isElsewhere || HARMLESS_HEADERS.has(name.toLowerCase()));
  const next = { url, headers: Object.fromEntries(kept) };
  return keeps ? { ...next, method, ...(body === undefined ? {} : { body }) } : { ...next, method: "GET" };
}

function unreachable(url: URL, error: unknown): NetworkError {
  if (error instanceof NetworkError) return error;
  const { code, message, cause } = error as NodeJS.ErrnoException;
  if (cause instanceof NetworkError) return cause;
  const why = code ?? message;
  return new NetworkError("connection", `${url.host} cannot be reached (${why})`, "Check the address.", {
    cause: error,
  });
}
