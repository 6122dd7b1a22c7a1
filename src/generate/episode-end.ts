import type { EpisodeResult } from "../agent/run-episode.ts";
import type { Trajectory } from "../core/trajectory.ts";
import type { Task } from "../tasks/task.ts";

/** What a run counts of an episode. */
export interface EpisodeSummary {
  /** The trajectory's id. */
  readonly id: string;
  readonly environment: string;
  readonly template: string;
  readonly language: string;
  readonly kind: string;
  readonly level: number | null;
  /** Null where nobody could judge. */
  readonly reward: number | null;
  readonly stop: string;
  /** Calls of the model. */
  readonly turns: number;
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
}

/** What is not the same each time, or not for those who read the data: it stands in `telemetry.jsonl`. */
export interface EpisodeTelemetry {
  /** By the clock, of the process that finished it. */
  readonly milliseconds: number;
  /** Replies and tool results that came from the journal. */
  readonly replayed: number;
  readonly planted: EpisodeResult["planted"];
  /** What there is to say of why it ended, in a server's words where it was one: absent where there is nothing. */
  readonly detail?: string;
  /** How often the model's server was asked again, by the kind of failure; absent where it never was. */
  readonly retries?: Readonly<Record<string, number>>;
  /** Replies that came from the cache of completions; absent where none did. */
  readonly cached?: number;
  /** What servers said of themselves; absent for a model that comes with mat. */
  readonly served?: EpisodeResult["served"];
}

/** How an episode ended. */
export interface EpisodeEnd {
  readonly summary: EpisodeSummary;
  readonly telemetry: EpisodeTelemetry;
}

/** Counts an episode. */
export function summarise(task: Task, { trajectory, stop, judgement }: EpisodeResult): EpisodeSummary {
  const metrics = trajectory.steps.flatMap(({ metrics }) => metrics ?? []);
  return {
    id: trajectory.trajectory_id!,
    environment: task.environment,
    template: templateOf(trajectory),
    language: task.language,
    kind: task.kind ?? (judgement.unjudged ? "query" : "solvable"),
    level: task.level ?? null,
    reward: judgement.unjudged ? null : judgement.reward,
    stop,
    turns: metrics.length,
    prompt_tokens: metrics.reduce((sum, { prompt_tokens }) => sum + (prompt_tokens ?? 0), 0),
    completion_tokens: metrics.reduce((sum, { completion_tokens }) => sum + (completion_tokens ?? 0), 0),
  };
}

function templateOf({ extra }: Trajectory): string {
  return extra?.mat?.template_id ?? "";
}
