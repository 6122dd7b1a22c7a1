import { setTimeout as sleep } from "node:timers/promises";
import { EndpointError, RunPausedError } from "../../core/errors.ts";
import { canonicalJson, sha256 } from "../../core/hash.ts";
import { type Failure, type FailureKind, isPassing } from "../endpoint/failure.ts";
import { givenUp } from "../endpoint/given-up.ts";
import { isRaw } from "../endpoint/raw-body.ts";
import type { SendRequest, WireReply, WireRequest } from "../endpoint/wire-request.ts";
import type { BatchState } from "./batch-api.ts";
import { openBatchDesk } from "./batch-desk.ts";
import { BATCH_PACE, type BatchSending } from "./batch-options.ts";
import type { BatchRecord } from "./batch-records.ts";
import { createGathering } from "./gathering.ts";
import { BatchCallFault } from "./patiently.ts";
import { type BatchResult, readResult } from "./read-result.ts";

/** Sends requests in batches. */
export interface BatchSender {
  readonly send: SendRequest;
  /** Leaves batches that are on their way to themselves: requests that wait end with RunPausedError. */
  pause(): void;
  /** Waits until what is being handed in is handed in and noted. */
  close(): Promise<void>;
}

/** A request that waits for its reply. */
interface Waiting {
  readonly id: string;
  readonly line: string;
  readonly url: string;
  readonly request: WireRequest;
  readonly reply: PromiseWithResolvers<WireReply>;
  /** Batches that it was in. */
  tries: number;
}

/** A batch that the provider has. */
interface OpenBatch {
  readonly record: BatchRecord;
  /** Results that nobody has asked for yet: of a batch of before, whose requests come again one after the other. */
  readonly spare: Map<string, BatchResult> | undefined;
  isFollowed?: boolean;
  /** Undefined until all its results are read. */
  missing?: FailureKind;
}

const MISSING: Readonly<Record<string, FailureKind>> = { expired: "batch_expired", cancelled: "batch_cancelled" };
/** A reply that says nothing may be the model's last word. */
const EMPTY_TRIES = 3;
const NO_ROOM = /limit|quota/i;
const LONGEST_NO_ROOM = 1_800_000;

/**
 * Gathers requests into batches of a provider's batch API and gives each its reply when its batch has ended. What failed in
 * passing is in the next batch. Every batch is noted in the run's folder before it is begun, so that a run that was killed takes up
 * its batches and pays for nothing twice.
 */
