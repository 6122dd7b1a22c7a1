import { UsageError } from "../core/errors.ts";
import type { Spending } from "../llm/cost/spending.ts";
import { equipped } from "./equipped.ts";
import { shardCount } from "./plan.ts";
import { sealWhole } from "./play-all.ts";
import { playShards } from "./play-shards.ts";
import { createProgressCount, type GenerateProgress } from "./progress-count.ts";
import { runFolder } from "./run-folder.ts";
import { readDoneShard } from "./seal-shard.ts";
import { type PlayingOptions, scheduleOf, stageOf, unfinished, type Workplace } from "./workplace.ts";

/** Which shard of which run to play. */
export interface WorkShardOptions extends PlayingOptions {
  /** The run's folder, with its plan. */
  readonly run: string;
  /** From 0. */
  readonly shard: number;
  readonly onProgress?: ((progress: GenerateProgress) => void) | undefined;
}

/** What became of a shard. */
export interface WorkShardReport {
  readonly run: string;
  readonly shard: number;
  readonly episodes: number;
  /** It was done already. */
  readonly known: boolean;
  /** What the whole run took so far, where its model is served; null otherwise. */
  readonly spending: Spending | null;
}

/**
 * Plays one shard of a run to its end, so that many processes or machines can share a run; `generate` with the same plan then
 * makes the dataset. Doing it again changes nothing.
 * @throws {BusyError} when another process works on the shard
 */
export async function workShard(place: Workplace, options: WorkShardOptions): Promise<WorkShardReport> {
  const { shard } = options;
  const run = runFolder(options.run, place.plan);
  requireShard(place, shard);
  const report = (episodes: number, known: boolean) => ({
    run: options.run,
    shard,
    episodes,
    known,
    spending: place.account?.spending ?? null,
  });
  const before = readDoneShard(run, shard);
  if (before !== undefined) return report(before.all.episodes, true);
  const progress = createProgressCount(place.plan, options.onProgress, () => place.account?.spending);
  let done = 0;
  await equipped(place, (ready) =>
    playShards({
      run,
      shards: [shard],
      planned: scheduleOf(ready),
      stage: stageOf(ready),
      concurrency: options.concurrency,
      signal: options.signal,
      onOpen: progress.opened,
      onBegin: progress.begin,
      onEnd: progress.end,
      onMiss: progress.miss,
      async onDone(open) {
        // Which episodes are kept depends on all shards before this one: then its files are for `generate` to make.
        await (place.accept === undefined ? sealWhole(run, open) : open.close());
        done = open.end - open.first;
      },
    }),
  );
  await place.account?.refresh();
  if (done === 0) throw unfinished(place, progress);
  return report(done, progress.resumed.episodes === done);
}

function requireShard({ plan }: Workplace, shard: number): void {
  const count = shardCount(plan);
  if (Number.isInteger(shard) && shard >= 0 && shard < count) return;
  throw new UsageError(`the run has no shard ${shard}`, `Its shards are 0 to ${count - 1}.`);
}
