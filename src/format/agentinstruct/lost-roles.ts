import type { Step } from "../../core/trajectory.ts";

/**
 * The paths of what a human's turns do not tell apart: a turn behind a call is its result, any other is the human's own. So
 * only one result of a call can be told, and no message of the user right behind a call without a result.
 */
export function lostRoles(steps: readonly Step[]): string[] {
  const lost = new Set<string>();
  for (const [at, step] of steps.entries()) {
    if (step.source !== "agent") continue;
    const results = step.observation?.results.length ?? 0;
    const calls = step.tool_calls?.length ?? 0;
    if (results > Math.min(calls, 1)) lost.add("steps[].observation.results[]");
    if (calls > 0 && results === 0 && steps[at + 1]?.source === "user") lost.add("steps[].source");
  }
  return [...lost];
}
