import { runEpisode } from "../agent/run-episode.ts";
import { UsageError } from "../core/errors.ts";
import { type EpisodeMiss, isMiss } from "../generate/episode-miss.ts";
import type { Seat } from "../generate/play-episode.ts";
import type { Sampling } from "../llm/endpoint/sampling.ts";
import { type AdapterManifest, readAdapter } from "../tasks/bridge/adapter.ts";
import { openBridge } from "../tasks/bridge/bridge.ts";
import type { World } from "../tasks/environment.ts";
import type { Task } from "../tasks/task.ts";
import { createToolChecker } from "../tools/tool-checker.ts";
import { byLanguage, chooseTemplates } from "./choose-templates.ts";
import { connectModel } from "./connect-model.ts";
import type { Connection } from "./connection.ts";
import { seatModel, seatServed } from "./models.ts";

/** Which tasks of an environment in Python to try, and who tries them. */
export interface PlayEnvironmentOptions {
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
  /** The template under which it acts. */
  readonly template?: string | undefined;
  /** Calls of the model in one episode. */
  readonly maxSteps?: number | undefined;
  readonly maxPromptTokens?: number | undefined;
  readonly concurrency: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: { readonly rows: number }) => void) | undefined;
}

/** How a task went. */
export interface PlayedTask {
  readonly id: string;
  /** Null where nobody could judge, and where it could not be played. */
  readonly reward: number | null;
  readonly stop: string;
  /** Calls of the model. */
  readonly turns: number;
  readonly checks: Readonly<Record<string, boolean>>;
  /** Why it could not be played. */
  readonly problem?: string;
}

/** Scores, and nothing else: no trajectory is kept, so that what is for evaluation can be played. */
export interface PlayReport {
  readonly environment: Pick<AdapterManifest, "name" | "title" | "licence" | "split" | "eval_only">;
  readonly model: string;
  /** The model comes with mat: the score says something of the tasks, and nothing of any model. */
  readonly simulated: boolean;
  readonly tasks: number;
  readonly solved: number;
  /** The mean of all rewards; a task that could not be played is none of them. */
  readonly reward: number;
  /** Tasks that could not be played, by reason. */
  readonly missing: Readonly<Record<string, number>>;
  readonly stops: Readonly<Record<string, number>>;
  /** In how many tasks each check held. */
  readonly checks: Readonly<Record<string, number>>;
  readonly played: readonly PlayedTask[];
}

/** A talk of several turns takes longer than one question, and looks at the same thing again in each. */
const LIMITS = { maxSteps: 60, maxRepeats: 12 };

/**
 * Lets a model try the tasks of an environment in Python, also of one that is for evaluation alone.
 * @throws {UsageError} where the environment, the model or the template cannot be had
 */
export async function playEnvironment(options: PlayEnvironmentOptions): Promise<PlayReport> {
  const bridge = openBridge(readAdapter(options.environment), options.data);
  const { name, title, licence, split, eval_only } = bridge.adapter.manifest;
  const model = await seatOf(options).catch((error: unknown) => {
    bridge.close();
    throw error;
  });
  const played: PlayedTask[] = [];
  const tasks = bridge.tasks({ seed: options.seed, count: options.count });
  const work = async (play: (task: Task) => Promise<PlayedTask>): Promise<void> => {
    for (let next = await tasks.next(); !next.done; next = await tasks.next()) {
      options.signal?.throwIfAborted();
      played.push(await play(next.value));
      options.onProgress?.({ rows: played.length });
    }
  };
  try {
    const play = await playerOf(options, bridge.open, model.seat);
    await Promise.all(Array.from({ length: options.concurrency }, () => work(play)));
  } finally {
    bridge.close();
    await model.close();
  }
  const simulated = options.connection === undefined;
  return reportOf({ name, title, licence, split, eval_only }, options.model, simulated, played);
}

async function seatOf({ model, connection, sampling = {}, seed = 0 }: PlayEnvironmentOptions) {
  const plan = { model, seed, errors: {} };
  if (connection === undefined) return { seat: seatModel(plan), close: async () => {} };
  const { client, close } = await connectModel(model, connection, sampling);
  return { seat: seatServed(client, plan), close };
}

async function playerOf(
  { template = "react", maxSteps = LIMITS.maxSteps, maxPromptTokens, signal }: PlayEnvironmentOptions,
  open: (task: Task) => Promise<World>,
  seat: (world: World) => Seat,
): Promise<(task: Task) => Promise<PlayedTask>> {
  const agents = byLanguage((await chooseTemplates([template])).agents);
  const check = createToolChecker();
  return async (task) => {
    const templates = agents[task.language]?.[0];
    if (templates === undefined)
      throw new UsageError(`the template ${template} is not in ${task.language}`, "Take another: mat templates list.");
    try {
      const opened = await open(task);
      try {
        const { client, world } = seat(opened);
        const limits = { ...LIMITS, maxSteps, ...(maxPromptTokens === undefined ? {} : { maxPromptTokens }) };
        const tools = check(world);
        const { judgement, stop, trajectory } = await runEpisode({
          task,
          templates,
          client,
          world,
          tools,
          limits,
          signal,
        });
        const turns = trajectory.steps.filter(({ source }) => source === "agent").length;
        return {
          id: task.id,
          reward: judgement.unjudged ? null : judgement.reward,
          stop,
          turns,
          checks: judgement.checks,
        };
      } finally {
        await opened.close();
      }
    } catch (error) {
      if (isMiss(error) && !error.isForAll) return missed(task, error);
      throw error;
    }
  };
}

function missed({ id }: Task, { reason, message }: EpisodeMiss): PlayedTask {
  return { id, reward: null, stop: reason, turns: 0, checks: {}, problem: message };
}

function reportOf(
  environment: PlayReport["environment"],
  model: string,
  simulated: boolean,
  played: readonly PlayedTask[],
): PlayReport {
  const order = played.toSorted((a, b) => a.id.localeCompare(b.id, "en", { numeric: true }));
  const rewards = order.flatMap(({ reward }) => reward ?? []);
  const held = order.flatMap(({ checks }) => Object.keys(checks).filter((name) => checks[name]));
  return {
    environment,
    model,
    simulated,
    tasks: order.length,
    solved: rewards.filter((reward) => reward >= 1).length,
    reward: rewards.length === 0 ? 0 : rewards.reduce((sum, reward) => sum + reward, 0) / rewards.length,
    missing: countedBy(order.filter(({ problem }) => problem !== undefined).map(({ stop }) => stop)),
    stops: countedBy(order.map(({ stop }) => stop)),
    checks: countedBy(held),
    played: order,
  };
}

function countedBy(names: readonly string[]): Record<string, number> {
  const groups = Object.groupBy(names, (name) => name);
  return Object.fromEntries(Object.entries(groups).map(([name, all]) => [name, all!.length]));
}
