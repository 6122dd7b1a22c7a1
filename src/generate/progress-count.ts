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
  /** Episodes that this call finished, per second. */
  readonly per_second: number;
  /** Undefined until one is finished. */
  readonly seconds_left?: number;
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
  accepted(rows: number): void;
}

/** So many episodes in a row that could not be played: no other would fare better. */
const MOST_MISSES_IN_A_ROW = 20;

/** Counts along a plan, and tells of every change. */
export function createProgressCount(plan: Plan, tell: (progress: GenerateProgress) => void = () => {}): ProgressCount {
  const started = performance.now();
  const { tally, count, add } = createCounter();
  const resumed = { shards: 0, episodes: 0, torn_bytes: 0 };
  let inFlight = 0;
  let accepted: number | null = plan.accept === null ? null : 0;
  let fresh = 0;
  const missing: Record<string, number> = {};
  let missesInARow = 0;

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
    miss(error: EpisodeMiss) {
      inFlight--;
      missing[error.reason] = (missing[error.reason] ?? 0) + 1;
      report();
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
