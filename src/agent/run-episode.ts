import type { Trajectory } from "../core/trajectory.ts";
import type { ChatClient } from "../llm/chat-client.ts";
import type { Judgement, World } from "../tasks/environment.ts";
import type { Task } from "../tasks/task.ts";
import type { PromptState } from "../templates/prompt/prompt-state.ts";
import type { ToolBox } from "../tools/tool-box.ts";
import { askModel } from "./ask-model.ts";
import { beginTrajectory } from "./begin-trajectory.ts";
import { EPISODE_LIMITS, type EpisodeLimits, type StopReason } from "./limits.ts";
import type { AgentTemplates } from "./policy.ts";
import { takeStep } from "./take-step.ts";

/** One episode: a task, an agent, and the world that it acts in. */
export interface Episode {
  readonly task: Task;
  readonly templates: AgentTemplates;
  readonly client: ChatClient;
  readonly world: World;
  /** The world's tools, checked: see `createToolChecker`. */
  readonly tools: ToolBox;
  readonly limits?: Partial<EpisodeLimits>;
  /** Tells apart several episodes of one task under one template. */
  readonly sample?: number;
  /** What prompts say beside the task: the agent's name, the run's date, constraints. */
  readonly about?: Pick<PromptState, "agentName" | "agentBio" | "constraints" | "date"> | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What became of an episode. */
export interface EpisodeResult {
  readonly trajectory: Trajectory;
  readonly stop: StopReason;
  readonly detail?: string;
  readonly judgement: Judgement;
  /** What an embedded teacher did on purpose, step by step: beside the data, never in it. */
  readonly planted: readonly { readonly step: number; readonly what: string }[];
}

/** An episode that goes on, or has stopped. */
export interface EpisodeProgress {
  readonly trajectory: Trajectory;
  readonly modelCalls: number;
  readonly tokens: number;
  readonly unreadable: number;
  readonly planted: EpisodeResult["planted"];
  readonly stop?: StopReason;
  readonly detail?: string;
}

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
  const { trajectory, stop, detail, planted } = progress;
  const judgement = await episode.world.judge(trajectory);
  return { trajectory: sealed(trajectory, stop, judgement), stop, ...(detail ? { detail } : {}), judgement, planted };
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

function sealed(trajectory: Trajectory, stop: StopReason, { reward, checks }: Judgement): Trajectory {
  const mat = { ...trajectory.extra?.mat, reward, stop, checks };
  return { ...trajectory, extra: { ...trajectory.extra, mat } };
}
