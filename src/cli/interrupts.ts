import { EXIT_CODES, InterruptedError } from "../core/errors.ts";

/** What the signals of the process do while a command runs. */
export interface Interrupts {
  readonly signal: AbortSignal;
  /** Nobody reads standard output any more (`mat show DATASET | head`): the command stops, and that is no error. */
  outputClosed(): boolean;
  /** Why the command ended with this error: Ctrl-C, where the error is only what became of it further in. */
  reason(error: unknown): unknown;
  /** Gives the signals back to Node. */
  stop(): void;
}

/** Nobody reads a stream any more: its pipe is closed, or its terminal is gone. */
function isUnread(error: NodeJS.ErrnoException, { isTTY }: { readonly isTTY?: boolean }): boolean {
  return error.code === "EPIPE" || (error.code === "EIO" && isTTY === true);
}

/** Nobody reads what is said to people any more: that changes nothing of the work, nor of the exit code. */
function ignoreClosed(error: NodeJS.ErrnoException): void {
  if (!isUnread(error, process.stderr)) throw error;
}

/**
 * The first Ctrl-C (SIGTERM, or the end of the terminal) aborts the signal, so that the command can clean up; the second ends
 * the process.
 */
export function listenForInterrupts(say: (line: string) => void, exit: (code: number) => void): Interrupts {
  const controller = new AbortController();
  let closed = false;
  const interrupt = (): void => {
    if (controller.signal.aborted) {
      exit(EXIT_CODES.interrupted);
      return;
    }
    say("Stopping. Press Ctrl-C again to stop at once.");
    controller.abort(
      new InterruptedError(
        "stopped before the end",
        "Nothing unfinished was left behind; run the same command again to start over.",
      ),
    );
  };
  // A shell and the system may each tell that a terminal has ended: that is no second wish.
  const hangUp = (): void => {
    if (!controller.signal.aborted) interrupt();
  };
  const streamError = (error: NodeJS.ErrnoException): void => {
    if (!isUnread(error, process.stdout)) throw error;
    closed = true;
    controller.abort(new InterruptedError("standard output was closed", "Nothing to do."));
  };
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", interrupt);
  process.on("SIGHUP", hangUp);
  process.stdout.on("error", streamError);
  // It stays, since the news may come after the command's end: once is enough, however many commands a process runs.
  if (!process.stderr.listeners("error").includes(ignoreClosed)) process.stderr.on("error", ignoreClosed);
  return {
    signal: controller.signal,
    outputClosed: () => closed,
    reason: (error) =>
      controller.signal.aborted && error instanceof InterruptedError ? controller.signal.reason : error,
    stop() {
      process.off("SIGINT", interrupt);
      process.off("SIGTERM", interrupt);
      process.off("SIGHUP", hangUp);
    },
  };
}
