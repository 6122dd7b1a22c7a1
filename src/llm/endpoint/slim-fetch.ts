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
      const headers = new Headers();
      for (const [name, value] of Object.entries(answer.headers))
        for (const one of Array.isArray(value) ? value : [value ?? ""]) headers.append(name, one);
      const isStream = headers.get("content-type")?.startsWith("text/event-stream") === true;
      const body = isStream ? (answer.body as unknown as ReadableStream) : await answer.body.text();
      return new Response(body, { status: answer.statusCode, headers });
    },
    close: () => dispatcher.destroy(),
  };
}
