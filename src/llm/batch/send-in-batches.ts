import { setTimeout as sleep } from "node:timers/promises";
import { EndpointError, RunPausedError } from "../../core/errors.ts";
import { type Failure, type FailureKind, isPassing } from "../endpoint/failure.ts";
import { givenUp } from "../endpoint/given-up.ts";
import type { SendRequest } from "../endpoint/wire-request.ts";
import type { BatchState } from "./batch-api.ts";
import { openBatchDesk } from "./batch-desk.ts";
import { BATCH_PACE, type BatchSending } from "./batch-options.ts";
import { createGathering } from "./gathering.ts";
import { BatchCallFault } from "./patiently.ts";
import { type BatchResult, readResult } from "./read-result.ts";
import { createWaitingRequests, type OpenBatch, type WaitingRequest } from "./waiting-requests.ts";

/** Sends requests in batches. */
export interface BatchSender {
  readonly send: SendRequest;
  /** Leaves batches that are on their way to themselves: requests that wait end with RunPausedError. */
  pause(): void;
  /** Waits until what is being handed in is handed in and noted. */
  close(): Promise<void>;
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
  const { model, baseUrl, hideKey } = options;
  const pace = { ...BATCH_PACE, ...options.pace };
  const stop = new AbortController();
  const desk = openBatchDesk(options, pace, stop.signal);
  const requests = createWaitingRequests(options.prefix);
  const going = new Set<OpenBatch>();
  const submitting = new Set<Promise<void>>();
  const following = new Set<Promise<void>>();
  const gathering = createGathering<WaitingRequest>(pace.quiet, pace.size, (items) => {
    const submission = submit(items).finally(() => submitting.delete(submission));
    submitting.add(submission);
  });
  let recovery: Promise<void> | undefined;
  let refusals = 0;
  let over: unknown;

  async function recover(): Promise<void> {
    for (const record of await desk.recover()) requests.open(record, new Map());
  }

  /** Nothing more comes of this sender. */
  function end(error: unknown): void {
    over ??= error;
    stop.abort(error);
    gathering.clear();
    requests.rejectAll(over);
  }

  async function submit(items: readonly WaitingRequest[]): Promise<void> {
    try {
      const batch = requests.open(await desk.submit(items, items[0]!.url));
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
  function fail(items: readonly WaitingRequest[], error: unknown): void {
    if (over !== undefined) return;
    const given = error instanceof BatchCallFault ? silenced(error.failure) : error;
    if (!(given instanceof EndpointError) || given.isForAll) end(given);
    else for (const item of items) requests.reject(item, given);
  }

  function silenced(failure: Failure): EndpointError {
    const kind = failure.kind === "bad_request" ? "batch_failed" : failure.kind;
    return givenUp({ ...failure, kind }, { model, baseUrl, hideKey, reached: requests.hasBatch });
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
          else fail(requests.itemsOf(batch), error);
        },
      )
      .finally(() => following.delete(followed));
    following.add(followed);
  }

  function tell(batch: OpenBatch, result: BatchResult): void {
    const item = requests.wanting(result.id, batch);
    if (item !== undefined) read(item, result);
    else batch.spare?.set(result.id, result);
  }

  function read(item: WaitingRequest, result: BatchResult): void {
    const got = readResult(result, item.request);
    if ("failure" in got) again(item, got.failure);
    else requests.resolve(item, got);
  }

  /** Into the next batch, or given up. */
  function again(item: WaitingRequest, failure: Failure): void {
    const most = failure.kind === "empty_reply" ? EMPTY_TRIES : pace.batches;
    if (++item.tries < most && isPassing(failure)) {
      requests.takeOut(item);
      gathering.add(item);
      return;
    }
    const error = givenUp(failure, { model, baseUrl, hideKey, reached: true });
    if (error.isForAll) end(error);
    else requests.reject(item, error);
  }

  function finish(batch: OpenBatch, state?: BatchState): void {
    going.delete(batch);
    batch.missing = MISSING[state?.status ?? ""] ?? "missing_line";
    const left = requests.itemsOf(batch);
    const errors = state?.status === "failed" ? state.errors : [];
    if (errors.some(({ code }) => NO_ROOM.test(code))) void waitForRoom(left);
    else if (errors.length > 0) refuse(batch, left, errors);
    else {
      refusals = 0;
      for (const item of left) again(item, { kind: batch.missing, detail: "the batch has no result for it" });
    }
  }

  /** The provider has more of ours in hand than it takes: later, and in smaller batches. */
  async function waitForRoom(items: readonly WaitingRequest[]): Promise<void> {
    gathering.halve();
    for (const item of items) requests.takeOut(item);
    const wait = Math.min(LONGEST_NO_ROOM, pace.noRoom * 2 ** refusals++);
    await sleep(wait, undefined, { signal: stop.signal }).catch(() => undefined);
    if (over === undefined) for (const item of items) gathering.add(item);
  }

  function refuse(batch: OpenBatch, items: readonly WaitingRequest[], errors: BatchState["errors"]): void {
    const detail = errors.map(({ code, message }) => `${code}: ${message}`).join("; ");
    // A batch of before may have been mended since then.
    if (batch.spare !== undefined) for (const item of items) again(item, { kind: "missing_line", detail });
    else fail(items, new BatchCallFault({ kind: "batch_failed", detail }, undefined));
  }

  /** Takes up the batch that it is in already, or puts it into the next one. */
  function place(item: WaitingRequest): void {
    const batch = requests.batchOf(item);
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
      const { item, isNew } = requests.take(request);
      if (isNew) place(item);
      return item.reply.promise;
    },
    pause: () => end(pausedBefore(requests.count, [...going])),
    async close() {
      stop.abort();
      gathering.clear();
      await Promise.allSettled([...submitting, ...following]);
    },
  };
}

function pausedBefore(left: number, going: readonly OpenBatch[]): RunPausedError {
  const ids = going.map(({ record }) => record.batch_id);
  return new RunPausedError(
    ids.length === 0
      ? `stopped; ${left} requests were not sent yet`
      : `stopped; ${left} requests wait for batches that the provider goes on with: ${ids.join(", ")}`,
    "Run the same command again: it takes up what the provider has done by then and asks for nothing twice.",
  );
}
