import { APIError } from "openai";
import { Agent, type Dispatcher, request } from "undici";
import type { JsonObject } from "../../core/json/value.ts";
import { PROGRAM } from "../../core/version.ts";
import { readEvents } from "./read-events.ts";

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
  /** What the server said. Throws the openai client's errors for a status that is none of success, undici's for connections. */
  post(path: string, body: JsonObject, signal?: AbortSignal): Promise<unknown>;
  /** The chunks of a reply that comes as a stream. Throws as `post` does; the chunks throw too. */
  postForChunks(path: string, body: JsonObject, signal?: AbortSignal): Promise<AsyncIterable<unknown>>;
  close(): Promise<void>;
}

/**
 * Requests straight over undici: through the openai client each took three times the processor time (bench/endpoint.ts). A long
 * generation is never cut off: the only clock is the one that runs while nothing arrives.
 */
export function createPoster({ baseUrl, connections, stallMilliseconds, ...key }: PosterOptions): Poster {
  const dispatcher = new Agent({ connections, headersTimeout: stallMilliseconds, bodyTimeout: stallMilliseconds });
  const headers = headersOf(key);
  const addresses = new Map<string, string>();

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
    });
    if (answer.statusCode < 200 || answer.statusCode >= 300) throw await refusalOf(answer);
    return answer;
  }

  return {
    async post(path, body, signal) {
      const answer = await send(path, body, signal);
      return JSON.parse(await answer.body.text()) as unknown;
    },
    async postForChunks(path, body, signal) {
      const answer = await send(path, body, signal);
      return chunksOf(answer.body);
    },
    close: () => dispatcher.destroy(),
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

/** The error that the openai client makes of such a response. */
async function refusalOf({ statusCode, headers, body }: Dispatcher.ResponseData): Promise<APIError> {
  const text = await body.text();
  const web = new Headers();
  for (const name of ["retry-after", "retry-after-ms"]) {
    const value = headers[name];
    if (typeof value === "string") web.set(name, value);
  }
  try {
    return APIError.generate(statusCode, JSON.parse(text) as object, undefined, web);
  } catch {
    return APIError.generate(statusCode, undefined, text, web);
  }
}

async function* chunksOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<unknown> {
  for await (const data of readEvents(body)) {
    if (data === "[DONE]") return;
    const chunk = JSON.parse(data) as JsonObject;
    // Servers that fail in the middle of a reply say so in its stream.
    if (chunk["error"]) throw new APIError(undefined, chunk["error"] as object, undefined, undefined);
    yield chunk;
  }
}
