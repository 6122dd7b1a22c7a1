import { EndpointError, RunIncompleteError, RunPausedError } from "../../../core/errors.ts";

/** How to ask. None of it changes what comes out. */
export interface AskingOptions {
  /** Attempts in flight at once. */
  readonly concurrency: number;
  /** Once aborted nothing more is asked; what is in flight is waited for and kept. */
  readonly signal?: AbortSignal | undefined;
  /** Attempts in flight, whenever that changes. */
  readonly onFlight?: ((inFlight: number) => void) | undefined;
}

/** So many attempts without a reply in a row are no chance: the last one's error says why. */
const MOST_IN_A_ROW = 20;

/**
 * Makes attempts side by side and gives what came of them in their own order.
 * @throws {RunPausedError} when the signal stopped them
 * @throws {RunIncompleteError} when the server gave some of them no reply
 * @throws {EndpointError} when it would give none to any
 */
export async function askAll<A extends object, O>(
  attempts: readonly A[],
  write: (attempt: A) => Promise<O>,
  options: AskingOptions,
): Promise<O[]> {
  const { concurrency, signal, onFlight } = options;
  const outcomes = new Map<A, O>();
  const missing: Record<string, number> = {};
  const failures: unknown[] = [];
  const queue = attempts.values();
  let inFlight = 0;
  let inARow = 0;
  let last = "";

  const fly = (change: number): void => {
    inFlight += change;
    onFlight?.(inFlight);
  };
  const one = async (attempt: A): Promise<void> => {
    fly(1);
    try {
      outcomes.set(attempt, await write(attempt));
      inARow = 0;
    } catch (error) {
      if (error instanceof EndpointError && !error.isForAll) {
        missing[error.reason] = (missing[error.reason] ?? 0) + 1;
        last = error.message;
        if (++inARow === MOST_IN_A_ROW) failures.push(error);
      } else if (signal?.aborted !== true) failures.push(error);
    } finally {
      fly(-1);
    }
  };
  const worker = async (): Promise<void> => {
    for (const attempt of queue) {
      if (failures.length > 0 || signal?.aborted === true) return;
      await one(attempt);
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, attempts.length) }, worker));
  if (failures.length > 0) throw failures[0];
  if (Object.keys(missing).length > 0) throw incomplete(missing, last);
  if (outcomes.size < attempts.length) throw paused();
  return attempts.map((attempt) => outcomes.get(attempt)!);
}

function incomplete(missing: Readonly<Record<string, number>>, last: string): RunIncompleteError {
  const reasons = Object.entries(missing).map(([reason, count]) => `${reason} ${count}`);
  return new RunIncompleteError(
    missing,
    `the model's server gave no reply for some templates: ${reasons.join(", ")}; the last one: ${last}`,
    "All replies that came are saved. Run the same command again: it asks for what is missing.",
  );
}

function paused(): RunPausedError {
  return new RunPausedError(
    "stopped before the library was whole; all replies that came are saved",
    "Run the same command again to go on.",
  );
}
