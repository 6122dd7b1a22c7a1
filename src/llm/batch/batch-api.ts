import { openAsBlob } from "node:fs";
import { basename } from "node:path";
import type { Batch } from "openai/resources/batches";
import type { ClientOptions } from "../endpoint/client-options.ts";
import { openClient } from "../endpoint/open-client.ts";
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

/** Clocks of two machines need not agree. */
const SLACK_SECONDS = 3600;

/** Speaks OpenAI's batch API. Source: its API reference, Files and Batch. */
export function openBatchApi(server: Omit<ClientOptions, "fetch">): BatchApi {
  const client = openClient({ ...server, fetch: (input, init) => globalThis.fetch(input, init) });
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
      yield* readResponseLines(await client.files.content(file));
    },
  };
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
