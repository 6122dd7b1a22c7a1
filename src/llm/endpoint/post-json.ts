import { pipeline, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { Agent, type Dispatcher, request } from "undici";
import { unpackersFor } from "../../core/content-encoding.ts";
import type { JsonObject, JsonValue } from "../../core/json/value.ts";
import { PROGRAM } from "../../core/version.ts";
import { collectStream, STREAM_END } from "./collect-stream.ts";
import { isNoHttp, ReplyFault } from "./failure.ts";
import { hideKey } from "./hide-key.ts";
import { readEvents } from "./read-events.ts";
import { isErrorBody, refusal } from "./refusal.ts";
import { speaksTls } from "./speaks-tls.ts";

/** Where requests go, and how connections are held. */
export interface PosterOptions {
  /** Such as `http://127.0.0.1:8000/v1`; a query goes with each request. */
  readonly baseUrl: string;
  readonly apiKey?: string | undefined;
  /** The header that the key goes into, where that is not `Authorization`. */
  readonly keyHeader?: string | undefined;
  /** Connections to the server, at most. */
  readonly connections: number;
  /** Give up when nothing arrives for so long; 0 waits for ever. */
  readonly stallMilliseconds: number;
}

/** Sends JSON to a server, and takes JSON from it. */
export interface Poster {
  /**
   * What the server said, put together where it came as a stream: servers send one unasked, or none when asked. Throws the
   * openai client's errors for what is a refusal, undici's for connections.
   */
  post(path: string, body: JsonObject, signal?: AbortSignal): Promise<unknown>;
  close(): Promise<void>;
}

/**
 * Requests straight over undici: through the openai client each took three times the processor time (bench/endpoint.ts). A long
 * generation is never cut off: the only clock is the one that runs while nothing arrives.
 */
export function createPoster({ baseUrl, connections, stallMilliseconds, ...key }: PosterOptions): Poster {
  const dispatcher = new Agent({ connections, headersTimeout: stallMilliseconds, bodyTimeout: stallMilliseconds });
  const headers = headersOf(key);
  const { inReply: hide, inValue } = hideKey(key.apiKey);
  const addresses = new Map<string, string>();
  const tls = watchForTls(new URL(baseUrl));

  function addressOf(path: string): string {
    const known = addresses.get(path);
    if (known !== undefined) return known;
    const url = new URL(baseUrl);
    url.pathname = `${url.pathname.replace(/\/+$/, "")}${path}`;
    url.hash = "";
    addresses.set(path, url.href);
    return url.href;
  }

  async function send(path: string, body: JsonObject, signal: AbortSignal | undefined) {
    const answer = await request(addressOf(path), {
      dispatcher,
      method: "POST",
      headers,
      body: JSON.stringify(body),
      signal: signal ?? null,
    }).catch(tls.explain);
    tls.hasAnswered();
    if (answer.statusCode < 200 || answer.statusCode >= 300) throw await refusalOf(answer, addressOf(path), hide);
    return answer;
  }

  return {
    async post(path, body, signal) {
      const answer = await send(path, body, signal);
      const isAsked = body["stream"] === true;
      if (isStream(answer)) return inValue(await collectStream(chunksOf(unpacked(answer), hide)));
      const said = hide(await textOf(answer));
      if (isAsked && !said.trimStart().startsWith("{"))
        return inValue(await collectStream(chunksOf(Readable.from([Buffer.from(said)]), hide)));
      return inValue(completionIn(said));
    },
    close: () => dispatcher.destroy(),
  };
}

const BROKEN = new Set(["ECONNRESET", "EPIPE", "UND_ERR_SOCKET"]);

/**
 * A server that speaks TLS alone breaks plain connections off, as one does that is overloaded. Before the first answer of a plain
 * address it is looked which of them it is, once.
 */
function watchForTls(url: URL) {
  let isOpen = url.protocol === "http:";
  let speaks: Promise<boolean> | undefined;
  return {
    hasAnswered() {
      isOpen = false;
    },
    async explain(error: unknown): Promise<never> {
      const isBroken = error instanceof Error && "code" in error && BROKEN.has(String(error.code));
      if (!isOpen || !(isBroken || isNoHttp(error))) throw error;
      speaks ??= speaksTls(url);
      if (await speaks) throw new ReplyFault("tls_failed", "the server speaks TLS, and the address begins with http:");
      throw error;
    },
  };
}

function headersOf({ apiKey, keyHeader }: Pick<PosterOptions, "apiKey" | "keyHeader">): Record<string, string> {
  const headers = {
    accept: "application/json",
    "content-type": "application/json",
    "user-agent": `${PROGRAM.name}/${PROGRAM.version}`,
  };
  if (apiKey === undefined) return headers;
  return { ...headers, ...(keyHeader === undefined ? { authorization: `Bearer ${apiKey}` } : { [keyHeader]: apiKey }) };
}

/** Of another type it is read whole, and may be a stream all the same. */
function isStream({ headers }: Dispatcher.ResponseData): boolean {
  return /event-stream/i.test(String(headers["content-type"] ?? ""));
}

/** The body's bytes. Nobody asked for them to be packed, but some proxies do. */
function unpacked({ headers, body }: Dispatcher.ResponseData): Readable {
  const encoding = headers["content-encoding"];
  if (encoding === undefined) return body;
  const unpackers = unpackersFor(String(encoding));
  if (unpackers === undefined) throw new ReplyFault("invalid_reply", `the reply is packed as ${encoding}`);
  // Who reads the last of them hears what goes wrong.
  return unpackers.reduce<Readable>((from, unpacker) => pipeline(from, unpacker, () => {}), body);
}

function textOf(answer: Dispatcher.ResponseData): Promise<string> {
  return answer.headers["content-encoding"] === undefined ? answer.body.text() : text(unpacked(answer));
}

async function refusalOf(
  answer: Dispatcher.ResponseData,
  address: string,
  hide: (text: string) => string,
): Promise<Error> {
  const { statusCode: status } = answer;
  const said = hide(await textOf(answer));
  const headers = new Headers();
  for (const name of ["retry-after", "retry-after-ms"]) {
    const value = answer.headers[name];
    if (typeof value === "string") headers.set(name, value);
  }
  const location = hide(String(answer.headers["location"] ?? ""));
  const isElsewhere = status < 400 && location !== "" && URL.canParse(location, address);
  if (!isElsewhere) return refusal({ status, body: jsonOf(said), headers });
  const { origin, pathname } = new URL(location, address);
  return refusal({ status, body: `status ${status} sends on to ${origin}${pathname}`, headers });
}

/** What a text says as JSON; the text itself where it is none. */
function jsonOf(said: string): unknown {
  try {
    return JSON.parse(said) as unknown;
  } catch {
    return said;
  }
}

const SHOWN_CHARACTERS = 100;

/** A completion, whole or a chunk. Throws ReplyFault for what is no JSON, and what the server says in place of a reply. */
function completionIn(said: string): JsonValue {
  const body = jsonOf(said) as JsonValue;
  if (typeof body === "string")
    throw new ReplyFault("invalid_reply", `the reply is no JSON: "${said.slice(0, SHOWN_CHARACTERS).trim()}"`);
  if (isErrorBody(body)) throw refusal({ body });
  return body;
}

async function* chunksOf(bytes: Readable, hide: (text: string) => string): AsyncGenerator<JsonValue> {
  const events = readEvents(bytes);
  let isEnded = false;
  try {
    // By hand: `for await` would end the events with the last chunk, and the connection with them.
    for (let next = await events.next(); !next.done; next = await events.next()) {
      const { event, data } = next.value;
      if (data.trim() === STREAM_END) {
        isEnded = true;
        void readOn(events, bytes);
        return yield STREAM_END;
      }
      const said = hide(data);
      // Servers that fail in the middle of a reply say so in its stream.
      if (event === "error") throw refusal({ body: jsonOf(said) });
      if (said.trim() !== "") yield completionIn(said);
    }
  } finally {
    if (!isEnded) bytes.destroy();
  }
}

/** A server ends its answer soon after the last chunk: then the connection serves the next request. */
const LONGEST_END = 250;

async function readOn(events: AsyncGenerator<unknown>, bytes: Readable): Promise<void> {
  const timer = setTimeout(() => bytes.destroy(), LONGEST_END);
  try {
    while (!(await events.next()).done);
  } catch {
    // The reply was whole before.
  } finally {
    clearTimeout(timer);
  }
}
