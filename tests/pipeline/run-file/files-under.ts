import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "../../../src/core/hash.ts";

/** What is not the same each time that a job is done: what mat knows of its stages, durations, notes of shards. */
const VARIES = /^\.mat-run|\/telemetry\.jsonl$|\/work\//;

/** The hash of each file of a job's output that is the same however often the job was stopped. */
export function filesUnder(output: string): Record<string, string> {
  const files = (readdirSync(output, { recursive: true }) as string[]).filter((name) =>
    statSync(join(output, name)).isFile(),
  );
  return Object.fromEntries(
    files
      .filter((name) => !VARIES.test(name))
      .sort()
      .map((name) => [name, sha256(readFileSync(join(output, name)))]),
  );
}
