import { setTimeout as sleep } from "node:timers/promises";
import { RunPausedError } from "../../core/errors.ts";
import type { JsonObject } from "../../core/json/value.ts";
import type { Endpoint } from "./endpoint.ts";
import { type Failure, type FailureKind, failureOf, isPassing, isPushBack } from "./failure.ts";
import { givenUp } from "./given-up.ts";
import type { SendRequest, WireReply, WireRequest } from "./wire-request.ts";

/** Servers of one model. */
export interface EndpointSending {
  readonly model: string;
  /** At least one; they serve the same model. */
  readonly endpoints: readonly Endpoint[];
  readonly patience?: Partial<Patience> | undefined;
  /** Once aborted nothing is asked again: requests that wait for that end with RunPausedError, those in flight are finished. */
  readonly stop?: AbortSignal | undefined;
  /** Told of each completion that came and is no reply: the server counts it all the same. */
  readonly onFaulty?: ((request: WireRequest, completion: unknown) => void) | undefined;
}

/** How long a request is tried. */
export interface Patience {
  /** Tries after which a request is given up that fails in other ways than being refused for load. */
  readonly tries: number;
  /** Milliseconds of being refused for load (429, 503) after which it is given up. */
  readonly refusedMilliseconds: number;
  /** The first wait before another try; further ones are longer, up to the longest. */
  readonly firstWait: number;
  readonly longestWait: number;
}

/** Patience with a server that restarts, or whose queue is long. */
export const PATIENCE: Patience = { tries: 8, refusedMilliseconds: 1_800_000, firstWait: 500, longestWait: 30_000 };

/** How long an endpoint is left alone that cannot be reached, or that failed so often in a row: others may do better. */
const REST_MILLISECONDS = 10_000;
const FAILURES_IN_A_ROW = 3;
const LONGEST_HOLD = 1000;
const NEVER = new AbortController().signal;
/** A reply that says nothing may be the model's last word: it is asked this often. */
const EMPTY_TRIES = 3;

/**
 * Sends requests to servers. They wait for a place at the endpoint with the most room; what fails in passing is tried again,
 * here and not in a second pass, while others go on.
 */
export function sendToEndpoints(options: EndpointSending): SendRequest {
  const { model, endpoints, onFaulty, stop = NEVER } = options;
  const patience = { ...PATIENCE, ...options.patience };
  /** Whether any request had a reply yet: without one, a server that cannot be reached is not there. */
  let reached = false;

  async function attempt(
    endpoint: Endpoint,
    request: WireRequest,
    signal?: AbortSignal,
  ): Promise<WireReply | { failure: Failure }> {
    const { body, read, tokens: estimate } = request;
    let completion: unknown;
    await endpoint.admission.enter(signal);
    let started = performance.now();
    let kind: "replied" | "pushed_back" | "failed" = "failed";
    try {
      await endpoint.pace.wait(estimate, signal);
      started = performance.now();
      completion = await endpoint.send(body, signal);
      const reply = read(completion);
      const { prompt_tokens, completion_tokens } = reply.usage ?? { prompt_tokens: estimate, completion_tokens: 0 };
      endpoint.pace.correct(estimate, prompt_tokens + completion_tokens);
      kind = "replied";
      reached = true;
      endpoint.failures = 0;
      return { completion: completion as JsonObject, reply };
    } catch (error) {
      signal?.throwIfAborted();
      const failure = failureOf(error);
      if (failure === undefined) throw error;
      if (completion !== undefined) onFaulty?.(request, completion);
      if (isPushBack(failure)) {
        kind = "pushed_back";
        // Its place is not free at once: otherwise one place too many would be refused a thousand times a second.
        await pause(Math.min(LONGEST_HOLD, endpoint.admission.roundTrip / 3), signal);
      } else if (isPassing(failure)) endpoint.failures++;
      if (failure.waitMilliseconds !== undefined) rest(endpoint, failure.waitMilliseconds);
      if (failure.kind === "unreachable" || endpoint.failures >= FAILURES_IN_A_ROW) {
        rest(endpoint, REST_MILLISECONDS);
        endpoint.failures = 0;
      }
      return { failure };
    } finally {
      endpoint.admission.leave({ kind, milliseconds: performance.now() - started });
    }
  }

  return async (request, signal) => {
    let refusedSince: number | undefined;
    const retries: Record<string, number> = {};
    for (let tries = 1, refusals = 0; ; ) {
      const endpoint = roomiest(endpoints);
      const got = await attempt(endpoint, request, signal);
      if (!("failure" in got)) return withRetries(got, retries);
      const { failure } = got;
      if (isPushBack(failure)) refusedSince ??= performance.now();
      // What one server asks to wait is nothing to the others.
      const told = Math.min(failure.waitMilliseconds ?? 0, untilAwake(endpoints));
      const isOver = isPushBack(failure)
        ? performance.now() + told - refusedSince! > patience.refusedMilliseconds
        : ++tries > triesFor(failure.kind, patience, reached) || told > patience.refusedMilliseconds;
      if (isOver || !isPassing(failure)) {
        const { baseUrl, hideKey } = endpoint;
        throw givenUp(withWait(failure, patience), { model, baseUrl, hideKey, reached });
      }
      retries[failure.kind] = (retries[failure.kind] ?? 0) + 1;
      // Load is what the limit sees to: a request that is refused by chance goes again soon, and less soon each time, since the
      // server may refuse all for a minute. Others wait twice as long each time.
      const wait = isPushBack(failure)
        ? Math.min(patience.firstWait, endpoint.admission.roundTrip) * 1.5 ** refusals++
        : patience.firstWait * 2 ** (tries - 2);
      const whole = Math.max(told, unevenly(Math.min(wait, patience.longestWait)));
      await pause(whole, signal === undefined ? stop : AbortSignal.any([signal, stop])).catch((error: unknown) => {
        signal?.throwIfAborted();
        throw stop.aborted ? stoppedWaiting(failure) : error;
      });
    }
  };
}

