import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { MalformedInputError } from "../../core/errors.ts";
import { makeFolder } from "../../store/make-folder.ts";
import { replaceFile } from "../../store/replace-file.ts";

const recordSchema = z.object({
  /** A word that the provider keeps with the batch: by it a batch is found whose id was not noted any more. */
  mark: z.string(),
  /** When it was begun, in milliseconds since 1970. */
  begun: z.number(),
  /** Whose it is: ids of batches mean nothing elsewhere. */
  base_url: z.string(),
  /** Absent until the provider has it. */
  batch_id: z.string().optional(),
  status: z.string(),
  /** What it asks, by the hash of each request. */
  custom_ids: z.array(z.string()),
});
/** A batch as the run's folder has it. */
export type BatchRecord = z.infer<typeof recordSchema>;

/** The batches of a run, on disk: what was paid for once is not asked again. */
export interface BatchRecords {
  /** All of this server, oldest first. */
  read(): BatchRecord[];
  /** A new one, not written yet. */
  begin(customIds: readonly string[]): BatchRecord;
  save(record: BatchRecord): Promise<void>;
  /** Where the lines of its requests are until they are uploaded. */
  linesOf(record: BatchRecord): string;
  removeLines(record: BatchRecord): void;
}

/** Opens the records in a folder, which is made with the first of them. */
export function openBatchRecords(folder: string, baseUrl: string): BatchRecords {
  const named = (record: BatchRecord, ending: string) => join(folder, `${record.begun}-${record.mark}.${ending}`);
  return {
    read() {
      const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")) : [];
      const records = names.map((name) => readRecord(join(folder, name)));
      return records.filter(({ base_url }) => base_url === baseUrl).sort((one, other) => one.begun - other.begun);
    },
    begin(customIds) {
      makeFolder(folder);
      const mark = `mat-${randomUUID()}`;
      return { mark, begun: Date.now(), base_url: baseUrl, status: "preparing", custom_ids: [...customIds] };
    },
    save: (record) => replaceFile(named(record, "json"), `${JSON.stringify(record)}\n`),
    linesOf: (record) => named(record, "jsonl"),
    removeLines: (record) => rmSync(named(record, "jsonl"), { force: true }),
  };
}

function readRecord(file: string): BatchRecord {
  try {
    return recordSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (cause) {
    const fix = "Remove it, and its requests are asked again.";
    throw new MalformedInputError("is no record of a batch", fix, { file }, { cause });
  }
}
