import { requestKey } from "../cache/request-key.ts";
import { completionPath } from "../endpoint/completion-path.ts";
import type { FailureKind } from "../endpoint/failure.ts";
import type { WireReply, WireRequest } from "../endpoint/wire-request.ts";
import type { BatchRecord } from "./batch-records.ts";
import type { BatchResult } from "./read-result.ts";

/** A request that waits for its reply. */
export interface WaitingRequest {
  readonly id: string;
  /** As it stands in a batch's file. */
  readonly line: string;
  readonly url: string;
  readonly request: WireRequest;
  readonly reply: PromiseWithResolvers<WireReply>;
  /** Batches that it was in. */
  tries: number;
}

/** A batch that the provider has. */
export interface OpenBatch {
  readonly record: BatchRecord;
  /** Results that nobody has asked for yet: of a batch of before, whose requests come again one after the other. */
  readonly spare: Map<string, BatchResult> | undefined;
  isFollowed?: boolean;
  /** Undefined until all its results are read. */
  missing?: FailureKind;
}

/** The requests that wait, and the batches that they are in. */
export interface WaitingRequests {
  readonly count: number;
  /** Is any request in a batch? */
  readonly hasBatch: boolean;
  /** The request among them; `isNew` unless the same one waits already. */
  take(request: WireRequest): { readonly item: WaitingRequest; readonly isNew: boolean };
  /** Puts the requests of a record into its batch, those that have not come yet included. */
  open(record: BatchRecord, spare?: OpenBatch["spare"]): OpenBatch;
  batchOf(item: WaitingRequest): OpenBatch | undefined;
  /** The one that a result is for: undefined where nobody waits for it, or in another batch by now. */
  wanting(id: string, batch: OpenBatch): WaitingRequest | undefined;
  /** Those that wait in a batch. */
  itemsOf(batch: OpenBatch): WaitingRequest[];
  /** Takes it out of its batch: it is to be in another. */
  takeOut(item: WaitingRequest): void;
  resolve(item: WaitingRequest, reply: WireReply): void;
  reject(item: WaitingRequest, error: unknown): void;
  rejectAll(error: unknown): void;
}

/** Characters of a request's key: so many tell it apart. */
const ID_LENGTH = 32;

/** None yet. `prefix` is what stands before `/chat/completions` in each line. */
export function createWaitingRequests(prefix: string): WaitingRequests {
  const waiting = new Map<string, WaitingRequest>();
  /** By request: the batch of before, or of now, that it is in. */
  const batches = new Map<string, OpenBatch>();

  function wanting(id: string, batch: OpenBatch): WaitingRequest | undefined {
    return batches.get(id) === batch ? waiting.get(id) : undefined;
  }

  function forget({ id }: WaitingRequest): void {
    waiting.delete(id);
    batches.delete(id);
  }

  return {
    get count() {
      return waiting.size;
    },
    get hasBatch() {
      return batches.size > 0;
    },
    take(request) {
      const id = requestKey(request).slice(0, ID_LENGTH);
      const known = waiting.get(id);
      if (known !== undefined) return { item: known, isNew: false };
      const item = waitingRequest(id, request, prefix);
      waiting.set(id, item);
      return { item, isNew: true };
    },
    open(record, spare) {
      const batch: OpenBatch = { record, spare };
      for (const id of record.custom_ids) batches.set(id, batch);
      return batch;
    },
    batchOf: ({ id }) => batches.get(id),
    wanting,
    itemsOf: (batch) => batch.record.custom_ids.flatMap((id) => wanting(id, batch) ?? []),
    takeOut: ({ id }) => void batches.delete(id),
    resolve(item, reply) {
      forget(item);
      item.reply.resolve(reply);
    },
    reject(item, error) {
      forget(item);
      item.reply.reject(error);
    },
    rejectAll(error) {
      for (const { reply } of waiting.values()) reply.reject(error);
      waiting.clear();
    },
  };
}

function waitingRequest(id: string, request: WireRequest, prefix: string): WaitingRequest {
  const { body } = request;
  const url = `${prefix}${completionPath(body)}`;
  const line = JSON.stringify({ custom_id: id, method: "POST", url, body });
  return { id, line, url, request, reply: Promise.withResolvers(), tries: 0 };
}
