import type { Spending } from "../llm/cost/spending.ts";
import { equipped } from "./equipped.ts";
import { shardCount } from "./plan.ts";
import { playAll } from "./play-all.ts";
import { playUntilEnough } from "./play-until-enough.ts";
import { createProgressCount, type GenerateProgress } from "./progress-count.ts";
import { openRun, type RunFolder } from "./run-folder.ts";
import { readLedger, writeLedger } from "./run-ledger.ts";
import { addTallies, sealedManifest, sealedTallies, sealRun } from "./seal-run.ts";
import { type DoneShard, readDoneShard, removeLog } from "./seal-shard.ts";
import type { Tally } from "./tally.ts";
import type { PlayingOptions, Workplace } from "./workplace.ts";

/** Where to run a plan, and how. */
export interface GenerateOptions extends PlayingOptions {
  /** The run's folder. */
  readonly output: string;
  readonly onProgress?: ((progress: GenerateProgress) => void) | undefined;
}

/** What became of a run. */
export interface GenerateReport {
  readonly output: string;
  /** All episodes of the plan; where only the first so many are kept, those up to the last of them. */
  readonly all: Tally;
  /** Those in the dataset. */
  readonly kept: Tally;
  /** How many rows were asked for; null where all are kept. */
  readonly wanted: number | null;
  /** By who dropped them, then by reason. */
  readonly dropped: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly shards: number;
  /** What the calls of a served model took, earlier calls of the run included; null for one that comes with mat. */
  readonly spending: Spending | null;
  /** Templates of the library that no agent acts under, because they are for one step of the work. */
  readonly templates_left_out: number;
  /** What was there already: whole shards, episodes of other shards, and bytes at the ends of journals that were cut off. */
  readonly resumed: { readonly shards: number; readonly episodes: number; readonly torn_bytes: number };
}

/**
 * Plays all episodes of a plan and makes a dataset of them. Whatever stopped an earlier call with this output, this one goes
 * on from there: finished episodes are kept, unfinished ones take what they heard from the journal.
 * @throws {BusyError} when another process works on the run, or on a shard that is open
 * @throws {RunChangedError} when the run was begun with another plan
 * @throws {RunPausedError} when the signal stopped it
 */
export async function generate(place: Workplace, options: GenerateOptions): Promise<GenerateReport> {
  const { run, lock } = await openRun(options.output, place.plan);
  try {
    const { account } = place;
    const progress = createProgressCount(place.plan, options.onProgress, () => account?.spending);
    if (sealedManifest(run) === undefined) {
      const play = place.accept === undefined ? playAll : playUntilEnough;
      await equipped(place, (ready) => play(run, ready, options, progress)).finally(() => writeLedger(run, account));
    }
    const shards = doneShards(run);
    const manifest = sealedManifest(run) ?? (await sealRun(run, shards, account?.spending?.limits_fired));
    for (let shard = 0; shard < shardCount(run.plan); shard++) removeLog(run, shard);
    // The notes on shards are in the folder for work, which a whole run can do without.
    const isNoted = shards.length === manifest.shards.length;
    const { all, kept } = isNoted ? talliesOf(shards) : sealedTallies(manifest);
    return {
      output: options.output,
      all,
      kept,
      wanted: place.plan.accept?.rows ?? null,
      dropped: manifest.counts.by_reason,
      shards: manifest.shards.length,
      spending: readLedger(run),
      templates_left_out: place.leftOut ?? 0,
      resumed: progress.resumed,
    };
  } finally {
    lock.release();
  }
}

function talliesOf(shards: readonly DoneShard[]): { readonly all: Tally; readonly kept: Tally } {
  return { all: addTallies(shards.map(({ all }) => all)), kept: addTallies(shards.map(({ kept }) => kept)) };
}

/** The shards that are done, up to the first that is not. */
function doneShards(run: RunFolder): DoneShard[] {
  const shards: DoneShard[] = [];
  for (let shard = 0; shard < shardCount(run.plan); shard++) {
    const done = readDoneShard(run, shard);
    if (done === undefined) break;
    shards.push(done);
  }
  return shards;
}
