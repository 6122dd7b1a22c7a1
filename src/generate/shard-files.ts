import { renameSync } from "node:fs";
import { dirname, join } from "node:path";
import { syncFolder } from "../store/atomic-write.ts";
import { openByteSink } from "../store/byte-sink.ts";
import { fileError } from "../store/file-error.ts";
import { makeFolder } from "../store/make-folder.ts";
import type { DroppedRow } from "../store/row.ts";
import { PLAN } from "../store/run-files.ts";
import type { WrittenShard } from "../store/shard-writer.ts";
import { digits, type RunFolder } from "./run-folder.ts";

/** The files of one shard, on disk under their names. */
export interface ShardFiles {
  readonly part: WrittenShard;
  readonly index: WrittenShard;
  /** Absent where nothing was dropped. */
  readonly dropped?: WrittenShard;
}

/** The files of one shard while they grow; each gets its name when it is whole. */
export interface GrowingShard {
  keep(episode: number, id: string, text: string): Promise<void>;
  drop(episode: number, row: Omit<DroppedRow, "origin">): Promise<void>;
  close(): Promise<ShardFiles>;
  abandon(): Promise<void>;
}

/** Begins the files of a shard. */
export function openShardFiles(run: RunFolder, shard: number): GrowingShard {
  const part = openFile(run, `part-${digits(shard)}.jsonl`);
  const index = openFile(run, `index-${digits(shard)}.jsonl`);
  let dropped: GrowingFile | undefined;
  return {
    async keep(episode, id, text) {
      await part.line(text);
      await index.line(JSON.stringify({ id, origin: originOf(episode) }));
    },
    async drop(episode, { id, by, reason, detail, text }) {
      dropped ??= openFile(run, `dropped/dropped-${digits(shard)}.jsonl`);
      await dropped.line(JSON.stringify({ id, by, reason, detail, origin: originOf(episode), text }));
    },
    async close() {
      const [own, places, out] = await Promise.all([part.close(), index.close(), dropped?.close()]);
      const files = { part: own, index: places };
      await syncFolder(run.path);
      return out === undefined ? files : { ...files, dropped: out };
    },
    async abandon() {
      for (const file of [part, index, dropped]) await file?.abandon();
    },
  };
}

/** Episodes are the rows of the plan. */
function originOf(episode: number) {
  return { file: PLAN, row: episode + 1 };
}

type GrowingFile = ReturnType<typeof openFile>;

function openFile(run: RunFolder, name: string) {
  const shownAs = join(run.path, name);
  const growing = run.growing(name);
  const sink = openByteSink(growing, { shownAs, hash: true, sync: true });
  let rows = 0;
  return {
    async line(text: string): Promise<void> {
      rows++;
      sink.write(text);
      await sink.write("\n");
    },
    async close(): Promise<WrittenShard> {
      const totals = await sink.close();
      try {
        makeFolder(dirname(shownAs));
        renameSync(growing, shownAs);
      } catch (error) {
        throw fileError(error, shownAs);
      }
      return { file: name, rows, ...totals };
    },
    abandon: () => sink.abandon(),
  };
}
