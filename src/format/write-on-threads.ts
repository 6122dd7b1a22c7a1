import type { Dataset } from "../store/dataset.ts";
import type { DirectFile } from "../store/direct-file.ts";
import { createFileTurns } from "../store/file-turns.ts";
import { readRowRuns } from "../store/row-runs.ts";
import type { Output } from "./open-output.ts";
import type { RowThreadTask } from "./row-thread.ts";
import { type RowThread, startRowThread } from "./start-row-thread.ts";
import type { TrajectoryWriting } from "./write-trajectories.ts";

/** Which rows are written, by whom, and where to. */
export interface ThreadedWriting {
  readonly dataset: Dataset;
  readonly task: RowThreadTask;
  readonly threads: number;
  readonly output: Output;
  /** The output's files, which the threads write. */
  readonly files: readonly DirectFile[];
  readonly trajectories: TrajectoryWriting;
  readonly cap?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: { readonly rows: number }) => void) | undefined;
}

/** Bytes of rows that a thread gets at a time: few enough that it can hold what it makes of them, most often. */
const RUN_BYTES = 1 << 19;
/** A thread has one run in hand and the next one waiting. */
const RUNS_PER_THREAD = 2;

/**
 * Writes a dataset's rows on several threads, the same bytes and the same books as on one: this thread reads runs of rows and
 * hands them out; the others write them to the files, in places that they settle among themselves in the order of the rows.
 */
export async function writeOnThreads(writing: ThreadedWriting): Promise<void> {
  const shared = { files: writing.files, turns: createFileTurns(writing.files.length) };
  const threads = Array.from({ length: writing.threads }, () => startRowThread(writing.task, shared));
  const { signal } = writing;
  const stop = () => {
    for (const thread of threads) thread.fail(signal?.reason);
  };
  signal?.addEventListener("abort", stop);
  try {
    await writeRuns(writing, threads);
  } finally {
    signal?.removeEventListener("abort", stop);
    await Promise.all(threads.map((thread) => thread.stop()));
  }
}

/** A run that a thread has been given, and how many rows stand up to its end. */
interface GivenRun {
  readonly thread: RowThread;
  readonly rows: number;
}

async function writeRuns(writing: ThreadedWriting, threads: readonly RowThread[]): Promise<void> {
  const { dataset, signal, cap = Number.POSITIVE_INFINITY } = writing;
  /** Oldest first. */
  const given: GivenRun[] = [];
  let left: Uint8Array | undefined;
  let number = 0;
  const finishOldest = async () => {
    left = await finishRun(given.shift()!, writing, left);
  };
  for await (const run of readRowRuns(dataset, RUN_BYTES, signal)) {
    if (run.rowsBefore >= cap) break;
    if (given.length === threads.length * RUNS_PER_THREAD) await finishOldest();
    const thread = leastBusy(threads, given);
    const rows = Math.min(run.rows, cap - run.rowsBefore);
    thread.write({ ...run, rows, number: number++ });
    given.push({ thread, rows: run.rowsBefore + rows });
  }
  while (given.length > 0) await finishOldest();
}

function leastBusy(threads: readonly RowThread[], given: readonly GivenRun[]): RowThread {
  const runsOf = (thread: RowThread) => given.filter((run) => run.thread === thread).length;
  return threads.reduce((idlest, thread) => (runsOf(thread) < runsOf(idlest) ? thread : idlest));
}

/** Waits for the end of a run, and takes it into the books; gives what the rows up to its end leave for later ones. */
async function finishRun(
  { thread, rows }: GivenRun,
  { output, trajectories, onProgress }: ThreadedWriting,
  left: Uint8Array | undefined,
): Promise<Uint8Array | undefined> {
  for (;;) {
    const event = await thread.next();
    if (event.kind === "ask") thread.answer({ left });
    else {
      output.grow(event.written.stands);
      for (const line of event.written.aside) await output.keepAside(line);
      trajectories.addReport(event.report);
      onProgress?.({ rows });
      return event.left ?? left;
    }
  }
}
