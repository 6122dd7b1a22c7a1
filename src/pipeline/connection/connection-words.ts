import type { Connection } from "./connection.ts";

/** A connection as people write it: the names are those of flags, and of keys in run files. */
export interface ConnectionWords {
  readonly "base-url": readonly string[];
  readonly preset?: string | undefined;
  readonly "api-key-env"?: string | undefined;
  readonly "api-key-file"?: string | undefined;
  readonly stream?: boolean | undefined;
  readonly stall?: number | undefined;
  readonly "in-flight"?: number | undefined;
  readonly batch?: boolean | undefined;
  readonly rpm?: number | undefined;
  readonly tpm?: number | undefined;
  readonly cache?: string | undefined;
  readonly replay?: boolean | undefined;
  readonly prices?: string | undefined;
  readonly "max-usd"?: number | undefined;
  readonly "max-tokens"?: number | undefined;
}

/** What was written of a connection, as the library takes it. */
export function connectionIn(words: ConnectionWords): Connection {
  return {
    baseUrls: words["base-url"],
    preset: words.preset,
    apiKeyVariable: words["api-key-env"],
    apiKeyFile: words["api-key-file"],
    stream: words.stream,
    stallSeconds: words.stall,
    mostInFlight: words["in-flight"],
    batch: words.batch ? {} : undefined,
    requestsPerMinute: words.rpm,
    tokensPerMinute: words.tpm,
    cache: words.cache,
    replay: words.replay,
    prices: words.prices,
    maxUsd: words["max-usd"],
    maxTokens: words["max-tokens"],
  };
}
