import { stageOutput } from "../store/atomic-write.ts";
import { openByteSink } from "../store/byte-sink.ts";
import type { Task } from "./task.ts";
import { taskLine } from "./task-line.ts";

/** Where to write tasks. */
export interface WriteTasksOptions {
  readonly output: string;
  /** Replace the file that stands there. */
  readonly force?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: { readonly rows: number }) => void) | undefined;
}

/** What was written. */
export interface WriteTasksReport {
  readonly output: string;
  readonly tasks: number;
  readonly kinds: Readonly<Record<string, number>>;
}

/** Writes tasks to a JSONL file, which gets its name once it is whole. Throws OutputExistsError where there is one. */
export async function writeTasks(
  tasks: Iterable<Task> | AsyncIterable<Task>,
  options: WriteTasksOptions,
): Promise<WriteTasksReport> {
  const { output, force = false, signal, onProgress } = options;
  const staged = stageOutput(output, { kind: "file", force });
  const sink = openByteSink(staged.growing, { shownAs: output, sync: true });
  const kinds: Record<string, number> = {};
  let rows = 0;
  try {
    for await (const task of tasks) {
      signal?.throwIfAborted();
      await sink.write(taskLine(task));
      const kind = task.kind ?? "solvable";
      kinds[kind] = (kinds[kind] ?? 0) + 1;
      onProgress?.({ rows: ++rows });
    }
    await sink.close();
    await staged.commit();
    return { output, tasks: rows, kinds };
  } catch (error) {
    await sink.abandon();
    staged.abandon();
    throw error;
  }
}
