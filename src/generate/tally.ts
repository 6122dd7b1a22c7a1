import type { EpisodeSummary } from "./episode-end.ts";

/** Episodes and how they went. One that failed counts as 0 and is counted. */
export interface Score {
  readonly episodes: number;
  /** With the full reward. */
  readonly solved: number;
  /** The sum of all rewards. */
  readonly reward: number;
  /** Of the episodes, those that nobody could judge; absent where there are none. */
  readonly unjudged?: number;
}

/** What a run, or a part of it, counted. */
export interface Tally extends Score {
  /** Calls of the model. */
  readonly turns: number;
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  /** Sum of the levels of those that have one, and how many these are. */
  readonly levels: { readonly sum: number; readonly episodes: number };
  readonly by: Readonly<Record<Dimension, Readonly<Record<string, Score>>>>;
}

const DIMENSIONS = ["environment", "template", "language", "kind", "level", "stop"] as const;
type Dimension = (typeof DIMENSIONS)[number];

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A tally that is still counting. */
export interface Counter {
  readonly tally: Tally;
  count(summary: EpisodeSummary): void;
  add(other: Tally): void;
}

/** A counter at zero. */
export function createCounter(): Counter {
  const total = { episodes: 0, solved: 0, reward: 0, turns: 0, prompt_tokens: 0, completion_tokens: 0 };
  const levels = { sum: 0, episodes: 0 };
  const by = Object.fromEntries(DIMENSIONS.map((name) => [name, {}])) as Record<Dimension, Record<string, Score>>;

  function score(dimension: Dimension, name: string): Writable<Score> {
    const known = by[dimension];
    if (!Object.hasOwn(known, name)) known[name] = { episodes: 0, solved: 0, reward: 0 };
    return known[name]!;
  }

  return {
    tally: Object.assign(total, { levels, by }),
    count(summary) {
      const { reward, turns, prompt_tokens, completion_tokens, level } = summary;
      const one = scoreOf(reward);
      addScore(total, one);
      total.turns += turns;
      total.prompt_tokens += prompt_tokens;
      total.completion_tokens += completion_tokens;
      if (level !== null) [levels.sum, levels.episodes] = [levels.sum + level, levels.episodes + 1];
      for (const name of DIMENSIONS) addScore(score(name, String(summary[name] ?? "none")), one);
    },
    add(other) {
      addScore(total, other);
      total.turns += other.turns;
      total.prompt_tokens += other.prompt_tokens;
      total.completion_tokens += other.completion_tokens;
      levels.sum += other.levels.sum;
      levels.episodes += other.levels.episodes;
      for (const name of DIMENSIONS) {
        for (const [key, more] of Object.entries(other.by[name])) addScore(score(name, key), more);
      }
    },
  };
}

function scoreOf(reward: number | null): Score {
  if (reward === null) return { episodes: 1, solved: 0, reward: 0, unjudged: 1 };
  return { episodes: 1, solved: reward >= 1 ? 1 : 0, reward };
}

function addScore(to: Writable<Score>, more: Score): void {
  to.episodes += more.episodes;
  to.solved += more.solved;
  to.reward += more.reward;
  if (more.unjudged !== undefined) to.unjudged = (to.unjudged ?? 0) + more.unjudged;
}
