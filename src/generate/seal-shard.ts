import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatasetDamagedError } from "../core/errors.ts";
import { fileError } from "../store/file-error.ts";
import { replaceFile } from "../store/replace-file.ts";
import type { Accepted } from "./accept.ts";
import type { RunFolder } from "./run-folder.ts";
import { type GrowingShard, openShardFiles, type ShardFiles } from "./shard-files.ts";
import type { ShardLog } from "./shard-log.ts";
import { createCounter, type Tally } from "./tally.ts";

/** A shard that is done: its files, and what they count. */
export interface DoneShard extends ShardFiles {
  /** Dropped rows by who dropped them, then by reason. */
  readonly reasons: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** All of its episodes, and those that were kept. */
  readonly all: Tally;
  readonly kept: Tally;
}

/** Which episodes of a shard, and what becomes of each. */
export interface SealOptions {
  readonly first: number;
  readonly end: number;
  readonly select: (text: string, episode: number, id: string) => Accepted;
}

/**
 * Writes the files of a shard whose episodes are done, in the order of the plan. The note that the shard is done comes last:
 * whatever happens before it, the same is done again with the same bytes.
 */
export async function sealShard(
  run: RunFolder,
  shard: number,
  log: ShardLog,
  options: SealOptions,
): Promise<DoneShard> {
  const files = openShardFiles(run, shard);
  try {
    const counts = await writeRows(files, log, options);
    await replaceFile(run.telemetry(shard), telemetryOf(log, options));
    const done: DoneShard = { ...(await files.close()), ...counts };
    await replaceFile(run.done(shard), `${JSON.stringify(done)}\n`);
    return done;
  } catch (error) {
    await files.abandon();
    throw error;
  }
}

async function writeRows(files: GrowingShard, log: ShardLog, { first, end, select }: SealOptions) {
  const [all, kept] = [createCounter(), createCounter()];
  const reasons: Record<string, Record<string, number>> = {};
  for (let episode = first; episode < end; episode++) {
    const { summary } = log.endOf(episode)!;
    const text = log.textOf(episode);
    const selected = select(text, episode, summary.id);
    all.count(summary);
    if (selected.kind === "kept") {
      kept.count(summary);
      await files.keep(episode, summary.id, selected.text);
    } else {
      const { kind: _, ...why } = selected;
      reasons[why.by] = { ...reasons[why.by], [why.reason]: (reasons[why.by]?.[why.reason] ?? 0) + 1 };
      await files.drop(episode, { id: summary.id, ...why, text });
    }
  }
  return { reasons, all: all.tally, kept: kept.tally };
}

function telemetryOf(log: ShardLog, { first, end }: SealOptions): string {
  let lines = "";
  for (let episode = first; episode < end; episode++) {
    const { summary, telemetry } = log.endOf(episode)!;
    lines += `${JSON.stringify({ episode, id: summary.id, ...telemetry })}\n`;
  }
  return lines;
}

/** What is known of a shard that is done; undefined for one that is not, and for one that has lost a file since. */
export function readDoneShard(run: RunFolder, shard: number): DoneShard | undefined {
  const file = run.done(shard);
  if (!existsSync(file)) return undefined;
  try {
    const done = JSON.parse(readFileSync(file, "utf8")) as DoneShard;
    const files = [done.part, done.index, ...(done.dropped === undefined ? [] : [done.dropped])];
    return hasFiles(run, files) ? done : undefined;
  } catch (error) {
    const named = fileError(error, file);
    if (named !== error) throw named;
    const fix = `Delete it and run the same command again: if the shard's journal is gone, its episodes are played anew.`;
    throw new DatasetDamagedError("the note that a shard is done cannot be read", fix, { file });
  }
}

/** Are all of these in the run's folder? */
export function hasFiles({ path }: RunFolder, files: readonly { readonly file: string }[]): boolean {
  return files.every(({ file }) => existsSync(join(path, file)));
}

/** Takes away what a shard that is done was made of. */
export function removeLog(run: RunFolder, shard: number): void {
  rmSync(run.log(shard), { force: true });
}
