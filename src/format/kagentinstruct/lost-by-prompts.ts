import type { Step, Trajectory } from "../../core/trajectory.ts";
import { lostImages } from "../protocol-text/lost-images.ts";
import { lostMarks } from "../protocol-text/lost-marks.ts";
import type { Rendered } from "./render-under.ts";

/** What of a trajectory stands in none of the prompts and responses of a rendering, beside what the rendering says itself. */
export function lostByPrompts(
  trajectory: Trajectory,
  { template, rendering: { lost, instances } }: Rendered,
): string[] {
  const { steps } = trajectory;
  const asked = new Set(instances.map((instance) => instance.step));
  const last = Math.max(...asked);
  const others = steps.filter((step) => step.source !== "agent");
  return [
    ...lost,
    ...lostImages(steps),
    ...lostMarks(trajectory, [...steps.keys()]),
    ...(steps.some((step, at) => step.source === "agent" && !asked.has(at)) ? ["steps[] not asked for"] : []),
    ...(steps.length > last + 1 || hasResults(steps[last]!) ? ["steps[] behind the last prompt"] : []),
    ...(template.layout.kind === "prompt" && endsTurnWithResults(steps) ? ["steps[].observation at a turn's end"] : []),
    ...(others.some(hasResults) ? ["steps[].observation of the user or system"] : []),
    ...(others.some((step) => (step.tool_calls?.length ?? 0) > 0) ? ["steps[].tool_calls of the user or system"] : []),
  ];
}

/** Does the user speak right behind results? One prompt shows earlier turns by their queries and answers alone. */
function endsTurnWithResults(steps: readonly Step[]): boolean {
  const spoken = steps.filter((step) => step.source !== "system");
  return spoken.some((step, at) => step.source === "agent" && hasResults(step) && spoken[at + 1]?.source === "user");
}

function hasResults(step: Step): boolean {
  return (step.observation?.results.length ?? 0) > 0;
}
