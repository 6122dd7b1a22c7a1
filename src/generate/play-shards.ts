import { BudgetSpentError } from "../core/errors.ts";
import type { EpisodeSummary } from "./episode-end.ts";
import { type EpisodeMiss, isMiss } from "./episode-miss.ts";
import { type OpenShard, openShard } from "./open-shard.ts";
import { playEpisode, type Stage } from "./play-episode.ts";
import type { RunFolder } from "./run-folder.ts";
import type { PlannedEpisode } from "./schedule.ts";

/** What to play, with what, and who is told. */
export interface PlayOptions {
  readonly run: RunFolder;
  /** Numbers of the shards that are not done, in the order in which to play them. */
  readonly shards: Iterable<number>;
  readonly planned: (number: number) => PlannedEpisode;
  readonly stage: Stage;
  /** How many episodes are played at once. */
  readonly concurrency: number;
  /** No more episodes are begun once this is aborted; those in flight are played to their ends. */
  readonly signal?: AbortSignal | undefined;
  /** No more are begun once this says so. */
  readonly enough?: (() => boolean) | undefined;
  readonly onOpen?: ((shard: OpenShard) => void) | undefined;
  readonly onBegin?: (() => void) | undefined;
  readonly onEnd?: ((summary: EpisodeSummary) => void) | undefined;
  /** What an episode needs from outside of mat failed it; others go on. */
  readonly onMiss: (error: EpisodeMiss) => void;
  /** A shard all of whose episodes are done; it is closed by whoever is told. */
  readonly onDone: (shard: OpenShard) => Promise<void>;
}

/**
 * Plays the episodes of shards, many at once, in the order of the plan as far as it goes: while the last ones of a shard are
 * in flight, the next shard's begin. The first failure stops it, once what is in flight has come to its end; all that is
 * done is saved in any case.
 */
export async function playShards(options: PlayOptions): Promise<void> {
  const opened = new Set<OpenShard>();
  const failures: unknown[] = [];
  let isSpent = false;
  const stopped = () =>
    failures.length > 0 || isSpent || options.signal?.aborted === true || options.enough?.() === true;
  const pending = pendingEpisodes(options, opened, stopped);
  const worker = async (): Promise<void> => {
    try {
      // Several workers ask one generator: it answers them one after the other.
      for (let next = await pending.next(); !next.done; next = await pending.next()) {
        if ((await play(options, next.value)) instanceof BudgetSpentError) isSpent = true;
        if (next.value.left.count === 0) forgetClosed(opened);
      }
    } catch (error) {
      failures.push(error);
    }
  };
  const workers = Math.min(options.concurrency, options.run.plan.episodes);
  await Promise.all(Array.from({ length: workers }, worker));
  for (const shard of opened) await shard.close().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

/** What a closed shard knows of its episodes is no use to anyone: a run may have thousands. */
function forgetClosed(opened: Set<OpenShard>): void {
  for (const shard of opened) if (shard.isClosed) opened.delete(shard);
}

interface PendingEpisode {
  readonly shard: OpenShard;
  readonly number: number;
  /** Episodes of the shard that have not come to their ends. */
  readonly left: { count: number };
}

async function* pendingEpisodes(
  options: PlayOptions,
  opened: Set<OpenShard>,
  stopped: () => boolean,
): AsyncGenerator<PendingEpisode, void> {
  for (const number of options.shards) {
    if (stopped()) return;
    const shard = await openShard(options.run, number);
    opened.add(shard);
    options.onOpen?.(shard);
    const left = { count: shard.pending.length };
    if (left.count === 0) await options.onDone(shard);
    for (const episode of shard.pending) {
      if (stopped()) return;
      yield { shard, number: episode, left };
    }
  }
}

function unlessForAll(error: unknown): EpisodeMiss {
  if (isMiss(error) && (!error.isForAll || error instanceof BudgetSpentError)) return error;
  throw error;
}

/** Plays one episode; gives why it is missing where it had no reply. */
async function play(options: PlayOptions, { shard, number, left }: PendingEpisode): Promise<EpisodeMiss | undefined> {
  options.onBegin?.();
  const played = await playEpisode(options.planned(number), options.stage, shard.log).catch(unlessForAll);
  if (isMiss(played)) {
    // Its shard stays open: the episode is played when the run goes on.
    options.onMiss(played);
    return played;
  }
  options.onEnd?.(played.summary);
  if (--left.count === 0) await options.onDone(shard);
  return undefined;
}
