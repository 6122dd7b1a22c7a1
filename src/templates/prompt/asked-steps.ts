import type { Trajectory } from "../../core/trajectory.ts";
import type { Ability } from "../template.ts";
import { observationsOf, spokenStep } from "./state-at.ts";

/** The indices of the agent steps for which a prompt of this ability is the right one, in order. */
export function askedSteps(ability: Ability, trajectory: Trajectory): number[] {
  const agent = trajectory.steps.flatMap((step, at) => (step.source === "agent" ? [at] : []));
  if (ability === "conclusion" || ability === "profile")
    return agent.filter((at) => spokenStep(trajectory, at)?.answer !== undefined);
  if (ability !== "reflection") return agent;
  // There is something to reflect on once a tool has replied.
  const first = agent.find((at) => observationsOf(trajectory.steps[at]!).length > 0) ?? Number.POSITIVE_INFINITY;
  return agent.filter((at) => at > first);
}