function stoppedWaiting({ kind }: Failure): RunPausedError {
  return new RunPausedError(
    `stopped while requests waited to be sent again (${kind}); all that is done is saved`,
    "Run the same command again to go on.",
  );
}

/** Endpoints that rest get nothing while another one is awake. */
function rest(endpoint: Endpoint, milliseconds: number): void {
  endpoint.restingUntil = Math.max(endpoint.restingUntil, performance.now() + milliseconds);
}

/** The failure, with the wait that was asked for where that is why it was given up. */
function withWait(failure: Failure, { refusedMilliseconds }: Patience): Failure {
  const { detail, waitMilliseconds = 0 } = failure;
  if (waitMilliseconds <= refusedMilliseconds) return failure;
  return { ...failure, detail: `${detail} (it asks to wait ${Math.ceil(waitMilliseconds / 1000)} seconds)` };
}

function withRetries(got: WireReply, retries: Readonly<Record<string, number>>): WireReply {
  if (Object.keys(retries).length === 0) return got;
  return { ...got, reply: { ...got.reply, retries } };
}

async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, signal === undefined ? {} : { signal });
}

function triesFor(kind: FailureKind, { tries }: Patience, reached: boolean): number {
  if (kind === "unreachable" && !reached) return Math.min(tries, 3);
  return kind === "empty_reply" ? Math.min(tries, EMPTY_TRIES) : tries;
}

/** Not all at the same moment. */
function unevenly(milliseconds: number): number {
  return milliseconds * (0.5 + Math.random() / 2);
}

/** Milliseconds until the first of them rests no more. */
function untilAwake(endpoints: readonly Endpoint[]): number {
  return Math.max(0, Math.min(...endpoints.map(({ restingUntil }) => restingUntil)) - performance.now());
}

/** The endpoint with the most room for its weight, of those that can be reached. */
function roomiest(endpoints: readonly Endpoint[]): Endpoint {
  const now = performance.now();
  const awake = endpoints.filter(({ restingUntil }) => restingUntil <= now);
  const load = ({ admission, weight }: Endpoint) => (admission.inFlight + 1) / (Math.max(1, admission.limit) * weight);
  return (awake.length > 0 ? awake : endpoints).reduce((best, one) => (load(one) < load(best) ? one : best));
}