export function sendInBatches(options: BatchSending): BatchSender {
  const { model, baseUrl, hideKey, prefix } = options;
  const pace = { ...BATCH_PACE, ...options.pace };
  const stop = new AbortController();
  const desk = openBatchDesk(options, pace, stop.signal);
  const waiting = new Map<string, Waiting>();
  /** By request: the batch of before, or of now, that it is in. */
  const batches = new Map<string, OpenBatch>();
  const going = new Set<OpenBatch>();
  const submitting = new Set<Promise<void>>();
  const following = new Set<Promise<void>>();
  const gathering = createGathering<Waiting>(pace.quiet, pace.size, (items) => {
    const submission = submit(items).finally(() => submitting.delete(submission));
    submitting.add(submission);
  });
  let recovery: Promise<void> | undefined;
  let refusals = 0;
  let over: unknown;

  async function recover(): Promise<void> {
    for (const record of await desk.recover()) open(record, new Map());
  }

  function open(record: BatchRecord, spare?: OpenBatch["spare"]): OpenBatch {
    const batch: OpenBatch = { record, spare };
    for (const id of record.custom_ids) batches.set(id, batch);
    return batch;
  }

  /** Nothing more comes of this sender. */
  function end(error: unknown): void {
    over ??= error;
    stop.abort(error);
    gathering.clear();
    for (const { reply } of waiting.values()) reply.reject(over);
    waiting.clear();
  }

  async function submit(items: readonly Waiting[]): Promise<void> {
    try {
      const batch = open(await desk.submit(items, items[0]!.url));
      if (over === undefined) follow(batch);
      else going.add(batch);
    } catch (error) {
      fail(items, error);
    }
  }

  /** Without what is known of the batches of before, they would be paid for again. */
  function unrecovered(error: unknown): void {
    if (!(error instanceof BatchCallFault)) end(error);
    else end(givenUp(error.failure, { model, baseUrl, hideKey, reached: false }));
  }

  /** What a call to the provider ended with, for the requests that it was for. */
  function fail(items: readonly Waiting[], error: unknown): void {
    if (over !== undefined) return;
    const given = error instanceof BatchCallFault ? silenced(error.failure) : error;
    if (!(given instanceof EndpointError) || given.isForAll) end(given);
    else for (const item of items) settle(item, () => item.reply.reject(given));
  }

  function silenced(failure: Failure): EndpointError {
    const kind = failure.kind === "bad_request" ? "batch_failed" : failure.kind;
    return givenUp({ ...failure, kind }, { model, baseUrl, hideKey, reached: batches.size > 0 });
  }

  function settle(item: Waiting, how: () => void): void {
    waiting.delete(item.id);
    batches.delete(item.id);
    how();
  }

  function follow(batch: OpenBatch): void {
    if (batch.isFollowed) return;
    batch.isFollowed = true;
    going.add(batch);
    const followed = desk
      .follow(batch.record, (result) => tell(batch, result))
      .then(
        (state) => finish(batch, state),
        (error: unknown) => {
          // The provider keeps batches and their files for some weeks: what it has no more is asked again.
          if (error instanceof BatchCallFault && error.failure.kind === "not_found") finish(batch);
          else fail(itemsOf(batch), error);
        },
      )
      .finally(() => following.delete(followed));
    following.add(followed);
  }

  function itemsOf({ record }: OpenBatch): Waiting[] {
    return record.custom_ids
      .flatMap((id) => waiting.get(id) ?? [])
      .filter((item) => batches.get(item.id)?.record === record);
  }

  function tell(batch: OpenBatch, result: BatchResult): void {
    const item = waiting.get(result.id);
    if (item !== undefined && batches.get(result.id) === batch) read(item, result);
    else batch.spare?.set(result.id, result);
  }

  function read(item: Waiting, result: BatchResult): void {
    const got = readResult(result, item.request);
    if ("failure" in got) again(item, got.failure);
    else settle(item, () => item.reply.resolve(got));
  }

  /** Into the next batch, or given up. */
  function again(item: Waiting, failure: Failure): void {
    const most = failure.kind === "empty_reply" ? EMPTY_TRIES : pace.batches;
    if (++item.tries < most && isPassing(failure)) {
      batches.delete(item.id);
      gathering.add(item);
      return;
    }
    const error = givenUp(failure, { model, baseUrl, hideKey, reached: true });
    if (error.isForAll) end(error);
    else settle(item, () => item.reply.reject(error));
  }

  function finish(batch: OpenBatch, state?: BatchState): void {
    going.delete(batch);
    batch.missing = MISSING[state?.status ?? ""] ?? "missing_line";
    const left = itemsOf(batch);
    const errors = state?.status === "failed" ? state.errors : [];
    if (errors.some(({ code }) => NO_ROOM.test(code))) void waitForRoom(left);
    else if (errors.length > 0) refuse(batch, left, errors);
    else {
      refusals = 0;
      for (const item of left) again(item, { kind: batch.missing, detail: "the batch has no result for it" });
    }
  }

  /** The provider has more of ours in hand than it takes: later, and in smaller batches. */
  async function waitForRoom(items: readonly Waiting[]): Promise<void> {
    gathering.halve();
    for (const { id } of items) batches.delete(id);
    const wait = Math.min(LONGEST_NO_ROOM, pace.noRoom * 2 ** refusals++);
    await sleep(wait, undefined, { signal: stop.signal }).catch(() => undefined);
    if (over === undefined) for (const item of items) gathering.add(item);
  }

  function refuse(batch: OpenBatch, items: readonly Waiting[], errors: BatchState["errors"]): void {
    const detail = errors.map(({ code, message }) => `${code}: ${message}`).join("; ");
    // A batch of before may have been mended since then.
    if (batch.spare !== undefined) for (const item of items) again(item, { kind: "missing_line", detail });
    else fail(items, new BatchCallFault({ kind: "batch_failed", detail }, undefined));
  }

  /** Takes up the batch that it is in already, or puts it into the next one. */
  function place(item: Waiting): void {
    const batch = batches.get(item.id);
    const result = batch?.spare?.get(item.id);
    batch?.spare?.delete(item.id);
    if (batch === undefined) gathering.add(item);
    else if (result !== undefined) read(item, result);
    else if (batch.missing === undefined) follow(batch);
    else again(item, { kind: batch.missing, detail: "the batch has no result for it" });
  }

  return {
    async send(request, signal) {
      recovery ??= recover().catch(unrecovered);
      await recovery;
      signal?.throwIfAborted();
      if (over !== undefined) throw over;
      const url = `${prefix}/${isRaw(request.body) ? "completions" : "chat/completions"}`;
      const id = sha256(canonicalJson({ body: request.body, sample: request.sample })).slice(0, 32);
      const known = waiting.get(id);
      if (known !== undefined) return known.reply.promise;
      const line = JSON.stringify({ custom_id: id, method: "POST", url, body: request.body });
      const item: Waiting = { id, line, url, request, reply: Promise.withResolvers(), tries: 0 };
      waiting.set(id, item);
      place(item);
      return item.reply.promise;
    },
    pause() {
      const ids = [...going].map(({ record }) => record.batch_id);
      const left = waiting.size;
      end(
        new RunPausedError(
          ids.length === 0
            ? `stopped; ${left} requests were not sent yet`
            : `stopped; ${left} requests wait for batches that the provider goes on with: ${ids.join(", ")}`,
          "Run the same command again: it takes up what the provider has done by then and asks for nothing twice.",
        ),
      );
    },
    async close() {
      stop.abort();
      gathering.clear();
      await Promise.allSettled([...submitting, ...following]);
    },
  };
}
