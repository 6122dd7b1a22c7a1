import type { OpenShard } from "./open-shard.ts";
import { shardCount } from "./plan.ts";
import { playShards } from "./play-shards.ts";
import type { ProgressCount } from "./progress-count.ts";
import type { RunFolder } from "./run-folder.ts";
import { readDoneShard, removeLog, sealShard } from "./seal-shard.ts";
import { type PlayingOptions, scheduleOf, stageOf, unfinished, type Workplace } from "./workplace.ts";

/** Plays all shards that are not done, and makes each one's files when its last episode is done. */
export async function playAll(
  run: RunFolder,
  place: Workplace,
  options: PlayingOptions,
  progress: ProgressCount,
): Promise<void> {
  const open = openShards(run, progress);
  await playShards({
    run,
    shards: open,
    planned: scheduleOf(place),
    stage: stageOf(place),
    ...options,
    onOpen: progress.opened,
    onBegin: progress.begin,
    onEnd: progress.end,
    onMiss: progress.miss,
    onDone: (shard) => sealWhole(run, shard),
  });
  if (open.some((shard) => readDoneShard(run, shard) === undefined)) throw unfinished(place, progress);
}

/** Makes the files of a shard of which all episodes are kept, and closes it. */
export async function sealWhole(run: RunFolder, { number, first, end, log, close }: OpenShard): Promise<void> {
  await sealShard(run, number, log, { first, end, select: (text) => ({ kind: "kept", text }) });
  await close();
  removeLog(run, number);
}

function openShards(run: RunFolder, progress: ProgressCount): number[] {
  const open: number[] = [];
  for (let shard = 0; shard < shardCount(run.plan); shard++) {
    const done = readDoneShard(run, shard);
    if (done === undefined) open.push(shard);
    else progress.shardDone(done.all);
  }
  return open;
}
