import { setTimeout as sleep } from "node:timers/promises";

/** Keeps requests and tokens under caps by the minute. */
export interface Pace {
  /** Waits until a request with so many tokens (an estimate) may go. */
  wait(tokens: number, signal?: AbortSignal): Promise<void>;
  /** Corrects an estimate by what was really used. */
  correct(estimated: number, used: number): void;
}

/** Caps by the minute; absent: none. */
export interface PaceOptions {
  readonly requestsPerMinute?: number | undefined;
  readonly tokensPerMinute?: number | undefined;
}

const MINUTE = 60_000;
/** So much of a minute's share may go at once. */
const BURST = 1 / 30;

/** A pace with nothing saved up: at no time does a minute hold more than its cap and a thirtieth. */
export function createPace({ requestsPerMinute, tokensPerMinute }: PaceOptions): Pace {
  const requests = createBucket(requestsPerMinute);
  const tokens = createBucket(tokensPerMinute);
  return {
    async wait(estimated, signal) {
      const milliseconds = Math.max(requests.take(1), tokens.take(estimated));
      if (milliseconds > 0) await sleep(milliseconds, undefined, signal === undefined ? {} : { signal });
    },
    correct: (estimated, used) => tokens.give(estimated - used),
  };
}

function createBucket(perMinute: number | undefined) {
  if (perMinute === undefined) return { take: () => 0, give: () => undefined };
  let left = Math.max(1, perMinute * BURST);
  let at = performance.now();
  return {
    /** Takes so much, on credit if need be; gives how long to wait until it is paid. */
    take(amount: number): number {
      const now = performance.now();
      left = Math.min(Math.max(1, perMinute * BURST), left + ((now - at) * perMinute) / MINUTE);
      at = now;
      left -= amount;
      return left >= 0 ? 0 : (-left * MINUTE) / perMinute;
    },
    give(amount: number): void {
      left += amount;
    },
  };
}
