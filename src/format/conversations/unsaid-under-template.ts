import type { Step } from "../../core/trajectory.ts";
import { lostImages } from "../protocol-text/lost-images.ts";

/** The paths of what steps hold that templates do not show: images, and what users and systems call or are given. */
export function unsaidUnderTemplate(steps: readonly Step[]): string[] {
  const others = steps.filter((step) => step.source !== "agent");
  return [
    ...lostImages(steps),
    ...(others.some((step) => (step.tool_calls?.length ?? 0) > 0) ? ["steps[].tool_calls[]"] : []),
    ...(others.some((step) => (step.observation?.results.length ?? 0) > 0) ? ["steps[].observation.results[]"] : []),
  ];
}
