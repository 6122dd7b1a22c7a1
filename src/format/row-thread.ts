// A thread that writes rows: started by start-row-thread.ts, with what it needs in `workerData`.
import { parentPort, workerData } from "node:worker_threads";
import { MatError, type Place } from "../core/errors.ts";
import type { FileLayout } from "../core/json/layout.ts";
import { receiveAsleep, type SleepingEnd } from "../core/waking-port.ts";
import { type RowRun, rowsOfRun } from "../store/rows-of-run.ts";
import { CarryUnknown } from "./carry.ts";
import type { FormatWriter } from "./format.ts";
import { loadThreadWriter } from "./registry.ts";
import { storedRowParser } from "./stored-row-parser.ts";
import {
  DirectWriteFailed,
  type SharedFiles,
  type ThreadOutput,
  threadOutput,
  type WrittenRun,
} from "./thread-output.ts";
import { type WriteReport, writeTrajectories } from "./write-trajectories.ts";

/** What rows are written as. */
export interface RowThreadTask {
  readonly format: string;
  /** Checked options of the format's writer. */
  readonly writeOptions: unknown;
  readonly layout: FileLayout;
}

/** What a thread is started with. */
export interface RowThreadData {
  readonly task: RowThreadTask;
  readonly shared: SharedFiles;
  readonly answers: SleepingEnd;
  /** How many blocks hold what it has not written yet, and their size. */
  readonly blocks: number;
  readonly blockBytes: number;
}

/** A run that a thread is given; the runs are numbered from 0. */
export interface NumberedRun extends RowRun {
  readonly number: number;
}

/** What is said to a thread that asked for it. */
export interface RowThreadAnswer {
  readonly left: Uint8Array | undefined;
}

/** What a thread says: a question for what the rows before the run left, and the end of a run, which is in the files. */
export type RowThreadEvent =
  | { readonly kind: "ask" }
  | {
      readonly kind: "done";
      readonly report: WriteReport;
      readonly written: WrittenRun;
      readonly left: Uint8Array | undefined;
    }
  | { readonly kind: "failed"; readonly error: SentError };

/** An error as it is sent between threads, which would forget its class. */
export interface SentError {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly fix?: string;
  readonly place?: Place;
  /** Where the system failed to write: its name of the failure, and the file. */
  readonly write?: { readonly code: string | undefined; readonly file: string };
}

const { task, shared, answers, blocks, blockBytes } = workerData as RowThreadData;
const parse = storedRowParser();

function say(event: RowThreadEvent): void {
  parentPort!.postMessage(event);
}

/** What the rows before the present run left; sleeps until they are written. */
function askWhatWasLeft(): Uint8Array | undefined {
  say({ kind: "ask" });
  return receiveAsleep<RowThreadAnswer>(answers).left;
}

/** The writer, which asks for what rows before left where it needs that. */
function asking(writer: FormatWriter): FormatWriter {
  const { carry } = writer;
  if (carry === undefined || carry === "none") return writer;
  return {
    ...writer,
    write(trajectory, id) {
      try {
        return writer.write(trajectory, id);
      } catch (error) {
        if (!(error instanceof CarryUnknown)) throw error;
        carry.resume(askWhatWasLeft());
        return writer.write(trajectory, id);
      }
    },
  };
}

async function writeRun(run: NumberedRun, writer: FormatWriter, output: ThreadOutput): Promise<void> {
  const carry = writer.carry === "none" ? undefined : writer.carry;
  const trajectories = writeTrajectories(writer, output, false, task.format);
  carry?.forget();
  output.begin(run.number);
  for (const row of rowsOfRun(run)) {
    const origin = { file: row.part, line: row.line, row: row.index + 1 };
    await trajectories.write(parse(row), row.id, origin);
  }
  const report = await trajectories.finish();
  say({ kind: "done", report, written: output.end(), left: carry?.left() });
}

function sentError(error: unknown): SentError {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  return {
    name,
    message,
    stack,
    ...(error instanceof MatError && { fix: error.fix, place: error.place }),
    ...(error instanceof DirectWriteFailed && { write: { code: error.code, file: error.shownAs } }),
  };
}

async function start(): Promise<void> {
  const writer = asking(await loadThreadWriter(task.format, task.writeOptions, task.layout));
  const output = threadOutput({ names: writer.files, layout: task.layout, shared, blocks, blockBytes });
  let before = Promise.resolve();
  parentPort!.on("message", (run: NumberedRun) => {
    before = before
      .then(() => writeRun(run, writer, output))
      .catch((error: unknown) => say({ kind: "failed", error: sentError(error) }));
  });
}

await start();
