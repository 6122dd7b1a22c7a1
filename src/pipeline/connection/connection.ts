import type { BatchPace } from "../../llm/batch/batch-options.ts";
import type { AccountOptions } from "./model-account.ts";

/** Where a model is served and how it is spoken to. None of it is part of a run's plan: servers move. */
export interface Connection extends AccountOptions {
  /** Addresses such as `http://127.0.0.1:8000/v1`; of several, `#weight=2` behind one gives it twice the requests. */
  readonly baseUrls?: readonly string[] | undefined;
  /** What kind of server it is: a name of PRESETS. */
  readonly preset?: string | undefined;
  /** The environment variable that holds the key; the preset's own, or MAT_API_KEY, unless given. */
  readonly apiKeyVariable?: string | undefined;
  /** A file that holds the key and nothing else. */
  readonly apiKeyFile?: string | undefined;
  readonly stream?: boolean | undefined;
  /** Seconds without a byte after which a request is given up; 0 waits for ever. */
  readonly stallSeconds?: number | undefined;
  readonly requestsPerMinute?: number | undefined;
  readonly tokensPerMinute?: number | undefined;
  /** Requests in flight at once to one server, at most. */
  readonly mostInFlight?: number | undefined;
  /** Ask in batches, through the provider's batch API; absent: one request after the other. */
  readonly batch?: BatchChoice | undefined;
}

/** How a provider's batch API is used. */
export interface BatchChoice {
  /** Where the batches of a run are noted; `mat generate` takes a folder of the run's. */
  readonly folder?: string | undefined;
  readonly pace?: Partial<BatchPace> | undefined;
}
