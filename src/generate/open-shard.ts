import { shardRange } from "./plan.ts";
import { lockShard, type RunFolder } from "./run-folder.ts";
import { openShardLog, type ShardLog } from "./shard-log.ts";

/** A shard that this process works on. */
export interface OpenShard {
  readonly number: number;
  readonly first: number;
  readonly end: number;
  readonly log: ShardLog;
  /** Episodes that were not done when it was opened. */
  readonly pending: readonly number[];
  readonly isClosed: boolean;
  /** Saves what it has and lets others work on it. */
  close(): Promise<void>;
}

/** Takes a shard and reads its journal. Throws BusyError where another process works on it. */
export async function openShard(run: RunFolder, number: number): Promise<OpenShard> {
  const lock = lockShard(run, number);
  const { first, end } = shardRange(run.plan, number);
  try {
    const log = await openShardLog(run.log(number));
    let closed: Promise<void> | undefined;
    return {
      number,
      first,
      end,
      log,
      pending: numbers(first, end).filter((episode) => log.endOf(episode) === undefined),
      get isClosed() {
        return closed !== undefined;
      },
      close: () => (closed ??= log.close().finally(lock.release)),
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

function numbers(first: number, end: number): number[] {
  return Array.from({ length: end - first }, (_, at) => first + at);
}
