import { isTrained, type Step } from "../core/trajectory.ts";

/** The path of loss masks, where a format whose rows say nothing of loss loses one: there agent's steps get it, no others do. */
export function lostMasks(steps: readonly Step[]): string[] {
  return steps.some((step) => isTrained(step) !== (step.source === "agent")) ? ["steps[].extra.mat.train"] : [];
}
