import { join } from "node:path";
import { DatasetDamagedError } from "../../core/errors.ts";
import type { Shard } from "../manifest.ts";
import { readLines } from "../read-lines.ts";
import type { Findings } from "./findings.ts";

/**
 * Reads the index again for ids whose hash was seen twice, and reports those that really stand there twice: a hash that two
 * ids share is no damage.
 */
export async function confirmRepeats(
  dataset: string,
  index: readonly Shard[],
  suspects: ReadonlySet<string>,
  findings: Findings,
  signal?: AbortSignal,
): Promise<void> {
  // The beginnings of index lines, by the id's JSON text: other damage of a line has been reported before.
  const wanted = new Map([...suspects].map((id) => [JSON.stringify(id), id]));
  const seen = new Set<string>();
  const lookAt = (text: string, file: string, line: number): void => {
    const id = wanted.get(/^{"id":("(?:[^"\\]|\\.)*")/.exec(text)?.[1] ?? "");
    if (id === undefined) return;
    if (seen.has(id)) findings.problem({ file, line, id, problem: "this id stands in the index before" });
    seen.add(id);
  };
  for (const shard of index) {
    const file = join(dataset, shard.file);
    let line = 0;
    try {
      for await (const lines of readLines(file)) {
        signal?.throwIfAborted();
        for (const text of lines) lookAt(text, file, ++line);
      }
    } catch (error) {
      if (!(error instanceof DatasetDamagedError)) throw error;
    }
  }
}
