// A thread that writes rows: started by start-row-thread.ts, with what it needs in `workerData`.
import { parentPort, workerData } from "node:worker_threads";
import { MatError, type Place } from "../core/errors.ts";
import type { FileLayout } from "../core/json/layout.ts";
import { receiveAsleep, type SleepingEnd } from "../core/waking-port.ts";
import { type RowRun, rowsOfRun } from "../store/row-runs.ts";
import { bufferOutput, type JoinedRows } from "./buffer-output.ts";
import { CarryUnknown } from "./carry.ts";
import type { FormatWriter } from "./format.ts";
import type { Output } from "./open-output.ts";
import { loadWriting } from "./registry.ts";
import { storedRowParser } from "./stored-row-parser.ts";
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
  readonly answers: SleepingEnd;
  /** How many buffers it may fill ahead of what has been written, and their size. */
  readonly buffers: number;
  readonly bufferBytes: number;
}

/** What is said to a thread while it works: a buffer is empty again; what it asked for. */
export type RowThreadAnswer = { readonly buffer: ArrayBuffer } | { readonly left: Uint8Array | undefined };

/** What a thread says: the rows of a run in pieces, a question for what the rows before the run left, the run's end. */
export type RowThreadEvent =
  | { readonly kind: "joined"; readonly joined: JoinedRows }
  | { readonly kind: "ask" }
  | { readonly kind: "done"; readonly report: WriteReport; readonly left: Uint8Array | undefined }
  | { readonly kind: "failed"; readonly error: SentError };

/** An error as it is sent between threads, which would forget its class. */
export interface SentError {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly fix?: string;
  readonly place?: Place;
}

const { task, answers, buffers, bufferBytes } = workerData as RowThreadData;
const parse = storedRowParser();
const idle: ArrayBuffer[] = [];
let made = 0;

function say(event: RowThreadEvent, transfer: readonly ArrayBuffer[] = []): void {
  parentPort!.postMessage(event, transfer);
}

/** An empty buffer; sleeps until one comes back when all are on their way. */
function takeBuffer(): ArrayBuffer {
  const known = idle.pop();
  if (known !== undefined) return known;
  if (made++ < buffers) return new ArrayBuffer(bufferBytes);
  return (receiveAsleep<RowThreadAnswer>(answers) as { buffer: ArrayBuffer }).buffer;
}

/** What the rows before the present run left; sleeps until they are written. */
function askWhatWasLeft(): Uint8Array | undefined {
  say({ kind: "ask" });
  for (;;) {
    const answer = receiveAsleep<RowThreadAnswer>(answers);
    if ("left" in answer) return answer.left;
    idle.push(answer.buffer);
  }
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

async function writeRun(run: RowRun, writer: FormatWriter, output: Output): Promise<void> {
  const carry = writer.carry === "none" ? undefined : writer.carry;
  const trajectories = writeTrajectories(writer, output, false, task.format);
  carry?.forget();
  for (const row of rowsOfRun(run)) {
    const origin = { file: row.part, line: row.line, row: row.index + 1 };
    await trajectories.write(parse(row), row.id, origin);
  }
  say({ kind: "done", report: await trajectories.finish(), left: carry?.left() });
}

function sentError(error: unknown): SentError {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  return { name, message, stack, ...(error instanceof MatError && { fix: error.fix, place: error.place }) };
}

async function start(): Promise<void> {
  const writing = await loadWriting(task.format);
  const writer = asking(await writing.writer(task.writeOptions as never, task.layout));
  const send = (joined: JoinedRows) => say({ kind: "joined", joined }, [joined.buffer]);
  const output = bufferOutput(writer.files, task.layout, { take: takeBuffer, send });
  let before = Promise.resolve();
  parentPort!.on("message", (run: RowRun) => {
    before = before
      .then(() => writeRun(run, writer, output))
      .catch((error: unknown) => say({ kind: "failed", error: sentError(error) }));
  });
}

await start();
