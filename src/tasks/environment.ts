import type { Trajectory } from "../core/trajectory.ts";
import type { AgentStep } from "../templates/protocol/agent-step.ts";
import type { Language } from "../templates/template.ts";
import type { ToolBox } from "../tools/tool-box.ts";
import type { Task } from "./task.ts";

/** Which tasks an environment is to make. */
export interface TaskOptions {
  readonly seed: number;
  readonly languages: readonly Language[];
  /** 1 to 5. */
  readonly levels: readonly number[];
  /** Train and test share no entity and no tool name. */
  readonly split: "train" | "test";
}

/** How well an episode did what its task asked. */
export interface Judgement {
  /** 0 (failed) to 1 (solved). */
  readonly reward: number;
  /** What was looked at, by name: did it hold? */
  readonly checks: Readonly<Record<string, boolean>>;
  /** Nobody can tell how well it did: the reward means nothing, and the episode carries none. */
  readonly unjudged?: true;
}

/** A task's world while one agent acts in it; nobody else sees what it does there. */
export interface World extends ToolBox {
  /** What a simulated user says to a message that ends no episode; undefined: the episode ends with it. */
  reply?(message: string): Promise<string | undefined>;
  /** Its calls reach something outside of mat, where they may cost, or change something: none is made again without need. */
  readonly outside?: true;
  /** The steps of one right solution, without observations. A failed call is to be tried again. Empty where nobody knows one. */
  readonly solution: readonly AgentStep[];
  /** Judges the finished episode; may look at the world's state. */
  judge(trajectory: Trajectory): Promise<Judgement>;
  close(): Promise<void>;
}

/** A kind of world whose tasks were written down, with all that it is made of. */
export interface TaskWorld {
  readonly name: string;
  /** Opens the world of a task; what it says of files is seen from `folder`, in which the file of tasks stands. */
  open(task: Task, folder: string): Promise<World>;
}

/** A kind of world with tasks by number: the same options and number give the same task, in any order and on any machine. */
export interface Environment {
  readonly name: string;
  /** In one sentence without a final full stop. */
  readonly title: string;
  task(options: TaskOptions, number: number): Task;
  open(task: Task): Promise<World>;
}
