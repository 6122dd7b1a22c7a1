import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { DatasetDamagedError } from "../../core/errors.ts";
import { compressionOf } from "../compression.ts";
import type { Shard } from "../manifest.ts";
import { readLines } from "../read-lines.ts";
import type { Findings } from "./findings.ts";

/** What a shard is held against. */
export interface ShardExpectation {
  readonly dataset: string;
  readonly shard: Shard;
  /** The hash of the file itself in SHA256SUMS; undefined where there is none to compare with. */
  readonly fileSha256: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Reads a file of a dataset once, hands each line (1-based) to `onLine`, and compares rows, bytes and hashes. */
export async function verifyShard(
  { dataset, shard, fileSha256, signal }: ShardExpectation,
  findings: Findings,
  onLine: (text: string, line: number) => void,
): Promise<void> {
  const file = join(dataset, shard.file);
  const hash = createHash("sha256");
  let bytes = 0;
  let rows = 0;
  const onBytes = (chunk: Uint8Array) => {
    hash.update(chunk);
    bytes += chunk.length;
  };
  try {
    for await (const lines of readLines(file, { onBytes })) {
      signal?.throwIfAborted();
      for (const text of lines) onLine(text, ++rows);
    }
  } catch (error) {
    if (!(error instanceof DatasetDamagedError)) throw error;
    const { line } = error.place;
    return findings.problem({ file, ...(line !== undefined && { line }), problem: error.message });
  }
  const sha256 = hash.digest("hex");
  if (rows !== shard.rows)
    findings.problem({ file, problem: `has ${rows} rows where the manifest says ${shard.rows}` });
  if (bytes !== shard.bytes)
    findings.problem({ file, problem: `has ${bytes} bytes where the manifest says ${shard.bytes}` });
  if (sha256 !== shard.sha256)
    findings.problem({ file, problem: "its content is not what was written: the hash differs" });
  else if (fileSha256 !== undefined && fileSha256 !== (await fileHash(file, sha256))) {
    findings.problem({ file, problem: "is not the file that was written: its hash in SHA256SUMS differs" });
  }
}

async function fileHash(file: string, contentHash: string): Promise<string> {
  if (compressionOf(file) === "none") return contentHash;
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}
