import { openAsBlob } from "node:fs";
import { basename } from "node:path";
import OpenAI from "openai";
import type { Batch } from "openai/resources/batches";
import { hideKey } from "../endpoint/hide-key.ts";
import { readResponseLines } from "./read-response-lines.ts";

/** A batch as its provider has it. */
export interface BatchState {
  readonly id: string;
  readonly status: "going" | "completed" | "failed" | "expired" | "cancelled";
  /** Files of lines: replies, and requests that had none. */
  readonly files: readonly string[];
  /** Why the whole batch failed. */
  readonly errors: readonly { readonly code: string; readonly message: string }[];
}

/** Files and batches of a provider, in OpenAI's shape. Each call is one request, tried once. */
export interface BatchApi {
  /** Uploads a file of requests; gives its id. */
  upload(path: string): Promise<string>;
  /** Begins a batch; `mark` is a word of ours that it keeps. */
  create(inputFile: string, url: string, mark: string): Promise<BatchState>;
  /** The batch with this mark, of those begun since then (milliseconds). */
  find(mark: string, since: number): Promise<BatchState | undefined>;
  look(id: string): Promise<BatchState>;
  lines(file: string): AsyncGenerator<string>;
}

/** Whose server it is, and how it is reached. */
export interface BatchServer {
  readonly baseUrl: string;
  readonly apiKey?: string | undefined;
  /** The header that the key goes into, where that is not `Authorization`. */
  readonly keyHeader?: string | undefined;
}

/** Servers on one's own machine ask for no key, and the client insists on one. */
const NO_KEY = "none";
/** Clocks of two machines need not agree. */
const SLACK_SECONDS = 3600;

/** Speaks OpenAI's batch API. Source: its API reference, Files and Batch. */
export function openBatchApi(server: BatchServer): BatchApi {
  const client = openClient(server);
  const hide = hideKey(server.apiKey).inReply;
  return {
    async upload(path) {
      const file = new File([await openAsBlob(path)], basename(path), { type: "application/jsonl" });
      return (await client.files.create({ file, purpose: "batch" })).id;
    },
    async create(inputFile, url, mark) {
      const endpoint = url as "/v1/chat/completions";
      const metadata = { mat_batch: mark };
      return stateOf(
        await client.batches.create({ input_file_id: inputFile, endpoint, completion_window: "24h", metadata }),
      );
    },
    async find(mark, since) {
      for await (const batch of client.batches.list({ limit: 100 })) {
        if (batch.metadata?.["mat_batch"] === mark) return stateOf(batch);
        if (batch.created_at < since / 1000 - SLACK_SECONDS) return undefined;
      }
      return undefined;
    },
    look: async (id) => stateOf(await client.batches.retrieve(id)),
    async *lines(file) {
      for await (const line of readResponseLines(await client.files.content(file))) yield hide(line);
    },
  };
}

/** The openai client, without what it would do by itself; a query of the address goes with each request. */
function openClient({ baseUrl, apiKey = NO_KEY, keyHeader }: BatchServer): OpenAI {
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
  });
}

const ENDS = ["completed", "failed", "expired", "cancelled"] as const;

function stateOf({ id, status, output_file_id, error_file_id, errors }: Batch): BatchState {
  return {
    id,
    status: ENDS.find((end) => end === status) ?? "going",
    files: [output_file_id, error_file_id].filter((file) => typeof file === "string" && file !== "") as string[],
    errors: (errors?.data ?? []).map(({ code, message }) => ({ code: code ?? "", message: message ?? "" })),
  };
}
