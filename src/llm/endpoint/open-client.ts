import OpenAI from "openai";

/** Whose server it is, and how it is reached. */
export interface ClientOptions {
  readonly baseUrl: string;
  readonly apiKey?: string | undefined;
  /** The header that the key goes into, where that is not `Authorization`. */
  readonly keyHeader?: string | undefined;
  readonly fetch: typeof globalThis.fetch;
}

/** Servers on one's own machine ask for no key, and the client insists on one. */
const NO_KEY = "none";

/** Opens the openai client for a server, without what it would do by itself; a query of the address goes with each request. */
export function openClient({ baseUrl, apiKey = NO_KEY, keyHeader, fetch }: ClientOptions): OpenAI {
  return new OpenAI({
    baseURL: baseUrl,
    apiKey,
    ...(keyHeader === undefined ? {} : { defaultHeaders: { authorization: null, [keyHeader]: apiKey } }),
    // Nothing of the environment: a key for one server is not sent to another.
    organization: null,
    project: null,
    // Retries, clocks and logs are ours.
    maxRetries: 0,
    timeout: 2 ** 31 - 1,
    logLevel: "off",
    fetch,
  });
}
