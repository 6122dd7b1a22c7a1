import { createRandom } from "../../src/core/random.ts";
import type { Fault, FaultPlan } from "./fault.ts";

/** Faults by the number of the request; `undefined` in the list, and all that comes after it, is answered well. */
export function inOrder(...faults: readonly (Fault | undefined)[]): FaultPlan {
  return ({ number }) => faults[number];
}

/** A share of the requests meets a fault, by a seed; a request meets the fault that its number is drawn for. */
export function atRandom(
  seed: number,
  shares: readonly { readonly fault: Fault; readonly share: number }[],
): FaultPlan {
  const random = createRandom(seed, "faults");
  return () => {
    let left = random.below(1_000_000) / 1_000_000;
    for (const { fault, share } of shares) {
      if (left < share) return fault;
      left -= share;
    }
    return undefined;
  };
}

/** A storm: all requests that arrive in a time, in milliseconds since the server started, meet a fault. */
export function between(from: number, to: number, fault: Fault): FaultPlan {
  return ({ at }) => (at >= from && at < to ? fault : undefined);
}
