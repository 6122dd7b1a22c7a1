import { runEpisode } from "../agent/run-episode.ts";
import { UsageError } from "../core/errors.ts";
import { type EpisodeMiss, isMiss } from "../generate/episode-miss.ts";
import type { Seat } from "../generate/play-episode.ts";
import type { World } from "../tasks/environment.ts";
import type { Task } from "../tasks/task.ts";
import { createToolChecker } from "../tools/tool-checker.ts";
import { byLanguage, chooseTemplates } from "./choose-templates.ts";
import type { PlayedTask } from "./play-report.ts";

/** How the tasks of an environment are played. */
export interface PlayTaskOptions {
  /** The template under which the model acts. */
  readonly template?: string | undefined;
  /** Calls of the model in one episode. */
  readonly maxSteps?: number | undefined;
  readonly maxPromptTokens?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A talk of several turns takes longer than one question, and looks at the same thing again in each. */
const LIMITS = { maxSteps: 60, maxRepeats: 12 };

/**
 * Plays tasks, each in a world that is opened for it and closed after it; what cannot be played through no fault of the model says
 * why. Throws UsageError where the template cannot be had.
 */
export async function createTaskPlayer(
  { template = "react", maxSteps = LIMITS.maxSteps, maxPromptTokens, signal }: PlayTaskOptions,
  open: (task: Task) => Promise<World>,
  seat: (world: World) => Seat,
): Promise<(task: Task) => Promise<PlayedTask>> {
  const agents = byLanguage((await chooseTemplates([template])).agents);
  const check = createToolChecker();
  const limits = { ...LIMITS, maxSteps, ...(maxPromptTokens === undefined ? {} : { maxPromptTokens }) };

  async function play(task: Task): Promise<PlayedTask> {
    const templates = agents[task.language]?.[0];
    if (templates === undefined)
      throw new UsageError(`the template ${template} is not in ${task.language}`, "Take another: mat templates list.");
    const opened = await open(task);
    try {
      const { client, world } = seat(opened);
      const tools = check(world);
      return playedTask(task, await runEpisode({ task, templates, client, world, tools, limits, signal }));
    } finally {
      await opened.close();
    }
  }

  return (task) =>
    play(task).catch((error: unknown) => {
      if (isMiss(error) && !error.isForAll) return missedTask(task.id, error);
      throw error;
    });
}

function playedTask({ id }: Task, { judgement, stop, trajectory }: Awaited<ReturnType<typeof runEpisode>>): PlayedTask {
  const { reward, checks, unjudged } = judgement;
  const turns = trajectory.steps.filter(({ source }) => source === "agent").length;
  return { id, reward: unjudged ? null : reward, stop, turns, checks };
}

/** A task that could not be played. */
export function missedTask(id: string, { reason, message }: EpisodeMiss): PlayedTask {
  return { id, reward: null, stop: reason, turns: 0, checks: {}, problem: message };
}
