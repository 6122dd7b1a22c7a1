import { BudgetSpentError } from "../../core/errors.ts";
import type { SendRequest } from "../endpoint/wire-request.ts";
import type { Ledger } from "./ledger.ts";
import { costOf, type Price } from "./prices.ts";
import type { LargestCall, Spending } from "./spending.ts";

/** The most that a run may take, earlier calls and other processes included. */
export interface Budget {
  readonly maxUsd?: number | undefined;
  /** Of prompts and completions together. */
  readonly maxTokens?: number | undefined;
}

/** One limit of a budget: what is spent of it, the most that a call took, and what a request is foreseen to take. */
interface Limit {
  /** As it is said: `max-usd 5`. */
  readonly name: string;
  readonly most: number;
  spent(spending: Spending): number;
  largest(call: LargestCall): number;
  foreseen(tokens: number): number;
}

/** From so many calls on, what they took says more than what a request is foreseen to take. */
const ENOUGH_CALLS = 20;

const REFRESH_MILLISECONDS = 1000;

/**
 * Sends while the budget lasts. Each request in flight is counted as the largest call so far: near its end they wait for
 * each other, so that no more is spent unless one of the last is larger than all before. What is then left is less than such
 * a call takes, and each further request ends with BudgetSpentError.
 */
export function withinBudget(send: SendRequest, ledger: Ledger, budget: Budget, price?: Price): SendRequest {
  const limits = limitsOf(budget, price);
  if (limits.length === 0) return send;
  let inFlight = 0;
  let cameBack = Promise.withResolvers<void>();
  let refreshed = performance.now();

  async function refresh(): Promise<void> {
    if (performance.now() - refreshed < REFRESH_MILLISECONDS) return;
    refreshed = performance.now();
    await ledger.refresh();
  }

  function tooSmall(tokens: number): Limit | undefined {
    const { spending } = ledger;
    // A guess decides how many may be in flight, but not that the run ends, unless there is nothing else to go by.
    const isGuessed = spending.calls < (inFlight === 0 ? 1 : ENOUGH_CALLS);
    return limits.find(({ most, spent, largest, foreseen }) => {
      const guess = isGuessed ? foreseen(tokens) : 0;
      return spent(spending) + (inFlight + 1) * Math.max(guess, largest(ledger.largest)) > most;
    });
  }

  return async (request, signal) => {
    for (;;) {
      await refresh();
      signal?.throwIfAborted();
      const limit = tooSmall(request.tokens);
      if (limit === undefined) break;
      if (inFlight === 0) throw await spentError(ledger, limit);
      await cameBack.promise;
    }
    inFlight++;
    try {
      return await send(request, signal);
    } finally {
      inFlight--;
      cameBack.resolve();
      cameBack = Promise.withResolvers();
    }
  };
}

function limitsOf({ maxUsd, maxTokens }: Budget, price: Price | undefined): Limit[] {
  const usd: Limit[] =
    maxUsd === undefined
      ? []
      : [
          {
            name: `max-usd ${maxUsd}`,
            most: maxUsd,
            spent: (spending) => spending.usd ?? 0,
            largest: ({ usd }) => usd,
            foreseen: (tokens) => costOf(price!, usageOfPrompt(tokens)),
          },
        ];
  const tokens: Limit[] =
    maxTokens === undefined
      ? []
      : [
          {
            name: `max-tokens ${maxTokens}`,
            most: maxTokens,
            spent: (spending) => spending.prompt_tokens + spending.completion_tokens,
            largest: (call) => call.tokens,
            foreseen: (count) => count,
          },
        ];
  return [...usd, ...tokens];
}

function usageOfPrompt(tokens: number) {
  return { prompt_tokens: tokens, cached_tokens: 0, completion_tokens: 0, estimated: true };
}

async function spentError(ledger: Ledger, { name, spent, most }: Limit): Promise<BudgetSpentError> {
  await ledger.fire(name);
  const { spending } = ledger;
  const share = `${Number(spent(spending).toPrecision(4))} of ${most}, in ${spending.calls} calls`;
  return new BudgetSpentError(
    `the budget --${name} is spent: ${share}; one more might take too much`,
    "Run the same command with a larger budget to go on.",
  );
}
