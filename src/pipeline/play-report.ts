import type { AdapterManifest } from "../tasks/bridge/adapter.ts";

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

/** Counts how the tasks of an environment went; they stand in the order of their ids. */
export function playReport(
  { name, title, licence, split, eval_only }: AdapterManifest,
  { model, simulated }: Pick<PlayReport, "model" | "simulated">,
  played: readonly PlayedTask[],
): PlayReport {
  const order = played.toSorted((a, b) => a.id.localeCompare(b.id, "en", { numeric: true }));
  const rewards = order.flatMap(({ reward }) => reward ?? []);
  const held = order.flatMap(({ checks }) => Object.keys(checks).filter((name) => checks[name]));
  return {
    environment: { name, title, licence, split, eval_only },
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
