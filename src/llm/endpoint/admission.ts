/** How a request ended, as far as it tells how much the server can do. */
export interface Outcome {
  readonly kind: "replied" | "pushed_back" | "failed";
  readonly milliseconds: number;
}

/** Lets so many requests to one server be in flight as it admits. */
export interface Admission {
  readonly limit: number;
  readonly inFlight: number;
  /** How long a request takes that is served, in milliseconds. */
  readonly roundTrip: number;
  /** Waits for a place. Throws the signal's reason. */
  enter(signal?: AbortSignal): Promise<void>;
  leave(outcome: Outcome): void;
}

/** What an {@link Admission} begins with. */
export interface AdmissionOptions {
  /** In flight at once, at most. */
  readonly most: number;
  /** The clock, in milliseconds; another one in tests. */
  readonly now?: () => number;
}

const FIRST_LIMIT = 64;
/** A window is one round trip, and long enough to tell a share from chance. */
const WINDOW_OUTCOMES = 20;
const WINDOW_MILLISECONDS = 20;
/** Below this, more refusals than usual are chance. */
const TOLERATED = 0.04;
/** A server that refuses more than this share of all requests, however few there are, is asked for less all the same. */
const USUAL_AT_MOST = 0.25;
const STEP = 0.06;
/** How fast a share that was seen is forgotten, so that a server that gets worse for good is not taken for overloaded. */
const FORGET = 0.01;

/**
 * An adaptive limit. Once a round trip it looks at what came back. While the server refuses no larger a share than usual, the
 * limit goes up: by one with each reply at first (twofold a round trip), by steps after the first time that it refused more.
 * Then the limit goes down to what was really served at once (Little's law: the sum of the times of served requests over the
 * time of the window). So a share of refusals that does not depend on the load, as random 429s are, lowers nothing. It also
 * goes down by a tenth where requests take more than twice as long as they did and no more of them are served for it.
 */
export function createAdmission({ most, now = () => performance.now() }: AdmissionOptions): Admission {
  const waiting: (() => void)[] = [];
  let limit = Math.min(FIRST_LIMIT, most);
  let inFlight = 0;
  let usual = USUAL_AT_MOST;
  let seeking = true;
  let quickest = Number.POSITIVE_INFINITY;
  let servedBefore = 0;
  let roundTrip = WINDOW_MILLISECONDS;
  let window = emptyWindow(now());

  function admitWaiting(): void {
    while (inFlight < limit && waiting.length > 0) {
      inFlight++;
      waiting.shift()!();
    }
  }

  function refusesMore(): boolean {
    const { replied, pushedBack } = window;
    const outcomes = replied + pushedBack;
    const chance = 2 * Math.sqrt((usual * (1 - usual)) / outcomes);
    return pushedBack / outcomes > usual + Math.max(TOLERATED, chance);
  }

  function closeWindow(elapsed: number): void {
    const { replied, pushedBack, repliedMilliseconds, wasFull } = window;
    const share = pushedBack / (replied + pushedBack);
    const mean = replied === 0 ? 0 : repliedMilliseconds / replied;
    const servedNow = replied / elapsed;
    if (refusesMore()) {
      seeking = false;
      // Where nothing at all was served there is nothing to go by.
      const served = replied === 0 ? limit / 2 : repliedMilliseconds / elapsed;
      limit = Math.max(1, Math.min(limit - 1, Math.ceil(served)));
    } else if (mean > 2 * quickest && servedNow < servedBefore * 1.02) {
      seeking = false;
      limit = Math.max(1, Math.floor(limit * 0.9));
    } else if (wasFull && !seeking) limit = Math.min(most, limit + Math.ceil(limit * STEP));
    usual = Math.min(USUAL_AT_MOST, share, usual + FORGET);
    if (replied > 0) quickest = Math.min(quickest * 1.02, mean);
    servedBefore = servedNow;
    window = emptyWindow(now());
  }

  return {
    get limit() {
      return limit;
    },
    get inFlight() {
      return inFlight;
    },
    get roundTrip() {
      return roundTrip;
    },
    async enter(signal) {
      signal?.throwIfAborted();
      if (inFlight < limit) {
        inFlight++;
        return;
      }
      window.wasFull = true;
      await new Promise<void>((resolve, reject) => {
        const admit = () => {
          signal?.removeEventListener("abort", leaveQueue);
          resolve();
        };
        const leaveQueue = () => {
          waiting.splice(waiting.indexOf(admit), 1);
          reject(signal!.reason);
        };
        waiting.push(admit);
        signal?.addEventListener("abort", leaveQueue, { once: true });
      });
    },
    leave({ kind, milliseconds }) {
      inFlight--;
      if (kind === "replied") {
        window.replied++;
        window.repliedMilliseconds += milliseconds;
        window.firstReply ??= now();
        if (seeking && window.wasFull && !refusesMore()) limit = Math.min(most, limit + 1);
      } else if (kind === "pushed_back") window.pushedBack++;
      const elapsed = now() - (window.firstReply ?? window.from);
      if (window.replied > 0) roundTrip = Math.max(WINDOW_MILLISECONDS, window.repliedMilliseconds / window.replied);
      // Refusals come at once, replies after a round trip, and often many together: a round trip from the first on has each once.
      const isWhole = window.replied > 0 ? elapsed >= roundTrip : inFlight === 0;
      if (window.replied + window.pushedBack >= WINDOW_OUTCOMES && isWhole) closeWindow(elapsed);
      admitWaiting();
    },
  };
}

interface Window {
  readonly from: number;
  firstReply?: number;
  replied: number;
  pushedBack: number;
  repliedMilliseconds: number;
  /** A request had to wait for a place. */
  wasFull: boolean;
}

function emptyWindow(from: number): Window {
  return { from, replied: 0, pushedBack: 0, repliedMilliseconds: 0, wasFull: false };
}
