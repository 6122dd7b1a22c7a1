import type { AgentTemplates } from "../agent/policy.ts";
import { RunIncompleteError, RunPausedError } from "../core/errors.ts";
import type { World } from "../tasks/environment.ts";
import type { Task } from "../tasks/task.ts";
import type { Language } from "../templates/template.ts";
import type { Cassette } from "../tools/cassette/cassette.ts";
import { createToolChecker } from "../tools/tool-checker.ts";
import type { Accept } from "./accept.ts";
import type { Plan } from "./plan.ts";
import type { Seat, Stage } from "./play-episode.ts";
import type { ProgressCount } from "./progress-count.ts";
import { createSchedule, type PlannedEpisode } from "./schedule.ts";
import type { TaskSource } from "./task-source.ts";

/** A plan, and what its names stand for. */
export interface Workplace {
  readonly plan: Plan;
  readonly tasks: TaskSource;
  readonly templates: Readonly<Partial<Record<Language, readonly AgentTemplates[]>>>;
  /** Puts an agent at a world. */
  seat(world: World, task: Task): Seat;
  /** Ends connections and processes; absent where there are none. */
  close?(): Promise<void>;
  /** Opens the cassette of the plan; absent where it has none. */
  readonly openCassette?: (() => Promise<Cassette>) | undefined;
  /** The cassette, once it is open. */
  readonly cassette?: Cassette | undefined;
  /** Templates of the library that no agent acts under. */
  readonly leftOut?: number;
  /** Begins to judge, from the first episode on; absent where all are kept. */
  readonly accept?: (() => Promise<Accept>) | undefined;
}

/** How to play. None of it changes what comes out. */
export interface PlayingOptions {
  /** How many episodes are played at once. */
  readonly concurrency: number;
  /** Once aborted, what is in flight is finished, all is saved, and RunPausedError is thrown. */
  readonly signal?: AbortSignal | undefined;
}

/** All that the episodes of a plan are played with. */
export function stageOf({ plan, tasks, seat, cassette }: Workplace): Stage {
  return { open: tasks.open, seat, check: createToolChecker(), limits: plan.limits, date: plan.date, cassette };
}

/** The episodes of a plan by number. */
export function scheduleOf({ plan, tasks, templates }: Workplace): (number: number) => PlannedEpisode {
  return createSchedule({ seed: plan.seed, perTask: plan.per_task, tasks, templates });
}

/** What a run ends with that is not done: it was stopped, or what is outside of mat failed some episodes. */
export function unfinished({ plan }: Workplace, { finished, missing }: ProgressCount) {
  const reasons = Object.entries(missing).map(([reason, count]) => `${reason} ${count}`);
  if (reasons.length > 0)
    return new RunIncompleteError(
      missing,
      `${finished} of ${plan.episodes} episodes are done and saved; others could not be played: ${reasons.join(", ")}`,
      "Run the same command again: it plays what is missing.",
    );
  return new RunPausedError(
    `stopped after ${finished} of ${plan.episodes} episodes; all of them are saved`,
    "Run the same command again to go on.",
  );
}
