import { Worker } from "node:worker_threads";
import type { Protocol } from "../protocol/protocol.ts";
import type { LawAnswer, LawQuestion } from "./law-thread.ts";
import type { TemplateProblem } from "./template-check.ts";

/** A thread that tries protocols beside the other checks, of which the law takes half of the time. */
export interface LawThread {
  /** Has a protocol tried; the same key only once. */
  ask(key: string, protocol: Protocol): void;
  /** Waits for all that was asked: the problems of each protocol that has any, by its key. */
  answers(): Promise<ReadonlyMap<string, readonly TemplateProblem[]>>;
  stop(): Promise<void>;
}

/** The sources run as they are; what is built of them has another ending. */
const MODULE = import.meta.url.endsWith(".ts")
  ? new URL("./law-thread.ts", import.meta.url)
  : new URL("./law-thread.js", import.meta.url);

/** Starts a thread. */
export function startLawThread(): LawThread {
  // What a step leaves dies young: a small nursery serves as well as the large one that is usual.
  const worker = new Worker(MODULE, {
    // Flags that say how the program is read (--input-type with --eval) are not for this module.
    execArgv: [],
    resourceLimits: { maxYoungGenerationSizeMb: 24 },
  });
  const found = new Map<string, readonly TemplateProblem[]>();
  let open = 0;
  let failure: unknown;
  let wake = (): void => undefined;
  const fail = (reason: unknown): void => {
    failure ??= reason;
    wake();
  };
  worker.on("message", ({ key, problems }: LawAnswer) => {
    const list = JSON.parse(problems) as TemplateProblem[];
    if (list.length > 0) found.set(key, list);
    if (--open === 0) wake();
  });
  worker.on("error", fail);
  worker.on("exit", (code) => fail(new Error(`the thread that tries protocols ended early, with code ${code}`)));
  return {
    ask(key, protocol) {
      open++;
      worker.postMessage({ key, protocol: JSON.stringify(protocol) } satisfies LawQuestion);
    },
    async answers() {
      while (open > 0 && failure === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      if (failure !== undefined) throw failure;
      return found;
    },
    async stop() {
      await worker.terminate();
    },
  };
}
