import type { EpisodeSummary } from "./episode-end.ts";
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
  accepted(rows: number): void;
}

/** Counts along a plan, and tells of every change. */
export function createProgressCount(plan: Plan, tell: (progress: GenerateProgress) => void = () => {}): ProgressCount {
  const started = performance.now();
  const { tally, count, add } = createCounter();
  const resumed = { shards: 0, episodes: 0, torn_bytes: 0 };
  let inFlight = 0;
  let accepted: number | null = plan.accept === null ? null : 0;
  let fresh = 0;

  function report(): void {
    const perSecond = (fresh * 1000) / Math.max(1, performance.now() - started);
    tell({
      episodes: tally.episodes,
      of: plan.episodes,
      in_flight: inFlight,
      solved: tally.solved,
      accepted,
      stops: Object.fromEntries(Object.entries(tally.by.stop).map(([name, { episodes }]) => [name, episodes])),
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
    end(summary) {
      inFlight--;
      fresh++;
      count(summary);
      report();
    },
    accepted(rows) {
      accepted = rows;
    },
  };
}
