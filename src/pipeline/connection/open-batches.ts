import { join } from "node:path";
import { UsageError } from "../../core/errors.ts";
import type { BatchSender } from "../../llm/batch/send-in-batches.ts";
import { BATCHES } from "../../store/run-files.ts";
import type { Connection } from "./connection.ts";
import type { ResolvedConnection } from "./resolve-connection.ts";

/** The connection with a folder of this run for its batches, where it has some. */
export function withBatches(connection: Connection, run: string): Connection {
  const { batch } = connection;
  return batch === undefined ? connection : { ...connection, batch: { folder: join(run, BATCHES), ...batch } };
}

/** Opens a provider's batch API. Throws UsageError where the connection asks for what a batch cannot have. */
export async function openBatches(
  model: string,
  connection: Connection,
  { preset, apiKey, addresses }: ResolvedConnection,
): Promise<BatchSender | undefined> {
  const { batch, stream, requestsPerMinute, tokensPerMinute } = connection;
  if (batch === undefined) return undefined;
  if (batch.folder === undefined)
    throw new UsageError("--batch is for mat generate and mat work", "Leave --batch out.");
  if (stream || requestsPerMinute !== undefined || tokensPerMinute !== undefined)
    throw new UsageError("a batch has no stream and no pace", "Leave out --stream, --rpm and --tpm, or --batch.");
  if (addresses.length > 1) throw new UsageError("batches go to one provider", "Give one --base-url.");
  const { openBatchApi } = await import("../../llm/batch/batch-api.ts");
  const { hideKey } = await import("../../llm/endpoint/hide-key.ts");
  const { sendInBatches } = await import("../../llm/batch/send-in-batches.ts");
  const { baseUrl } = addresses[0]!;
  return sendInBatches({
    model,
    api: openBatchApi({ baseUrl, apiKey, keyHeader: preset.keyHeader }),
    baseUrl,
    prefix: preset.batchPrefix,
    folder: batch.folder,
    pace: batch.pace,
    hideKey: hideKey(apiKey).inWords,
  });
}
