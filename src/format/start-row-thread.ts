import { setFlagsFromString } from "node:v8";
import { Worker } from "node:worker_threads";
import { DatasetDamagedError } from "../core/errors.ts";
import { createWakingPort } from "../core/waking-port.ts";
import { fileError } from "../store/file-error.ts";
import type {
  NumberedRun,
  RowThreadAnswer,
  RowThreadData,
  RowThreadEvent,
  RowThreadTask,
  SentError,
} from "./row-thread.ts";
import type { SharedFiles } from "./thread-output.ts";

/** A thread that writes runs of rows, one after the other, in the order in which they are given. */
export interface RowThread {
  write(run: NumberedRun): void;
  /** What it says next; throws what a row threw. */
  next(): Promise<Exclude<RowThreadEvent, { kind: "failed" }>>;
  /** Says what it asked for. */
  answer(answer: RowThreadAnswer): void;
  /** Makes `next` throw this from now on. */
  fail(reason: unknown): void;
  stop(): Promise<void>;
}

/** What one run gives fits most often; where it does not, the thread waits for its turn before the run's end. */
const BLOCKS = 44;
const BLOCK_BYTES = 1 << 18;
/** Rows die young: a small nursery serves as well as the large one that is usual. */
const NURSERY_MEGABYTES = 24;
const FIRST_SEMI_SPACE_MEGABYTES = 4;
/** The sources run as they are; what is built of them has another ending. */
const MODULE = import.meta.url.endsWith(".ts")
  ? new URL("./row-thread.ts", import.meta.url)
  : new URL("./row-thread.js", import.meta.url);

/** Starts a thread, to write to these files. */
export function startRowThread(task: RowThreadTask, shared: SharedFiles): RowThread {
  const answers = createWakingPort<RowThreadAnswer>();
  // Only heaps that are made from now on look at this. A nursery of one megabyte, as they begin with, costs a fifth of the speed.
  setFlagsFromString(`--min-semi-space-size=${FIRST_SEMI_SPACE_MEGABYTES}`);
  const data: RowThreadData = { task, shared, answers: answers.end, blocks: BLOCKS, blockBytes: BLOCK_BYTES };
  const worker = new Worker(MODULE, {
    workerData: data,
    transferList: [answers.end.port],
    // Flags that say how the program is read (--input-type with --eval) are not for this module.
    execArgv: [],
    resourceLimits: { maxYoungGenerationSizeMb: NURSERY_MEGABYTES },
  });
  const events = eventQueue();
  worker.on("message", events.add);
  worker.on("error", events.fail);
  worker.on("exit", (code) => events.fail(new Error(`a thread that writes rows ended early, with code ${code}`)));
  return {
    write: (run) => worker.postMessage(run, [run.bytes.buffer]),
    next: events.next,
    answer: (answer) => answers.send(answer),
    fail: events.fail,
    async stop() {
      answers.close();
      await worker.terminate();
    },
  };
}

function eventQueue() {
  const ready: RowThreadEvent[] = [];
  let failure: { readonly reason: unknown } | undefined;
  let wake = (): void => undefined;
  return {
    add(event: RowThreadEvent): void {
      ready.push(event);
      wake();
    },
    fail(reason: unknown): void {
      failure ??= { reason };
      wake();
    },
    async next() {
      for (;;) {
        if (failure !== undefined) throw failure.reason;
        const event = ready.shift();
        if (event?.kind === "failed") throw receivedError(event.error);
        if (event !== undefined) return event;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}

function receivedError({ name, message, stack, fix, place, write }: SentError): unknown {
  // The only errors that a person can do something about; all others are bugs, which keep their stack.
  if (name === DatasetDamagedError.name) return new DatasetDamagedError(message, fix ?? "", place);
  if (write !== undefined) return fileError(Object.assign(new Error(message), { code: write.code }), write.file);
  return Object.assign(new Error(message), { name, stack });
}
