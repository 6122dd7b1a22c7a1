import { costOf, type Price } from "./prices.ts";
import type { Usage } from "./usage.ts";

/** What completions took together. */
export interface Spent {
  /** Completions that a server sent. */
  readonly calls: number;
  readonly prompt_tokens: number;
  /** Of the prompt tokens, those that the server had in its own cache. */
  readonly cached_tokens: number;
  readonly completion_tokens: number;
  /** Of the calls, those whose tokens the server did not count: they are counted by the length of the texts. */
  readonly estimated_calls: number;
  /** Null where the price of a model is not known. */
  readonly usd: number | null;
}

/** What a run took so far, earlier calls of it included. */
export interface Spending extends Spent {
  /** Replies that came from the cache of completions, and cost nothing. */
  readonly cache_hits: number;
  readonly by_model: Readonly<Record<string, Spent>>;
  /** Budgets that were spent, such as `max-usd 5`, in the order in which that happened. */
  readonly limits_fired: readonly string[];
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** The most that one call took. */
export interface LargestCall {
  readonly tokens: number;
  readonly usd: number;
}

/** A spending that still counts. */
export interface SpendingCount {
  /** It grows. */
  readonly spending: Spending;
  /** It grows. */
  readonly largest: LargestCall;
  spend(model: string, usage: Usage): void;
  hit(replies: number): void;
  fire(limit: string): void;
}

/** A count at nothing. `prices` are those of the models that are known. */
export function countSpending(prices: ReadonlyMap<string, Price>): SpendingCount {
  const byModel: Record<string, Writable<Spent>> = {};
  const limits: string[] = [];
  const hasPrices = prices.size > 0;
  const sum: Writable<Spending> = { ...nothing(hasPrices), cache_hits: 0, by_model: byModel, limits_fired: limits };
  const largest: Writable<LargestCall> = { tokens: 0, usd: 0 };
  return {
    spending: sum,
    largest,
    spend(model, usage) {
      const price = prices.get(model);
      const cost = price === undefined ? null : costOf(price, usage);
      if (!Object.hasOwn(byModel, model)) byModel[model] = nothing(hasPrices);
      largest.tokens = Math.max(largest.tokens, usage.prompt_tokens + usage.completion_tokens);
      largest.usd = Math.max(largest.usd, cost ?? 0);
      for (const part of [sum, byModel[model]!]) add(part, usage, cost);
    },
    hit(replies) {
      sum.cache_hits += replies;
    },
    fire(limit) {
      if (!limits.includes(limit)) limits.push(limit);
    },
  };
}

function nothing(hasPrices: boolean): Writable<Spent> {
  const usd = hasPrices ? 0 : null;
  return { calls: 0, prompt_tokens: 0, cached_tokens: 0, completion_tokens: 0, estimated_calls: 0, usd };
}

function add(to: Writable<Spent>, usage: Usage, cost: number | null): void {
  to.calls++;
  to.prompt_tokens += usage.prompt_tokens;
  to.cached_tokens += usage.cached_tokens;
  to.completion_tokens += usage.completion_tokens;
  if (usage.estimated) to.estimated_calls++;
  to.usd = to.usd === null || cost === null ? null : to.usd + cost;
}
