import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { expect, test } from "vitest";
import { BudgetSpentError } from "../../../src/core/errors.ts";
import { countCosts } from "../../../src/llm/cost/count-costs.ts";
import { type Ledger, openLedger } from "../../../src/llm/cost/ledger.ts";
import { type Budget, withinBudget } from "../../../src/llm/cost/within-budget.ts";
import type { SendRequest, WireRequest } from "../../../src/llm/endpoint/wire-request.ts";

const PRICE = { prompt: 1, completion: 2 };
const REQUEST: WireRequest = {
  body: { model: "m", messages: [] },
  sample: 0,
  tokens: 100,
  read: () => ({ text: "", finish: "stop" }),
};

/** A server whose calls take so many tokens each, in turn. */
function server(tokens: (call: number) => number): SendRequest & { readonly calls: () => number } {
  let calls = 0;
  const send: SendRequest = async ({ read }) => {
    const prompt_tokens = tokens(calls++);
    await sleep(calls % 3);
    return { completion: { usage: { prompt_tokens, completion_tokens: 0 } }, reply: read({}) };
  };
  return Object.assign(send, { calls: () => calls });
}

async function spend(ledger: Ledger, send: SendRequest, budget: Budget, requests: number) {
  const limited = withinBudget(countCosts(send, ledger), ledger, budget, PRICE);
  const ends = await Promise.allSettled(Array.from({ length: requests }, () => limited(REQUEST)));
  for (const end of ends) if (end.status === "rejected") expect(end.reason).toBeInstanceOf(BudgetSpentError);
  return ends.filter(({ status }) => status === "fulfilled").length;
}

test("as many calls are made as fit, however many ask at once", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 100, max: 3000 }), async (asked, maxTokens) => {
      const ledger = await openLedger({ prices: new Map([["m", PRICE]]) });
      const send = server(() => 100);
      const byTokens = maxTokens % 2 === 0;
      const budget = byTokens ? { maxTokens } : { maxUsd: maxTokens / 1e6 };
      expect(await spend(ledger, send, budget, asked)).toBe(Math.min(asked, Math.floor(maxTokens / 100)));
      expect(ledger.spending.prompt_tokens).toBeLessThanOrEqual(maxTokens);
    }),
    { numRuns: 25 },
  );
});

test("calls that differ take no more than there is, and leave less than one of them", async () => {
  const ledger = await openLedger({});
  await spend(
    ledger,
    server((call) => 50 + (call % 11) * 10),
    { maxTokens: 5000 },
    200,
  );
  expect(ledger.spending.prompt_tokens).toBeGreaterThan(4800);
  expect(ledger.spending.prompt_tokens).toBeLessThanOrEqual(5000);
  expect(ledger.spending.limits_fired).toEqual(["max-tokens 5000"]);
});

test("what was spent before counts, and a larger budget goes on", async () => {
  const ledger = await openLedger({});
  const send = server(() => 100);
  expect(await spend(ledger, send, { maxTokens: 500 }, 9)).toBe(5);
  expect(await spend(ledger, send, { maxTokens: 500 }, 9)).toBe(0);
  expect(await spend(ledger, send, { maxTokens: 800 }, 9)).toBe(3);
  expect(send.calls()).toBe(8);
});

test("a call that fails gives its share back", async () => {
  const ledger = await openLedger({});
  let calls = 0;
  const flaky: SendRequest = async () => {
    calls++;
    throw new Error("no reply");
  };
  const limited = withinBudget(countCosts(flaky, ledger), ledger, { maxTokens: 150 });
  for (let call = 0; call < 3; call++) await expect(limited(REQUEST)).rejects.toThrow("no reply");
  expect(calls).toBe(3);
});

test("without a limit nothing stands in between", async () => {
  const send = server(() => 1);
  expect(withinBudget(send, await openLedger({}), {})).toBe(send);
});
