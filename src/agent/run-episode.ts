import type { Trajectory } from "../core/trajectory.ts";
import type { Judgement } from "../tasks/environment.ts";
import { askModel } from "./ask-model.ts";
import { beginTrajectory } from "./begin-trajectory.ts";
import type { Episode, EpisodeProgress, EpisodeResult } from "./episode.ts";
import { EPISODE_LIMITS, type EpisodeLimits, type StopReason } from "./limits.ts";
import { takeStep } from "./take-step.ts";

export type { Episode, EpisodeResult } from "./episode.ts";

/**
 * Lets an agent act on a task until it ends or a limit does it: prompt, reply, calls, observations, and again. The steps of
 * the trajectory are what prompts are rendered from, so that what a model is tuned on later is what it was asked here.
 * Throws what the client throws where no reply is to be had; everything that the agent does wrong is part of the result.
 */
export async function runEpisode(episode: Episode): Promise<EpisodeResult> {
  const limits = { ...EPISODE_LIMITS, ...episode.limits };
  const started = performance.now();
  let progress: EpisodeProgress = {
    trajectory: beginTrajectory(episode),
    modelCalls: 0,
    tokens: 0,
    unreadable: 0,
    planted: [],
    served: [],
  };
  while (progress.stop === undefined) {
    episode.signal?.throwIfAborted();
    const over = exceeded(progress, limits, performance.now() - started);
    if (over !== undefined) progress = { ...progress, stop: over };
    else {
      const asked = await askModel(episode, progress, limits, stageOf(progress.trajectory));
      progress = "stop" in asked ? { ...progress, ...asked } : await takeStep(episode, progress, asked, limits);
    }
  }
  const { trajectory, stop, detail, planted, served } = progress;
  const judgement = await episode.world.judge(trajectory);
  const result = { trajectory: sealed(trajectory, stop, judgement), stop, judgement, planted, served };
  return { ...result, ...(detail ? { detail } : {}) };
}

function exceeded(
  { modelCalls, tokens, unreadable }: EpisodeProgress,
  limits: EpisodeLimits,
  milliseconds: number,
): StopReason | undefined {
  if (modelCalls >= limits.maxSteps) return "too_many_steps";
  if (tokens > (limits.maxTokens ?? Number.POSITIVE_INFINITY)) return "too_many_tokens";
  if (unreadable >= limits.maxUnreadable) return "unreadable";
  return milliseconds > (limits.maxMilliseconds ?? Number.POSITIVE_INFINITY) ? "too_long" : undefined;
}

/** The step behind one whose calls all failed is for reflection. */
function stageOf({ steps }: Trajectory): "act" | "reflect" {
  const results = steps.at(-1)?.observation?.results ?? [];
  return results.length > 0 && results.every((result) => result.extra?.["failed"] === true) ? "reflect" : "act";
}

function sealed(trajectory: Trajectory, stop: StopReason, { reward, checks, unjudged }: Judgement): Trajectory {
  const mat = { ...trajectory.extra?.mat, ...(unjudged ? { stop } : { reward, stop, checks }) };
  return { ...trajectory, extra: { ...trajectory.extra, mat } };
}
