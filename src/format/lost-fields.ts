import type { Step, Trajectory } from "../core/trajectory.ts";

/** What every target may drop without a word: numbering, versions and our own bookkeeping say nothing of the episode. */
const STRUCTURE = new Set([
  "schema_version",
  "trajectory_id",
  "agent.name",
  "agent.version",
  "steps[].step_id",
  "steps[].source",
  "steps[].tool_calls[].tool_call_id",
  "steps[].observation.results[].source_call_id",
]);

/**
 * The paths of fields that a trajectory has and a target does not hold, such as `steps[].metrics`. `held` lists the paths
 * that the target holds; a held path covers all that is under it, a path under which something is held is looked into.
 */
export function lostFields(trajectory: Trajectory, held: readonly string[]): string[] {
  const lost = new Set<string>();
  const look = (value: object, prefix: string) => {
    for (const [key, item] of Object.entries(value)) {
      if (item === null || item === undefined || key === "mat") continue;
      visit(item, prefix === "" ? key : `${prefix}.${key}`);
    }
  };
  const visit = (item: unknown, path: string) => {
    const inside = Array.isArray(item) ? `${path}[]` : path;
    if (STRUCTURE.has(path) || held.includes(path) || held.includes(inside)) return;
    if (path.endsWith(".extra") || path === "extra")
      return Object.keys(item as object).length > 0 ? look(item as object, path) : undefined;
    if (!held.some((other) => other.startsWith(`${inside}.`))) return void lost.add(inside);
    for (const element of Array.isArray(item) ? item : [item]) {
      if (typeof element === "object" && element !== null) look(element, inside);
    }
  };
  look(trajectory, "");
  return [...lost].sort();
}

/** Does any step carry a loss mask that differs from the default (agent steps train, others do not)? */
export function hasLossMask(trajectory: Trajectory): boolean {
  return trajectory.steps.some(
    (step: Step) => step.extra?.mat?.train !== undefined && step.extra.mat.train !== (step.source === "agent"),
  );
}
