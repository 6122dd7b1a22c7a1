import OpenAI from "openai";
import type { ClientOptions } from "./client-options.ts";

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
