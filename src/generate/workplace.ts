import type { AgentTemplates } from "../agent/agent-templates.ts";
import { RunIncompleteError, RunPausedError } from "../core/errors.ts";
import type { Spending } from "../llm/cost/spending.ts";
import type { World } from "../tasks/environment.ts";
import type { Task } from "../tasks/task.ts";
import type { Language } from "../templates/template.ts";
import type { Cassette } from "../tools/cassette/cassette.ts";
import { createToolChecker } from "../tools/tool-checker.ts";
import type { Accept } from "./accept.ts";
import type { EpisodeMiss } from "./episode-miss.ts";
import type { Plan } from "./plan.ts";
import type { Seat, Stage } from "./play-episode.ts";
import type { ProgressCount } from "./progress-count.ts";
import { createSchedule, type PlannedEpisode } from "./schedule.ts";
import type { TaskSource } from "./task-source.ts";

/** What the replies of a served model take. */
export interface RunAccount {
  /** Opens what it is kept in, in the run's folder. */
  open(): Promise<void>;
  /** It grows; undefined until it is open. */
  readonly spending: Spending | undefined;
  /** Reads what other processes have spent since. */
  refresh(): Promise<void>;
}

/** A plan, and what its names stand for. */
export interface Workplace {
  readonly plan: Plan;
  readonly tasks: TaskSource;
  readonly templates: Readonly<Partial<Record<Language, readonly AgentTemplates[]>>>;
  /** Puts an agent at a world. */
  seat(world: World, task: Task): Seat;
  /** Of a model on servers; absent for those that come with mat. */
  readonly account?: RunAccount | undefined;
  /** Ends what waits for something that takes hours, when the run is to stop: it is taken up later. */
  pause?(): void;
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
  const { limits, date, served } = plan;
  return { open: tasks.open, seat, check: createToolChecker(), limits, date, cassette, guided: served?.guided };
}

/** The episodes of a plan by number. */
export function scheduleOf({ plan, tasks, templates }: Workplace): (number: number) => PlannedEpisode {
  return createSchedule({ seed: plan.seed, perTask: plan.per_task, tasks, templates });
}

const AGAIN = "Run the same command again: it plays what is missing.";

/** What a run ends with that is not done: it was stopped, or what is outside of mat failed some episodes. */
export function unfinished({ plan }: Workplace, { finished, missing, firstMiss, spent }: ProgressCount) {
  const reasons = Object.entries(missing).map(([reason, count]) => `${reason} ${count}`);
  const done = `${finished} of ${plan.episodes} episodes are done and saved`;
  if (spent !== undefined)
    return new RunIncompleteError(missing, `${done}; nothing more is asked, since ${spent.message}`, spent.fix);
  if (firstMiss !== undefined)
    return new RunIncompleteError(
      missing,
      `${done}; others could not be played: ${reasons.join(", ")}; the first of these: ${firstMiss.message}`,
      missing["not_recorded"] === undefined
        ? fixOf(firstMiss)
        : "Leave --replay out to ask for what the cache has not, or give the model, the sampling and the --preset of before.",
    );
  return new RunPausedError(
    `stopped after ${finished} of ${plan.episodes} episodes; all of them are saved`,
    "Run the same command again to go on.",
  );
}

function fixOf({ fix }: EpisodeMiss): string {
  return fix.includes("the same command") ? fix : `${fix} ${AGAIN}`;
}
