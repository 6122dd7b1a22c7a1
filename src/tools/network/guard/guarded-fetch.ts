import type { IncomingHttpHeaders } from "node:http";
import { NetworkError } from "../../../core/errors.ts";
import { visibleText } from "../../../core/visible-text.ts";
import { shownUrl } from "./check-url.ts";
import { type GuardedRequest, guardedRequest, type OpenReply, type RequestLimits } from "./guarded-request.ts";
import { readBounded } from "./read-bounded.ts";

/** How much a fetch may take, of what and for how long. */
export interface FetchLimits extends RequestLimits {
  /** The most bytes of the unpacked body that are read: 2,000,000 unless told. */
  readonly maxBytes?: number;
  /** Milliseconds for all of it, redirects included: 30,000 unless told. */
  readonly totalMs?: number;
  /** Milliseconds in which nothing arrives: 10,000 unless told. */
  readonly stallMs?: number;
  /**
   * What the body of an answer with status 2xx may be, by beginnings of its type (`text/`) and by endings (`+json`), which pictures
   * do not have; anything unless told.
   */
  readonly contentTypes?: readonly string[];
}

/** An answer, read. */
export interface GuardedReply {
  /** Where it came from at last. */
  readonly url: URL;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
  /** There was more than `maxBytes`. */
  readonly cut: boolean;
}

const LIMITS = { maxBytes: 2_000_000, totalMs: 30_000, stallMs: 10_000 } as const;
// Of deflate nobody knows whether it has a header.
const DEFAULT_HEADERS = { "accept-encoding": "gzip, br", "user-agent": "mat (agent tool)" };

/**
 * Fetches a URL that a model, a page or a user named, and never more than it may: see {@link guardedRequest} for where it goes,
 * {@link FetchLimits} for how much it takes. Any status is an answer.
 * @throws {NetworkError} for all that keeps an answer from being had; the signal's reason once it is aborted
 */
export async function guardedFetch(
  asked: string | GuardedRequest,
  limits: FetchLimits = {},
  signal?: AbortSignal,
): Promise<GuardedReply> {
  const request = typeof asked === "string" ? { url: asked } : asked;
  const clock = startClock({ ...LIMITS, ...limits }, signal);
  try {
    const headers = { ...DEFAULT_HEADERS, ...lowerCased(request.headers) };
    const reply = await guardedRequest({ ...request, headers }, limits, clock.signal);
    clock.heard();
    refuseType(reply, limits.contentTypes);
    const { bytes, cut } = await readReply(reply, limits.maxBytes ?? LIMITS.maxBytes, clock);
    return { url: reply.url, status: reply.status, headers: reply.headers, body: bytes, cut };
  } finally {
    clock.stop();
  }
}

async function readReply(reply: OpenReply, maxBytes: number, { signal, heard }: Clock) {
  try {
    return await readBounded(reply.body, String(reply.headers["content-encoding"] ?? ""), maxBytes, heard);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof NetworkError) throw error;
    const problem = `${reply.url.host} broke off its answer (${(error as NodeJS.ErrnoException).code ?? String(error)})`;
    throw new NetworkError("connection", problem, "Try again.", { cause: error });
  }
}

function lowerCased(headers: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

interface Clock {
  readonly signal: AbortSignal;
  heard(): void;
  stop(): void;
}

/** Aborts when it took too long, when nothing was heard for too long, and when who asked does. */
function startClock({ totalMs, stallMs }: { totalMs: number; stallMs: number }, outer?: AbortSignal): Clock {
  const controller = new AbortController();
  const end = (problem: string) =>
    controller.abort(new NetworkError("time", problem, "Try again, or ask another server."));
  const total = setTimeout(() => end(`no full answer within ${totalMs / 1000} seconds`), totalMs);
  const stall = setTimeout(() => end(`nothing arrived for ${stallMs / 1000} seconds`), stallMs);
  return {
    signal: outer === undefined ? controller.signal : AbortSignal.any([controller.signal, outer]),
    heard: () => void stall.refresh(),
    stop() {
      clearTimeout(total);
      clearTimeout(stall);
    },
  };
}

function refuseType(reply: OpenReply, wanted: readonly string[] | undefined): void {
  const type = String(reply.headers["content-type"] ?? "").toLowerCase();
  const isFine = wanted === undefined || type === "" || wanted.some((one) => isOfType(type, one));
  if (isFine || reply.status < 200 || reply.status > 299) return;
  reply.body.on("error", () => {}).destroy();
  const problem = `${shownUrl(reply.url)} is ${visibleText(type).slice(0, 100)}, not ${wanted.join(" or ")}`;
  throw new NetworkError("type", problem, "Ask for a page of text.");
}

function isOfType(type: string, wanted: string): boolean {
  if (!wanted.startsWith("+")) return type.startsWith(wanted);
  return !type.startsWith("image/") && type.replace(/\s*;.*$/s, "").endsWith(wanted);
}
