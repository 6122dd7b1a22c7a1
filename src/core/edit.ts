import { foldUnknownKeys } from "./fold-unknown-keys.ts";
import { changeMembers } from "./json/change-members.ts";
import { isObject } from "./json/value.ts";
import { isTrained, type Step, type Trajectory, type TrajectoryMat, type Verdict } from "./trajectory.ts";

export { redact } from "./redact.ts";

/**
 * The trajectory with one step masked: it gets no loss and stays as context, and says why in `extra.mat.verdicts`. The
 * same trajectory when the step had no loss before. `index` counts from 0.
 */
export function maskStep(trajectory: Trajectory, index: number, verdict: Verdict): Trajectory {
  const step = trajectory.steps[index];
  if (step === undefined || !isTrained(step)) return trajectory;
  const current = foldUnknownKeys(trajectory);
  const steps = current.steps.map((item, at) => (at === index ? masked(item, verdict) : item));
  return changeMembers(current, { steps });
}

function masked(step: Step, verdict: Verdict): Step {
  const extra = step.extra ?? {};
  const mat = extra.mat ?? {};
  const changed = changeMembers(mat, { train: false, verdicts: [...(mat.verdicts ?? []), verdict] });
  return changeMembers(step, { extra: changeMembers(extra, { mat: changed }) });
}

/**
 * The trajectory without the step at `index` (from 0) and all later ones, and with the verdict on it. What spoke of the
 * whole episode moves to `extra.mat.before_cut`; what only the cut steps referred to goes (subagents, and the row's
 * residuals). Undefined when no agent step is left: nothing remains to learn from, and the row is to be dropped.
 */
export function cutFrom(trajectory: Trajectory, index: number, verdict: Verdict): Trajectory | undefined {
  if (index >= trajectory.steps.length) return trajectory;
  const kept = trajectory.steps.slice(0, index);
  if (!kept.some((step) => step.source === "agent")) return undefined;
  const current = foldUnknownKeys(trajectory);
  const extra = current.extra ?? {};
  const mat: TrajectoryMat = extra.mat ?? {};
  const changed = changeMembers(mat, {
    verdicts: [...(mat.verdicts ?? []), verdict],
    before_cut: mat["before_cut"] ?? beforeCut(current),
    raw: undefined,
  });
  return changeMembers(current, {
    steps: current.steps.slice(0, index),
    final_metrics: undefined,
    continued_trajectory_ref: undefined,
    subagent_trajectories: subagentsOf(current, index),
    extra: changeMembers(extra, { mat: changed }),
  });
}

/** What was true of the uncut episode only. */
function beforeCut({ steps, final_metrics, continued_trajectory_ref }: Trajectory): object {
  return {
    steps: steps.length,
    ...(final_metrics && { final_metrics }),
    ...(continued_trajectory_ref && { continued_trajectory_ref }),
  };
}

/** The embedded subagents without those that only the steps from `index` on refer to; undefined when none is left. */
function subagentsOf(trajectory: Trajectory, index: number): unknown[] | undefined {
  const kept = referencesOf(trajectory.steps.slice(0, index));
  const cut = referencesOf(trajectory.steps.slice(index));
  const subagents = trajectory.subagent_trajectories?.filter((subagent) => {
    const ids = isObject(subagent) ? [subagent["trajectory_id"], subagent["session_id"]] : [];
    return ids.some((id) => kept.has(id)) || !ids.some((id) => cut.has(id));
  });
  return subagents?.length === 0 ? undefined : subagents;
}

function referencesOf(steps: readonly Step[]): Set<unknown> {
  const references = steps
    .flatMap((step) => step.observation?.results ?? [])
    .flatMap((result) => {
      return result.subagent_trajectory_ref ?? [];
    });
  return new Set(references.flatMap((reference) => (isObject(reference) ? Object.values(reference) : [reference])));
}
