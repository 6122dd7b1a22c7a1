import type { BatchApi } from "./batch-api.ts";
import type { BatchSize } from "./gathering.ts";
import type { CallPatience } from "./patiently.ts";

/** Whose batches a model is asked in. */
export interface BatchSending {
  readonly model: string;
  readonly api: BatchApi;
  /** As it stands in records and errors. */
  readonly baseUrl: string;
  /** What stands before `/chat/completions` in each line. */
  readonly prefix: string;
  /** Where the records of batches are kept: a folder of the run. */
  readonly folder: string;
  readonly pace?: Partial<BatchPace> | undefined;
  /** The text without the key. */
  hideKey(text: string): string;
}

/** How batches are made and watched; all times in milliseconds. */
export interface BatchPace extends CallPatience {
  /** A batch is sent when no request has come for so long. */
  readonly quiet: number;
  readonly size: BatchSize;
  readonly firstLook: number;
  readonly longestLook: number;
  /** The first wait where the provider has no room for another batch. */
  readonly noRoom: number;
  /** How often a request is put into a batch that fails in passing. */
  readonly batches: number;
}

/** What suits OpenAI: 50,000 requests and 200 MB a batch, which takes minutes to a day. */
export const BATCH_PACE: BatchPace = {
  quiet: 5000,
  size: { requests: 50_000, bytes: 190_000_000 },
  firstLook: 1000,
  longestLook: 60_000,
  noRoom: 60_000,
  batches: 5,
  tries: 30,
  firstWait: 500,
  longestWait: 60_000,
};
