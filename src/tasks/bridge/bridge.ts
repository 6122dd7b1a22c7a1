import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import { EnvironmentFailedError, InputMissingError, UsageError } from "../../core/errors.ts";
import type { World } from "../environment.ts";
import type { Task } from "../task.ts";
import type { Adapter } from "./adapter.ts";
import { openBridged } from "./bridged-world.ts";
import { createHostPool } from "./host-pool.ts";
import { pythonFor } from "./installed-python.ts";
import type { Answer } from "./messages.ts";

/** An environment in Python, as mat plays it. */
export interface Bridge {
  readonly adapter: Adapter;
  /** Its tasks, the first so many if a count is given; the same seed makes the same tasks. */
  tasks(options?: BridgeTasksOptions): AsyncGenerator<Task>;
  /** Opens the world of a task that is one of its own. */
  open(task: Task): Promise<World>;
  /** Ends all of its processes. */
  close(): void;
}

/** Which tasks of an environment. */
export interface BridgeTasksOptions {
  readonly seed?: number | undefined;
  readonly count?: number | undefined;
  /** Hears of a task that the environment failed to begin, and the others come; without it that is thrown. */
  readonly onFailed?: ((id: string, error: EnvironmentFailedError) => void) | undefined;
}

/** All that a world is opened again with. */
const worldSchema = z.strictObject({
  /** Another number is another way to say it. */
  bridge: z.literal(1),
  task: z.string(),
  seed: z.int().min(0),
});

/**
 * The bridge to an environment in Python; `data` is the file that it wants to be given, if it wants one.
 * @throws {UsageError} where there is no Python to run it, its packages are not installed, or its data are not given
 * @throws {InputMissingError} where the file of data is not there
 */
export function openBridge(adapter: Adapter, data?: string): Bridge {
  const pool = createHostPool({ adapter, data: dataFile(adapter, data), python: pythonFor(adapter) });
  const { name, language } = adapter.manifest;

  async function taskOf({ id, ...about }: Answer<"list">["tasks"][number], seed: number): Promise<Task> {
    const host = await pool.take();
    const { tools, observation } = await host
      .ask("reset", { task: id, seed })
      .catch((error: EnvironmentFailedError) => {
        throw new EnvironmentFailedError(error.reason, `task ${id}: ${error.message}`, error.fix, { cause: error });
      })
      .finally(() => pool.giveBack(host));
    return {
      id: idOf(id, seed),
      environment: name,
      language,
      query: observation,
      tools,
      ...(about.level === undefined ? {} : { level: about.level }),
      split: about.split ?? adapter.manifest.split,
      ...(adapter.manifest.eval_only ? { eval_only: true } : {}),
      licence: about.licence ?? adapter.manifest.licence,
      world: { bridge: 1, task: id, seed },
    };
  }

  const idOf = (id: string, seed: number) => `${name}-${id}${seed === 0 ? "" : `-s${seed}`}`;

  return {
    adapter,
    async *tasks({ seed = 0, count = Number.POSITIVE_INFINITY, onFailed } = {}) {
      const host = await pool.take();
      const { tasks } = await host.ask("list", {});
      pool.giveBack(host);
      for (const task of tasks.slice(0, count)) {
        const made = await taskOf(task, seed).catch((error: unknown) => {
          if (onFailed === undefined || !(error instanceof EnvironmentFailedError) || error.isForAll) throw error;
          onFailed(idOf(task.id, seed), error);
        });
        if (made !== undefined) yield made;
      }
    },
    async open(task) {
      const { task: own, seed } = worldOf(task);
      const host = await pool.take();
      try {
        const world = await openBridged({ host, name: own, seed, task, manifest: adapter.manifest });
        return { ...world, close: async () => pool.giveBack(host) };
      } catch (error) {
        pool.giveBack(host);
        throw error;
      }
    },
    close: () => pool.close(),
  };
}

/** The file of data as it is seen from anywhere. */
function dataFile({ manifest: { name, data: wanted } }: Adapter, data: string | undefined): string | undefined {
  if (data === undefined) {
    if (wanted === undefined) return undefined;
    throw new UsageError(`the environment ${name} wants a file of data`, `--data FILE: ${wanted}.`);
  }
  if (wanted === undefined) throw new UsageError(`the environment ${name} wants no data`, "Leave --data out.");
  if (existsSync(data)) return resolve(data);
  throw new InputMissingError("there is no such file of data", `It is ${wanted}.`, { file: data });
}

function worldOf({ id, world }: Task): z.infer<typeof worldSchema> {
  const parsed = worldSchema.safeParse(world);
  if (parsed.success) return parsed.data;
  throw new UsageError("the task has no world that this version of mat can open", "Make the tasks again.", { id });
}
