import { cutFrom, maskStep } from "../core/edit.ts";
import { isTrained, type Trajectory } from "../core/trajectory.ts";
import type { FilterVerdict, RowVerdict } from "./filter.ts";

/** What the verdicts of one filter make of a row. */
export type Applied =
  | { readonly dropped: Omit<RowVerdict, "verdict"> }
  | {
      readonly dropped?: undefined;
      /** The same object where nothing was changed. */
      readonly trajectory: Trajectory;
      readonly masked: number;
      readonly cut: number;
    };

/** The reason of a row of which a cut would leave nothing. */
export const NOTHING_LEFT = "no_agent_step_left";

/** Applies the verdicts of the filter named `by`: a drop decides, then the earliest cut, then the masks before it. */
export function applyVerdicts(trajectory: Trajectory, by: string, verdicts: readonly FilterVerdict[]): Applied {
  const dropped = verdicts.find(({ verdict }) => verdict === "drop");
  if (dropped !== undefined) return { dropped };
  const steps = verdicts.filter((verdict) => "step" in verdict);
  const cuts = steps.filter(({ verdict }) => verdict === "cut-here").sort((a, b) => a.step - b.step);
  const masks = steps.filter(({ verdict, step }) => verdict === "mask-step" && step < (cuts[0]?.step ?? Infinity));
  const [first] = cuts;
  let edited: Trajectory | undefined = trajectory;
  let masked = 0;
  for (const { step, reason, detail } of masks) {
    if (isTrained(edited.steps[step]!)) masked++;
    edited = maskStep(edited, step, { by, reason, ...(detail !== undefined && { detail }) });
  }
  if (first === undefined) return { trajectory: edited, masked, cut: 0 };
  const { step, reason, detail } = first;
  const cut = trajectory.steps.length - step;
  edited = cutFrom(edited, step, { by, reason, ...(detail !== undefined && { detail }) });
  if (edited !== undefined) return { trajectory: edited, masked, cut };
  return { dropped: { reason: NOTHING_LEFT, detail: `${reason}: ${detail ?? ""}; cut there, no agent step is left` } };
}
