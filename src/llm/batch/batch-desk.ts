import { writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { failureOf } from "../endpoint/failure.ts";
import type { BatchState } from "./batch-api.ts";
import type { BatchPace, BatchSending } from "./batch-options.ts";
import { type BatchRecord, openBatchRecords } from "./batch-records.ts";
import { patiently } from "./patiently.ts";
import { type BatchResult, parseResult } from "./read-result.ts";

/** Begins batches, notes them, and follows them to their ends. */
export interface BatchDesk {
  /** The batches of before that the provider has. */
  recover(): Promise<BatchRecord[]>;
  submit(requests: readonly { readonly id: string; readonly line: string }[], url: string): Promise<BatchRecord>;
  /** Waits for the end of a batch, and tells each of its results. Throws BatchCallFault. */
  follow(record: BatchRecord, tell: (result: BatchResult) => void): Promise<BatchState>;
}

const HOUR = 3_600_000;

/** Opens the desk; nothing is sent yet. Waits end with the signal, and calls in between are finished first. */
export function openBatchDesk({ api, folder, baseUrl }: BatchSending, pace: BatchPace, signal: AbortSignal): BatchDesk {
  const records = openBatchRecords(folder, baseUrl);
  const call = <T>(make: () => Promise<T>) => patiently(make, pace, signal);

  async function adopt(record: BatchRecord, state: BatchState): Promise<BatchRecord> {
    const adopted = { ...record, batch_id: state.id, status: state.status };
    await records.save(adopted);
    records.removeLines(record);
    return adopted;
  }

  /** A provider that lists no batches cannot tell: then it is begun anew. */
  async function begunAlready({ mark, begun }: BatchRecord): Promise<BatchState | undefined> {
    return api.find(mark, begun).catch((error: unknown) => {
      const failure = failureOf(error);
      if (failure?.kind === "not_found" || failure?.kind === "bad_request") return undefined;
      throw error;
    });
  }

  async function ended(id: string): Promise<BatchState> {
    for (let wait = pace.firstLook; ; wait = Math.min(pace.longestLook, wait * 1.5)) {
      const state = await call(() => api.look(id));
      if (state.status !== "going") return state;
      await sleep(wait, undefined, { signal });
    }
  }

  return {
    async recover() {
      const found: BatchRecord[] = [];
      for (const record of records.read()) {
        if (record.batch_id !== undefined) found.push(record);
        else {
          // The process died before it heard the batch's id: perhaps there is one, perhaps not.
          const state = await call(() => begunAlready(record));
          if (state !== undefined) found.push(await adopt(record, state));
          else if (Date.now() - record.begun > HOUR) records.removeLines(record);
        }
      }
      return found;
    },
    async submit(requests, url) {
      const record = records.begin(requests.map(({ id }) => id));
      try {
        await writeFile(
          records.linesOf(record),
          requests.map(({ line }) => `${line}\n`),
        );
        await records.save(record);
        const file = await call(() => api.upload(records.linesOf(record)));
        let tries = 0;
        const state = await call(async () => {
          // A call that broke off may have begun it all the same.
          const begun = tries++ > 0 ? await begunAlready(record) : undefined;
          return begun ?? api.create(file, url, record.mark);
        });
        return await adopt(record, state);
      } finally {
        records.removeLines(record);
      }
    },
    async follow(record, tell) {
      const state = await ended(record.batch_id!);
      for (const file of state.files) {
        await call(async () => {
          for await (const line of api.lines(file)) {
            signal.throwIfAborted();
            const result = parseResult(line);
            if (result !== undefined) tell(result);
          }
        });
      }
      if (record.status !== state.status) await records.save({ ...record, status: state.status });
      return state;
    },
  };
}
