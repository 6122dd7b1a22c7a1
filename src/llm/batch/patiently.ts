import { setTimeout as sleep } from "node:timers/promises";
import { type Failure, failureOf, isPassing } from "../endpoint/failure.ts";

/** A call to a provider's batch API that was given up. */
export class BatchCallFault extends Error {
  readonly failure: Failure;
  constructor(failure: Failure, cause: unknown) {
    super(failure.detail, { cause });
    this.failure = failure;
  }
}

/** How long calls are tried: a batch takes hours, and an outage of some minutes should not lose it. */
export interface CallPatience {
  readonly tries: number;
  readonly firstWait: number;
  readonly longestWait: number;
}

/** A provider may ask for any wait; it is asked again after an hour. */
const LONGEST_TOLD = 3_600_000;

/** Makes a call until it works. Throws BatchCallFault where asking again does not help, and the signal's reason. */
export async function patiently<T>(call: () => Promise<T>, patience: CallPatience, signal: AbortSignal): Promise<T> {
  for (let tries = 1; ; tries++) {
    signal.throwIfAborted();
    try {
      return await call();
    } catch (error) {
      const failure = failureOf(error);
      if (failure === undefined) throw error;
      if (tries >= patience.tries || !isPassing(failure)) throw new BatchCallFault(failure, error);
      const wait = failure.waitMilliseconds ?? Math.min(patience.longestWait, patience.firstWait * 2 ** (tries - 1));
      await sleep(Math.min(LONGEST_TOLD, wait), undefined, { signal });
    }
  }
}
