import type { World } from "../tasks/environment.ts";
import type { EpisodeSummary } from "./episode-end.ts";
import { shardCount } from "./plan.ts";
import { playEpisode, type Seat } from "./play-episode.ts";
import type { EpisodeLog } from "./shard-log.ts";
import { scheduleOf, stageOf, type Workplace } from "./workplace.ts";

/** What a run would do. */
export interface RunEstimate {
  readonly episodes: number;
  readonly tasks: number;
  readonly templates: number;
  readonly shards: number;
  /** Calls of the model and tokens of the whole run, by what a few of its episodes take that are played by the book. */
  readonly calls: number;
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  /** How many episodes were played for it. */
  readonly sample: number;
  /** For some of these nobody knows a solution: a call is all that is counted of each. */
  readonly at_least: boolean;
  /** Templates of the library that no agent acts under, because they are for one step of the work. */
  readonly templates_left_out: number;
}

const SAMPLE = 20;

/**
 * Says what a run would do. Nothing is written and no model is asked: `oracle` plays a few episodes, spread over the plan, as
 * they are best played, so that a run by a weaker model takes more.
 */
export async function estimateRun(place: Workplace, oracle: (world: World) => Seat): Promise<RunEstimate> {
  const { plan } = place;
  const stage = { ...stageOf(place), seat: oracle };
  const planned = scheduleOf(place);
  const sample = Math.min(SAMPLE, plan.episodes);
  const played: EpisodeSummary[] = [];
  for (let number = 0; number < sample; number++) {
    const episode = planned(Math.floor((number * plan.episodes) / sample));
    played.push((await playEpisode(episode, stage, FORGETFUL)).summary);
  }
  const whole = (count: (summary: EpisodeSummary) => number): number =>
    Math.round((played.reduce((sum, summary) => sum + count(summary), 0) * plan.episodes) / sample);
  return {
    episodes: plan.episodes,
    tasks: Math.ceil(plan.episodes / plan.per_task),
    templates: plan.templates.chosen.length,
    shards: shardCount(plan),
    calls: whole(({ turns }) => turns),
    prompt_tokens: whole(({ prompt_tokens }) => prompt_tokens),
    completion_tokens: whole(({ completion_tokens }) => completion_tokens),
    sample,
    at_least: played.some(({ reward }) => reward === null),
    templates_left_out: place.leftOut ?? 0,
  };
}

/** A journal of nothing. */
const FORGETFUL: EpisodeLog = {
  heardBy: () => [],
  hear: async () => {},
  forget: async () => {},
  finish: async () => {},
};
