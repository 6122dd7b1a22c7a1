import { BudgetSpentError } from "../core/errors.ts";
import type { Spending } from "../llm/cost/spending.ts";
import type { EpisodeSummary } from "./episode-end.ts";
import type { EpisodeMiss } from "./episode-miss.ts";
import type { OpenShard } from "./open-shard.ts";
import type { Plan } from "./plan.ts";
import { createCounter, type Tally } from "./tally.ts";

/** How far a run is. */
export interface GenerateProgress {
  /** Episodes that are done, those of earlier calls included. */
  readonly episodes: number;
  readonly of: number;
  readonly in_flight: number;
  /** With the full reward. */
  readonly solved: number;
  /** Rows accepted so far; null where all are kept. */
  readonly accepted: number | null;
  /** Ends of episodes by the name of the stop. */
  readonly stops: Readonly<Record<string, number>>;
  /** Episodes that a model's server or an environment outside of mat failed, by reason: they are still to be played. */
  readonly missing: Readonly<Record<string, number>>;
  readonly tokens: number;
  /** What the calls of a served model take; absent for one that comes with mat. */
  readonly spending?: SpendingForecast;
  /** Episodes that this call finished, per second. */
  readonly per_second: number;
  /** Undefined until one is finished. */
  readonly seconds_left?: number;
}

/** What a run has taken so far, and what it will have taken at its end if it goes on like that. */
export interface SpendingForecast {
  readonly calls: number;
  readonly cache_hits: number;
  readonly tokens: number;
  /** Null without a file of prices. */
  readonly usd: number | null;
  /** Undefined until an episode is done. */
  readonly expected_tokens?: number;
  readonly expected_usd?: number;
}

/** Counts along while episodes are played. */
export interface ProgressCount {
  /** Episodes that are done. */
  readonly finished: number;
  /** What was there already. */
  readonly resumed: { readonly shards: number; readonly episodes: number; readonly torn_bytes: number };
  shardDone(all: Tally): void;
  opened(shard: OpenShard): void;
  begin(): void;
  end(summary: EpisodeSummary): void;
  /** An episode could not be played. Throws its error when that has happened too often in a row for others to fare better. */
  miss(error: EpisodeMiss): void;
  readonly missing: Readonly<Record<string, number>>;
  /** What the first of these ended with. */
  readonly firstMiss: EpisodeMiss | undefined;
  /** Why nothing more is asked, once a budget is spent. */
  readonly spent: BudgetSpentError | undefined;
  accepted(rows: number): void;
}

/** So many episodes in a row that could not be played: no other would fare better. */
const MOST_MISSES_IN_A_ROW = 20;

/** Failures that say nothing of how the server is. */
const NOT_OF_THE_SERVER = new Set(["not_recorded", "budget_spent"]);

/** Counts along a plan, and tells of every change. `spending` says what the model's calls took so far. */
export function createProgressCount(
  plan: Plan,
  tell: (progress: GenerateProgress) => void = () => {},
  spending: () => Spending | undefined = () => undefined,
): ProgressCount {
  const started = performance.now();
  const { tally, count, add } = createCounter();
  const resumed = { shards: 0, episodes: 0, torn_bytes: 0 };
  let inFlight = 0;
  let accepted: number | null = plan.accept === null ? null : 0;
  let fresh = 0;
  const missing: Record<string, number> = {};
  let firstMiss: EpisodeMiss | undefined;
  let missesInARow = 0;
  let spent: BudgetSpentError | undefined;

  /** How much of the run is done, an episode that is in flight counted as half of one. */
  function share(): number {
    const played = (tally.episodes + inFlight / 2) / plan.episodes;
    return Math.max(played, accepted === null ? 0 : accepted / plan.accept!.rows);
  }

  function report(): void {
    const perSecond = (fresh * 1000) / Math.max(1, performance.now() - started);
    tell({
      episodes: tally.episodes,
      of: plan.episodes,
      in_flight: inFlight,
      solved: tally.solved,
      accepted,
      stops: Object.fromEntries(Object.entries(tally.by.stop).map(([name, { episodes }]) => [name, episodes])),
      missing,
      ...forecastOf(spending(), tally.episodes === 0 ? undefined : share()),
      tokens: tally.prompt_tokens + tally.completion_tokens,
      per_second: Math.round(perSecond * 10) / 10,
      ...(fresh > 0 && { seconds_left: Math.ceil((plan.episodes - tally.episodes) / perSecond) }),
    });
  }

  return {
    get finished() {
      return tally.episodes;
    },
    resumed,
    shardDone(all) {
      resumed.shards++;
      add(all);
    },
    opened({ first, end, log }) {
      resumed.torn_bytes += log.torn;
      for (let episode = first; episode < end; episode++) {
        const known = log.endOf(episode);
        if (known === undefined) continue;
        resumed.episodes++;
        count(known.summary);
      }
    },
    begin() {
      inFlight++;
      report();
    },
    missing,
    get firstMiss() {
      return firstMiss;
    },
    get spent() {
      return spent;
    },
    miss(error: EpisodeMiss) {
      inFlight--;
      missing[error.reason] = (missing[error.reason] ?? 0) + 1;
      firstMiss ??= error;
      report();
      if (error instanceof BudgetSpentError) spent = error;
      if (NOT_OF_THE_SERVER.has(error.reason)) return;
      if (++missesInARow >= MOST_MISSES_IN_A_ROW) throw error;
    },
    end(summary) {
      inFlight--;
      missesInARow = 0;
      fresh++;
      count(summary);
      report();
    },
    accepted(rows) {
      accepted = rows;
    },
  };
}

function forecastOf(spending: Spending | undefined, share: number | undefined): { spending?: SpendingForecast } {
  if (spending === undefined) return {};
  const { calls, cache_hits, usd } = spending;
  const tokens = spending.prompt_tokens + spending.completion_tokens;
  const expected = {
    ...(share !== undefined && { expected_tokens: Math.round(tokens / share) }),
    ...(share !== undefined && usd !== null && { expected_usd: usd / share }),
  };
  return { spending: { calls, cache_hits, tokens, usd, ...expected } };
}
