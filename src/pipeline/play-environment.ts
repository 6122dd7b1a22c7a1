import type { EnvironmentFailedError } from "../core/errors.ts";
import type { Sampling } from "../llm/endpoint/sampling.ts";
import { readAdapter } from "../tasks/bridge/adapter.ts";
import { openBridge } from "../tasks/bridge/bridge.ts";
import type { Task } from "../tasks/task.ts";
import { connectModel } from "./connection/connect-model.ts";
import type { Connection } from "./connection/connection.ts";
import { type PlayedTask, type PlayReport, playReport } from "./play-report.ts";
import { createTaskPlayer, missedTask, type PlayTaskOptions } from "./play-task.ts";
import { seatModel, seatServed } from "./seat-model.ts";

/** Which tasks of an environment in Python to try, and who tries them. */
export interface PlayEnvironmentOptions extends PlayTaskOptions {
  /** The name of one that comes with mat, or the file of one's own. */
  readonly environment: string;
  /** The file of data that it wants to be given, if it wants one. */
  readonly data?: string | undefined;
  /** Tasks, the first so many; all if not given. */
  readonly count?: number | undefined;
  readonly seed?: number | undefined;
  readonly model: string;
  /** Where the model is served; absent for one that comes with mat. */
  readonly connection?: Connection | undefined;
  readonly sampling?: Sampling | undefined;
  readonly concurrency: number;
  readonly onProgress?: ((progress: { readonly rows: number }) => void) | undefined;
}

/** Each has a process of its own: no machine copes with more. */
const MOST_AT_ONCE = 1000;

/**
 * Lets a model try the tasks of an environment in Python, also of one that is for evaluation alone.
 * @throws {UsageError} where the environment, the model or the template cannot be had
 */
export async function playEnvironment(options: PlayEnvironmentOptions): Promise<PlayReport> {
  const { environment, data, seed, count, model, connection } = options;
  const bridge = openBridge(readAdapter(environment), data);
  const seated = await seatOf(options).catch((error: unknown) => {
    bridge.close();
    throw error;
  });
  try {
    const play = await createTaskPlayer(options, bridge.open, seated.seat);
    const missed: PlayedTask[] = [];
    const onFailed = (id: string, error: EnvironmentFailedError) => void missed.push(missedTask(id, error));
    const played = await playAll(bridge.tasks({ seed, count, onFailed }), play, options);
    return playReport(bridge.adapter.manifest, { model, simulated: connection === undefined }, [...played, ...missed]);
  } finally {
    bridge.close();
    await seated.close();
  }
}

async function seatOf({ model, connection, sampling = {}, seed = 0 }: PlayEnvironmentOptions) {
  const plan = { model, seed, errors: {} };
  if (connection === undefined) return { seat: seatModel(plan), close: async () => {} };
  const { client, close } = await connectModel(model, connection, sampling);
  return { seat: seatServed(client, plan), close };
}

async function playAll(
  tasks: AsyncGenerator<Task>,
  play: (task: Task) => Promise<PlayedTask>,
  { concurrency, signal, onProgress }: PlayEnvironmentOptions,
): Promise<PlayedTask[]> {
  const played: PlayedTask[] = [];
  const work = async (): Promise<void> => {
    for (let next = await tasks.next(); !next.done; next = await tasks.next()) {
      signal?.throwIfAborted();
      played.push(await play(next.value));
      onProgress?.({ rows: played.length });
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, MOST_AT_ONCE) }, work));
  return played;
}
