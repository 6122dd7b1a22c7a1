import { createFrontier, type Frontier } from "./frontier.ts";
import { type OpenShard, openShard } from "./open-shard.ts";
import { shardCount } from "./plan.ts";
import { playShards } from "./play-shards.ts";
import type { ProgressCount } from "./progress-count.ts";
import type { RunFolder } from "./run-folder.ts";
import { sealShard } from "./seal-shard.ts";
import { type PlayingOptions, scheduleOf, stageOf, unfinished, type Workplace } from "./workplace.ts";

/**
 * Plays episodes in the order of the plan until the first so many pass, and makes the files of all up to the last of these.
 * What was in flight then is played to its end and is not part of the data: which those are is a matter of chance.
 */
export async function playUntilEnough(
  run: RunFolder,
  place: Workplace,
  options: PlayingOptions,
  progress: ProgressCount,
): Promise<void> {
  const { plan } = run;
  const open = new Map<number, OpenShard>();
  const logOf = (episode: number) => open.get(Math.floor(episode / plan.shard_size))?.log;
  const frontier = createFrontier(await place.accept!(), plan.accept!.rows, plan.episodes, logOf);
  const advance = () => {
    frontier.advance();
    progress.accepted(frontier.accepted);
  };
  await playShards({
    run,
    shards: Array.from({ length: shardCount(plan) }, (_, shard) => shard),
    planned: scheduleOf(place),
    stage: stageOf(place),
    ...options,
    enough: () => frontier.full,
    onOpen(shard) {
      open.set(shard.number, shard);
      progress.opened(shard);
      advance();
    },
    onBegin: progress.begin,
    onEnd(summary) {
      progress.end(summary);
      advance();
    },
    onMiss: progress.miss,
    onDone: () => closeJudged(open, frontier),
  });
  if (!frontier.full && frontier.judged < plan.episodes) throw unfinished(place, progress);
  await sealJudged(run, place, frontier.judged);
}

/** Shards behind the frontier are not looked at again before the end: their files need not stay open. */
async function closeJudged(open: Map<number, OpenShard>, { judged }: Frontier): Promise<void> {
  for (const [number, shard] of open) {
    if (shard.end > judged) continue;
    open.delete(number);
    await shard.close();
  }
}

/** Judges all again from the first on, this time to write them. */
async function sealJudged(run: RunFolder, place: Workplace, judged: number): Promise<void> {
  const accept = await place.accept!();
  for (let number = 0; number * run.plan.shard_size < judged; number++) {
    const { first, end, log, close } = await openShard(run, number);
    try {
      const select = (text: string, episode: number, id: string) => accept(text, { id, row: episode + 1 });
      await sealShard(run, number, log, { first, end: Math.min(end, judged), select });
    } finally {
      await close();
    }
  }
}
