import { expect, test } from "vitest";
import { createRandom } from "../../../src/core/random.ts";
import { createAdmission } from "../../../src/llm/endpoint/admission.ts";

/** A server in model time: so many requests at once, a latency that may depend on the load, a share refused by chance. */
interface Model {
  readonly cap?: number;
  readonly refused?: number;
  readonly latency?: (inFlight: number) => number;
  readonly most?: number;
}

/** Lets a queue that never ends go through an admission for some model seconds; gives its limits over the last half. */
async function run({ cap = Number.POSITIVE_INFINITY, refused = 0, latency = () => 200, most = 256 }: Model) {
  let clock = 0;
  const admission = createAdmission({ most, now: () => clock });
  const random = createRandom(1, "admission");
  const events: { at: number; kind: "replied" | "pushed_back"; milliseconds: number }[] = [];
  const limits: number[] = [];
  let working = 0;
  const arrive = () => {
    const isRefused = working >= cap || random.below(1000) < refused * 1000;
    const milliseconds = isRefused ? 1 : latency(working + 1);
    if (!isRefused) working++;
    events.push({ at: clock + milliseconds, kind: isRefused ? "pushed_back" : "replied", milliseconds });
  };
  const refill = async () => {
    // One more than there is room for waits, so that the limit is known to be reached.
    while (queued < 1 || admission.inFlight < admission.limit) {
      queued++;
      void admission.enter().then(() => {
        queued--;
        arrive();
      });
      await Promise.resolve();
      await Promise.resolve();
      if (queued > 0) break;
    }
  };
  let queued = 0;
  await refill();
  for (let turn = 0; turn < 60_000 && clock < 40_000; turn++) {
    events.sort((one, other) => one.at - other.at);
    const event = events.shift()!;
    clock = Math.max(clock, event.at);
    if (event.kind === "replied") working--;
    admission.leave(event);
    await Promise.resolve();
    await Promise.resolve();
    while (queued === 0) await refill();
    if (clock > 20_000) limits.push(admission.limit);
  }
  return { limits, mean: limits.reduce((sum, limit) => sum + limit, 0) / limits.length };
}

test("a server without a limit gets as many as are allowed", async () => {
  expect((await run({ most: 64 })).mean).toBeGreaterThan(63);
});

test("a cap is found and kept, from above and from below", async () => {
  const { mean } = await run({ cap: 32 });
  expect(mean).toBeGreaterThan(28);
  expect(mean).toBeLessThan(40);
  expect((await run({ cap: 5 })).mean).toBeLessThan(9);
});

test("a tenth of all requests refused by chance lowers nothing", async () => {
  expect((await run({ refused: 0.1, most: 64 })).mean).toBeGreaterThan(56);
});

test("a server that only gets slower is not driven on", async () => {
  // It works on sixteen at a time; all others wait their turn.
  const { mean } = await run({ latency: (inFlight) => 100 * Math.max(1, inFlight / 16) });
  expect(mean).toBeLessThan(160);
});
