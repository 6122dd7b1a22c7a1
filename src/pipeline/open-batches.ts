import { join } from "node:path";
import { UsageError } from "../core/errors.ts";
import type { BatchPace } from "../llm/batch/batch-options.ts";
import type { BatchSender } from "../llm/batch/send-in-batches.ts";
import type { Preset } from "../llm/endpoint/presets.ts";
import { BATCHES } from "../store/run-files.ts";

/** How a provider's batch API is used. */
export interface BatchChoice {
  /** Where the batches of a run are noted; `mat generate` takes a folder of the run's. */
  readonly folder?: string | undefined;
  readonly pace?: Partial<BatchPace> | undefined;
}

/** What of a connection matters to batches. */
interface BatchConnection {
  readonly batch?: BatchChoice | undefined;
  readonly stream?: boolean | undefined;
  readonly requestsPerMinute?: number | undefined;
  readonly tokensPerMinute?: number | undefined;
}

/** The connection with a folder of this run for its batches, where it has some. */
export function withBatches<C extends BatchConnection>(connection: C, run: string): C {
  const { batch } = connection;
  return batch === undefined ? connection : { ...connection, batch: { folder: join(run, BATCHES), ...batch } };
}

/** Opens a provider's batch API. Throws UsageError where the connection asks for what a batch cannot have. */
export async function openBatches(
  model: string,
  connection: BatchConnection,
  {
    preset,
    apiKey,
    addresses,
  }: { preset: Preset; apiKey: string | undefined; addresses: readonly { readonly baseUrl: string }[] },
): Promise<BatchSender | undefined> {
  const { batch, stream, requestsPerMinute, tokensPerMinute } = connection;
  if (batch === undefined) return undefined;
  if (batch.folder === undefined)
    throw new UsageError("--batch is for mat generate and mat work", "Leave --batch out.");
  if (stream || requestsPerMinute !== undefined || tokensPerMinute !== undefined)
    throw new UsageError("a batch has no stream and no pace", "Leave out --stream, --rpm and --tpm, or --batch.");
  if (addresses.length > 1) throw new UsageError("batches go to one provider", "Give one --base-url.");
  const { openBatchApi } = await import("../llm/batch/batch-api.ts");
  const { sendInBatches } = await import("../llm/batch/send-in-batches.ts");
  const { baseUrl } = addresses[0]!;
  return sendInBatches({
    model,
    api: openBatchApi({ baseUrl, apiKey, keyHeader: preset.keyHeader }),
    baseUrl,
    prefix: preset.batchPrefix,
    folder: batch.folder,
    pace: batch.pace,
    hideKey: (text) => (apiKey === undefined ? text : text.replaceAll(apiKey, "[key]")),
  });
}
