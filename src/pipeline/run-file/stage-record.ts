import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { OutputExistsError } from "../../core/errors.ts";
import { fileError } from "../../store/file-error.ts";
import { makeFolder } from "../../store/make-folder.ts";
import { replaceFile } from "../../store/replace-file.ts";

/** The folder, in a job's output, of what is known of its stages. */
const RECORDS = ".mat-run";

const recordSchema = z.strictObject({
  record_version: z.literal(1),
  /** The version of mat that did it. */
  mat: z.string(),
  /** What it did, and with which options. */
  options: z.string(),
  /** What it read, by its name in the run file. */
  inputs: z.record(z.string(), z.string()),
  /** What it made; null while it is not done. */
  output: z.string().nullable(),
  report: z.unknown(),
});

/** What is known of a stage that was begun: hashes of all that decides what it makes, and of what it made. */
export type StageRecord = z.infer<typeof recordSchema>;

/** Where the records of a job's stages are, and what earlier attempts left. */
export interface StageRecords {
  /** The record of a stage; undefined for one that was never begun, or by a mat that kept other records. */
  read(id: string): StageRecord | undefined;
  write(id: string, record: StageRecord): Promise<void>;
  /** Takes what a stage left out of the way. Throws OutputExistsError for what none of ours has left. */
  clear(id: string): void;
  /** Removes what was taken out of the way by a process that died before it was gone. */
  sweep(): void;
}

/** The records of the job that writes to this folder. */
export function stageRecords(output: string): StageRecords {
  const folder = join(output, RECORDS);
  const file = (id: string) => join(folder, `${id}.json`);
  return {
    read: (id) => readRecord(file(id)),
    async write(id, record) {
      try {
        makeFolder(folder);
      } catch (error) {
        throw fileError(error, output);
      }
      await replaceFile(file(id), `${JSON.stringify(record, null, 2)}\n`);
    },
    clear(id) {
      const path = join(output, id);
      if (!existsSync(path)) return;
      if (!existsSync(file(id))) refuseForeign(path);
      const aside = join(folder, `old-${id}`);
      makeFolder(folder);
      rmSync(aside, { recursive: true, force: true });
      // By one rename: whatever stops the removal, no half of it stands under the stage's name.
      renameSync(path, aside);
      rmSync(aside, { recursive: true, force: true });
    },
    sweep() {
      const names = existsSync(folder) ? readdirSync(folder) : [];
      for (const name of names)
        if (name.startsWith("old-")) rmSync(join(folder, name), { recursive: true, force: true });
    },
  };
}

function readRecord(file: string): StageRecord | undefined {
  try {
    return recordSchema.safeParse(JSON.parse(readFileSync(file, "utf8"))).data;
  } catch {
    return undefined;
  }
}

function refuseForeign(path: string): void {
  if (readdirSync(path).length === 0) return;
  throw new OutputExistsError(
    "holds things that no stage of this run file has written",
    "Move them away, or choose another output.",
    { file: path },
  );
}
