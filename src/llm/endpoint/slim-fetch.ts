import type { IncomingHttpHeaders } from "node:http";
import { Agent, request } from "undici";

/** How connections are held. */
export interface SlimFetchOptions {
  /** Connections to one server, at most. */
  readonly connections: number;
  /** Give up when nothing arrives for so long; 0 waits for ever. */
  readonly stallMilliseconds: number;
}

/** A `fetch` for the openai client, and the end of its connections. */
export interface SlimFetch {
  readonly fetch: typeof globalThis.fetch;
  close(): Promise<void>;
}

/**
 * A `fetch` over `undici.request`, several times as fast as the general one. A long generation is never cut off: the only
 * clock is the one that runs while nothing arrives.
 */
export function createSlimFetch({ connections, stallMilliseconds }: SlimFetchOptions): SlimFetch {
  const dispatcher = new Agent({ connections, headersTimeout: stallMilliseconds, bodyTimeout: stallMilliseconds });
  return {
    async fetch(input, init = {}) {
      const answer = await request(String(input), {
        dispatcher,
        method: "POST",
        headers: Object.fromEntries(new Headers(init.headers)),
        body: init.body as string,
        signal: init.signal ?? null,
      });
      const { statusCode: status, headers, body } = answer;
      if (String(headers["content-type"]).startsWith("text/event-stream"))
        return new Response(body as unknown as ReadableStream, { status, headers: webHeaders(headers) });
      return wholeResponse(status, headers, await body.text());
    },
    close: () => dispatcher.destroy(),
  };
}

function webHeaders(headers: IncomingHttpHeaders): Headers {
  const web = new Headers();
  for (const [name, value] of Object.entries(headers))
    for (const one of Array.isArray(value) ? value : [value ?? ""]) web.append(name, one);
  return web;
}

/** As much of a response as the openai client looks at, without the streams of a real one. */
function wholeResponse(status: number, headers: IncomingHttpHeaders, text: string): Response {
  return {
    ok: status >= 200 && status < 300,
    status,
    statusText: "",
    url: "",
    headers: webHeaders(headers),
    body: null,
    text: async () => text,
    json: async () => JSON.parse(text) as unknown,
  } as Response;
}
